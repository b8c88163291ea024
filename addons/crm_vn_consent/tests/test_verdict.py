from datetime import datetime
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.crm_vn_base.tools import plans

from .common import VnConsentCommon


@tagged("post_install", "-at_install")
class TestVerdict(VnConsentCommon):
    """Who may be contacted, for what."""

    def setUp(self):
        super().setUp()
        self.noon = self.at(2026, 7, 1, 12)

    def code(self, channel="sms", purpose="advert", partner=None, when=None):
        partner = partner or self.person
        verdicts = partner._vn_contact_verdicts(channel, purpose, when or self.noon)
        return verdicts[partner.id][1]

    def test_an_advert_needs_consent_and_care_does_not(self):
        self.assertEqual(self.code(), "no_consent")
        self.assertEqual(self.code(purpose="care"), "ok")
        self.agree(self.person, "sms")
        self.assertEqual(self.code(), "ok")
        self.assertEqual(self.code("email"), "no_consent", "by the channel agreed to")

    def test_consent_holds_from_its_date_on(self):
        self.agree(self.person, "sms", date=datetime(2026, 6, 1))
        self.assertEqual(self.code(when=self.at(2026, 5, 31, 12)), "no_consent")
        self.assertEqual(self.code(when=self.at(2026, 6, 2, 12)), "ok")

    def test_withdrawal_beats_giving_at_the_same_moment(self):
        moment = datetime(2026, 2, 1)
        for states in (("given", "withdrawn"), ("withdrawn", "given")):
            for state in states:
                self.person._vn_record_consent("sms", "advert", state, "paper", moment)
            self.assertEqual(self.code(), "withdrawn")
            moment = moment.replace(month=moment.month + 1)
        self.person._vn_record_consent("sms", "advert", "given", "paper", moment)
        self.assertEqual(self.code(), "ok")

    def test_withdrawn_for_one_purpose_only(self):
        self.person._vn_record_consent("call", "survey", "withdrawn", "reply")
        self.assertEqual(self.code("call", "survey", when=False), "ok")
        later = self.at(2030, 7, 1, 12)
        self.assertEqual(self.code("call", "survey", when=later), "withdrawn")
        self.assertEqual(self.code("call", "care", when=later), "ok")

    def test_a_wish_of_the_company_holds_for_its_people(self):
        self.customer_company.vn_do_not_contact = True
        self.assertEqual(
            self.code("call", "care", self.customer_contact), "do_not_contact"
        )
        self.assertEqual(self.code("email", "transaction", self.customer_contact), "ok")

    def test_a_wish_of_one_person_is_that_persons(self):
        self.customer_contact.vn_do_not_contact = True
        self.assertEqual(self.code("call", "care", self.customer_company), "ok")

    def test_archived_and_restricted(self):
        self.person.vn_processing_restricted = True
        self.assertEqual(self.code("email", "transaction"), "restricted")
        self.person.active = False
        self.assertEqual(self.code("email", "transaction"), "archived")

    def test_the_reason_is_a_sentence_of_the_reader(self):
        allowed, reason = self.person._vn_may_contact("sms", "advert", self.noon)
        self.assertFalse(allowed)
        self.assertEqual(reason, "No consent to adverts by this channel is recorded")
        person = self.person.with_context(lang="vi_VN")
        self.assertNotEqual(
            person._vn_may_contact("sms", "advert", self.noon)[1], reason
        )

    def test_unknown_channels_are_refused_in_words(self):
        with self.assertRaisesRegex(UserError, "fax is no channel"):
            self.person._vn_may_contact("fax", "advert")

    def test_the_other_company_has_to_ask_itself(self):
        self.agree(self.person, "sms")
        there = self.person.with_company(self.company_2)
        self.assertEqual(self.code(partner=there), "no_consent")

    def test_many_cost_as_much_as_few(self):
        partners = self.Partner.create(
            [{"name": f"Khách {n}", "phone": f"09{n:08}"} for n in range(1, 60)]
        )
        self.env.flush_all()
        few, many = partners[:2], partners
        few._vn_contact_verdicts("sms", "advert", self.noon)
        counts = []
        for people in (few, many):
            before = self.cr.sql_log_count
            people._vn_contact_verdicts("sms", "advert", self.noon)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
        self.assertLessEqual(counts[0], 5)

    def test_a_list_of_many_gets_the_same(self):
        """Rows of many are looked up in another way."""
        partners = self.Partner.create(
            [{"name": f"Khách {n}", "phone": f"09{n:08}"} for n in range(1, 20)]
        )
        partners[:3].vn_do_not_contact = True
        found = partners._vn_contact_verdicts("sms", "care", self.noon)
        with patch.object(plans, "SEVERAL", 10):
            again = partners._vn_contact_verdicts("sms", "care", self.noon)
        self.assertEqual(again, found)
        self.assertEqual(len({verdict[1] for verdict in found.values()}), 2)

    def test_counts_before_something_is_sent(self):
        people = self.person | self.customer_person | self.customer_company
        self.agree(self.person, "sms")
        self.customer_company.vn_do_not_contact = True
        engine = self.env["crm.vn.contact.verdict"]
        self.assertEqual(
            engine._get_counts(people, "sms", "advert", self.noon),
            {"ok": 1, "no_consent": 1, "do_not_contact": 1},
        )

    def test_the_dialog_tells_nothing_of_hidden_people(self):
        """It is filled with ids that come from the client."""
        self.person.company_id = self.company_2
        self.env.flush_all()
        checks = self.env["crm.vn.contact.check"].with_user(self.user_own)
        values = {"channel": "call", "purpose": "care"}
        spec = {"partner_ids": {}, "line_ids": {"fields": {"number": {}, "reason": {}}}}
        for given, most in (
            (self.person, 0),
            (self.person | self.customer_company, 1),
        ):
            ids = {"partner_ids": [(6, 0, given.ids)]}
            # refused in words, or counted without the hidden one
            self.env.invalidate_all()
            try:
                with self.env.cr.savepoint():
                    lines = checks.create({**values, **ids}).line_ids
                    self.assertLessEqual(sum(lines.mapped("number")), most)
            except AccessError:
                self.env.invalidate_all()
            try:
                told = checks.onchange({**values, **ids}, ["partner_ids"], spec)
            except AccessError:
                continue
            self.assertLessEqual(len(told["value"].get("line_ids") or []), most)
        ids = {"partner_ids": [(6, 0, self.customer_company.ids)]}
        found = checks.create({**values, **ids})
        self.assertEqual(found.line_ids.partner_ids, self.customer_company)

    def test_one_verdict_costs_three_queries(self):
        self.agree(self.person, "sms")
        self.person._vn_may_contact("sms", "advert", self.noon)
        self.env.flush_all()
        with self.assertQueryCount(3):
            self.person._vn_may_contact("sms", "advert", self.noon)
