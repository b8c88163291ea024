from datetime import datetime

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.cursors import VnCursorsCase

from .common import VnConsentCommon


@tagged("post_install", "-at_install")
class TestLimits(VnConsentCommon):
    """Hours and numbers per day, on the company's clock."""

    def setUp(self):
        super().setUp()
        self.agree(self.person, "sms", "call", "email")
        # neither the reader nor the server lives in Vietnam
        self.user_own.tz = "America/New_York"
        self.person.user_id = self.user_own
        self.reader = self.person.with_user(self.user_own)

    def verdict(self, channel, when, partner=None):
        partner = partner or self.reader
        return partner._vn_contact_verdicts(channel, "advert", when)[partner.id]

    def test_hours_of_messages(self):
        for hour, minute, allowed in (
            (6, 59, False),
            (7, 0, True),
            (21, 59, True),
            (22, 0, False),
        ):
            when = self.at(2026, 7, 1, hour, minute)
            self.assertEqual(self.verdict("sms", when)[0], allowed, (hour, minute))

    def test_hours_of_calls(self):
        for hour, minute, allowed in (
            (7, 59, False),
            (8, 0, True),
            (16, 59, True),
            (17, 0, False),
        ):
            when = self.at(2026, 7, 1, hour, minute)
            self.assertEqual(self.verdict("call", when)[0], allowed, (hour, minute))

    def test_the_next_allowed_moment(self):
        when = self.at(2026, 7, 1, 18, 10)
        self.assertEqual(
            self.verdict("call", when), (False, "hours", self.at(2026, 7, 2, 8))
        )
        _allowed, reason = self.reader._vn_may_contact("call", "advert", when)
        self.assertIn("8:00", reason)

    def test_care_may_call_in_the_evening(self):
        when = self.at(2026, 7, 1, 18, 10)
        self.assertTrue(self.reader._vn_may_contact("call", "care", when)[0])

    def test_a_rule_ends_and_another_begins(self):
        rules = self.env["crm.vn.contact.rule"]
        old = self.env.ref("crm_vn_consent.crm_vn_contact_rule_sms_advert")
        old.valid_to = "2026-06-30"
        rules.create(
            {
                "channel": "sms",
                "purpose": "advert",
                "hour_from": 9,
                "hour_to": 20,
                "valid_from": "2026-07-01",
                "source": "A decree to come",
            }
        )
        self.assertTrue(self.verdict("sms", self.at(2026, 6, 30, 21, 30))[0])
        self.assertEqual(
            self.verdict("sms", self.at(2026, 6, 30, 22)),
            (False, "hours", self.at(2026, 7, 1, 9)),
        )
        self.assertFalse(self.verdict("sms", self.at(2026, 7, 1, 8, 59))[0])
        self.assertTrue(self.verdict("sms", self.at(2026, 7, 1, 9))[0])

    def test_three_messages_in_a_day(self):
        for hour in (8, 9, 10):
            self.assertTrue(self.verdict("sms", self.at(2026, 7, 1, hour))[0])
            self.person._vn_register_contact("sms", "advert", self.at(2026, 7, 1, hour))
        self.assertEqual(
            self.verdict("sms", self.at(2026, 7, 1, 11)),
            (False, "cap", self.at(2026, 7, 2, 8)),
        )
        self.assertTrue(self.verdict("sms", self.at(2026, 7, 2, 8))[0])
        self.assertTrue(self.verdict("email", self.at(2026, 7, 1, 11))[0])

    def test_the_limit_is_the_numbers_not_the_records(self):
        double = self.person.copy({"phone": "+84 912000111", "name": "Mơ"})
        self.agree(double, "call")
        self.person._vn_register_contact("call", "advert", self.at(2026, 7, 1, 9))
        self.assertEqual(
            self.verdict("call", self.at(2026, 7, 1, 10), double)[1], "cap"
        )

    def test_a_free_limit_waits_for_the_hours(self):
        self.person._vn_register_contact("call", "advert", self.at(2026, 7, 1, 16, 30))
        self.assertEqual(
            self.verdict("call", self.at(2026, 7, 2, 9))[2],
            self.at(2026, 7, 2, 16, 30),
        )
        self.env.ref("crm_vn_consent.crm_vn_contact_rule_call_advert").hour_to = 16.0
        self.assertEqual(
            self.verdict("call", self.at(2026, 7, 2, 9))[2], self.at(2026, 7, 3, 8)
        )

    def test_a_copied_wall_clock_does_not_help(self):
        with freeze_time(datetime(2026, 7, 1, 15, 30)):  # 22:30 in Vietnam
            self.assertEqual(self.verdict("sms", None)[1], "hours")

    def test_claiming_registers_the_allowed_only(self):
        people = self.person | self.customer_person
        verdicts = people._vn_claim_contact("sms", "advert", self.at(2026, 7, 1, 9))
        self.assertTrue(verdicts[self.person.id][0])
        self.assertFalse(verdicts[self.customer_person.id][0])
        log = self.env["crm.vn.contact.log"].search([("partner_id", "in", people.ids)])
        self.assertEqual(log.partner_id, self.person)


@tagged("post_install", "-at_install")
class TestLimitTogether(VnCursorsCase):
    """Two transactions can't pass a limit that each alone would keep."""

    def test_the_fourth_message_waits(self):
        when = VnConsentCommon.at(2026, 7, 1, 12)
        with self.committed() as env:
            partner = env["res.partner"].create(
                {"name": "Lý Thị Đào", "phone": "0912 000 222"}
            )
            partner._vn_record_consent(
                "sms", "advert", "given", "form", datetime(2026, 1, 1)
            )
            partner._vn_register_contact("sms", "advert", when)
            partner._vn_register_contact("sms", "advert", when)
            partner_id = partner.id
        allowed = []

        def claim(env):
            partner = env["res.partner"].browse(partner_id)
            verdict = partner._vn_claim_contact("sms", "advert", when)[partner_id]
            return verdict[0]

        def remember(env):
            allowed.append(claim(env))

        try:
            self.together(remember, remember)
            with self.committed() as env:
                count = env["crm.vn.contact.log"].search_count(
                    [("partner_id", "=", partner_id)]
                )
            self.assertEqual(count, 3)
        finally:
            with self.committed() as env:
                env["crm.vn.consent"].search(
                    [("partner_id", "=", partner_id)]
                )._vn_as_engine().unlink()
                env["res.partner"].browse(partner_id).unlink()
