import base64
from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import VnConsentCommon


@tagged("post_install", "-at_install")
class TestRefusals(VnConsentCommon):
    """Blacklists and do-not-call lists."""

    def setUp(self):
        super().setUp()
        self.agree(self.person, "sms", "call", "email", "zalo")
        self.noon = self.at(2026, 7, 1, 12)
        self.now = fields.Datetime.now()

    def code(self, channel, purpose="advert", when=None):
        verdicts = self.person._vn_contact_verdicts(channel, purpose, when or self.noon)
        return verdicts[self.person.id][1]

    def test_odoos_phone_blacklist(self):
        self.env["phone.blacklist"].create([{"number": "+84912000111"}])
        for channel in ("sms", "call", "zalo"):
            self.assertEqual(self.code(channel), "blacklisted", channel)
        self.assertEqual(self.code("email"), "ok")
        self.assertEqual(self.code("sms", "transaction"), "ok")

    def test_odoos_mail_blacklist(self):
        self.env["mail.blacklist"].create([{"email": "mo@example.com"}])
        self.assertEqual(self.code("email"), "blacklisted")
        self.assertEqual(self.code("sms"), "ok")

    def test_our_withdrawal_reaches_odoos_lists(self):
        # at the same moment a withdrawal beats giving
        ago = self.now - timedelta(hours=1)
        self.person._vn_record_consent("email", "advert", "withdrawn", "form", ago)
        self.assertTrue(self.person.is_blacklisted)
        self.person._vn_record_consent("email", "advert", "given", "form")
        self.person.invalidate_recordset()
        self.assertFalse(self.person.is_blacklisted)
        self.person._vn_record_consent("sms", "advert", "withdrawn", "reply")
        numbers = self.env["phone.blacklist"].search([("number", "=", "+84912000111")])
        self.assertTrue(numbers)
        self.assertEqual(self.code("call"), "ok", "only messages were refused")

    def test_the_latest_word_counts(self):
        """A paper of last year, found today, lifts no refusal of last week."""
        entries = {
            "email": ("mail.blacklist", "email", "mo@example.com"),
            "sms": ("phone.blacklist", "number", "+84912000111"),
        }
        for channel, (model, name, value) in entries.items():
            listed = [(name, "=", value)]
            say = self.person._vn_record_consent
            say(channel, "advert", "withdrawn", "form", self.at(2026, 6, 1, 9))
            say(channel, "advert", "given", "paper", self.at(2026, 3, 1, 9))
            self.assertTrue(self.env[model].search(listed), channel)
            say(channel, "advert", "given", "form")
            self.assertFalse(self.env[model].search(listed), channel)

    def test_who_was_put_there_by_hand_stays(self):
        self.env["mail.blacklist"].create([{"email": "mo@example.com"}])
        self.env["phone.blacklist"].create([{"number": "+84912000111"}])
        for channel in ("email", "sms"):
            for state, hours in (("withdrawn", 2), ("given", 1)):
                date = self.now - timedelta(hours=hours)
                self.person._vn_record_consent(channel, "advert", state, "form", date)
            self.assertEqual(self.code(channel, when=self.now), "blacklisted", channel)

    def test_taking_over_by_hand(self):
        ago = self.now - timedelta(hours=1)
        self.person._vn_record_consent("email", "advert", "withdrawn", "form", ago)
        entry = self.env["mail.blacklist"].search([("email", "=", "mo@example.com")])
        self.assertTrue(entry.vn_from_consent)
        entry.action_archive()
        entry.action_unarchive()
        self.person._vn_record_consent("email", "advert", "given", "form")
        self.assertTrue(entry.active)

    def test_a_refusal_to_another_company(self):
        """Odoo's lists know no companies, the ledger does."""
        other = self.person.with_company(self.company_2).sudo()
        other._vn_record_consent("email", "advert", "withdrawn", "form")
        self.person._vn_record_consent("email", "advert", "given", "form")
        entry = self.env["mail.blacklist"].search([("email", "=", "mo@example.com")])
        self.assertTrue(entry.vn_from_consent)
        refused = ("withdrawn", "blacklisted")
        self.assertNotIn(self.code("email", when=fields.Datetime.now()), refused)
        verdict = other._vn_contact_verdicts("email", "advert")[other.id]
        self.assertEqual(verdict[1], "withdrawn")

    def test_numbers_that_nobody_has(self):
        """The lists in force count, and only what stands there for the channel."""
        bare = self.env["crm.vn.contact.verdict"]
        numbers = ["+84988777666", "+84912000222"]
        for number in numbers:
            for channel in ("sms", "call", "zalo"):
                bare.env["crm.vn.consent"]._record(
                    channel,
                    "advert",
                    "given",
                    "form",
                    address=number,
                    company_id=self.company.id,
                    date=self.at(2026, 1, 1, 9),
                )

        def codes(channel, purpose="advert"):
            found = bare._get_bare_verdicts(numbers, channel, purpose, self.noon)
            return [found[number][1] for number in numbers]

        self.load("national", numbers[0])
        self.assertEqual(codes("call"), ["national_list", "ok"])
        self.load("national", "0900000001", "2026-06-25")
        self.assertEqual(codes("call"), ["ok", "ok"], "a newer list replaces it")
        self.load("own", numbers[1])
        self.assertEqual(codes("call", "care"), ["ok", "own_list"])
        self.env["crm.vn.refusal.list"].search([("kind", "=", "own")]).active = False
        self.assertEqual(codes("call", "care"), ["ok", "ok"])
        self.env["phone.blacklist"]._vn_mirror(numbers[0], True)
        self.assertEqual(codes("zalo", "care"), ["ok", "ok"])
        self.assertEqual(codes("sms", "care"), ["blacklisted", "ok"])
        self.env["phone.blacklist"].create([{"number": numbers[1]}])
        self.assertEqual(codes("zalo", "care"), ["ok", "blacklisted"])

    def test_addresses_that_nobody_has(self):
        bare = self.env["crm.vn.contact.verdict"]
        addresses = ["la@example.com", "mo@example.com", "den@example.com"]

        def codes(purpose="advert"):
            found = bare._get_bare_verdicts(addresses, "email", purpose, self.noon)
            return [found[address][1] for address in addresses]

        # who has one of them agreed by it
        self.assertEqual(codes(), ["no_consent", "ok", "no_consent"])
        self.assertEqual(codes("care"), ["ok"] * 3)
        self.env["mail.blacklist"].create([{"email": addresses[2]}])
        self.person.vn_do_not_contact = True
        self.assertEqual(codes("care"), ["ok", "do_not_contact", "blacklisted"])

    def test_contacts_of_numbers_that_nobody_has(self):
        """They count for the limits, and for whoever has the number later."""
        bare = self.env["crm.vn.contact.verdict"]
        number = "+84988777666"
        self.env["crm.vn.consent"]._record(
            "call",
            "advert",
            "given",
            "form",
            address=number,
            company_id=self.company.id,
            date=self.at(2026, 1, 1, 9),
        )
        morning = self.at(2026, 7, 1, 9)
        bare._register_bare(number, "call", "advert", morning)
        verdict = bare._get_bare_verdicts([number], "call", "advert", self.noon)
        self.assertEqual(
            verdict[number], (False, "cap", self.at(2026, 7, 2, 9)), "one call a day"
        )
        later = self.Partner.create({"name": "Lã Thị Bưởi", "phone": "0988 777 666"})
        verdict = later._vn_contact_verdicts("call", "advert", self.noon)
        self.assertEqual(verdict[later.id][1], "cap")

    def load(self, kind, text, date="2026-06-20"):
        self.env["crm.vn.refusal.import"].with_user(self.officer).create(
            {
                "name": f"Danh sách {date}",
                "kind": kind,
                "file_date": date,
                "file": base64.b64encode(text.encode()),
            }
        ).action_load()

    def test_national_list(self):
        self.load("national", "so\n0912000111\n0988 777 666,x\n")
        one = self.env["crm.vn.refusal.list"].search([("kind", "=", "national")])
        self.assertEqual(one.entry_count, 2)
        seen = one.with_user(self.officer)
        days = (self.company._vn_today() - seen.file_date).days
        self.assertEqual(seen.age_days, days)
        warned = self.env["crm.vn.contact.rule"].search([("list_warn_days", ">", 0)])
        limit = min(warned.mapped("list_warn_days"))
        self.assertEqual(seen.is_old, days > limit)
        self.assertEqual(self.code("sms"), "national_list")
        self.assertEqual(self.code("call"), "national_list")
        self.assertEqual(self.code("call", "care"), "ok", "it is about adverts")
        digests = self.env["crm.vn.refusal.entry"].search([]).mapped("digest")
        self.assertNotIn("912000111", "".join(digests))

    def test_a_newer_list_replaces_the_older(self):
        self.load("national", "0912000111")
        self.load("national", "0988777666", "2026-06-25")
        self.assertEqual(self.code("sms"), "ok")

    def test_an_old_list_stops_adverts(self):
        self.load("national", "0988777666", "2026-03-01")
        self.assertEqual(self.code("sms", when=self.at(2026, 5, 30, 12)), "ok")
        self.assertEqual(self.code("sms", when=self.at(2026, 5, 31, 12)), "list_old")
        self.assertEqual(self.code("email", when=self.at(2026, 5, 31, 12)), "ok")

    def test_own_list(self):
        self.load("own", "0912000111")
        self.assertEqual(self.code("call", "care"), "own_list")

    def test_files_that_are_none(self):
        for text in ("", "khong co so nao\n"):
            with self.assertRaises(UserError):
                self.load("national", text or " ")
        with self.assertRaises(UserError):
            self.load("national", "0912000111", "2999-01-01")

    def test_replies(self):
        self.assertFalse(self.person._vn_withdraw_by_reply("sms", "Hủy đơn giúp em"))
        self.assertEqual(self.code("sms"), "ok")
        self.assertTrue(
            self.person._vn_withdraw_by_reply(
                "sms", " từ chối. ", self.noon.replace(day=1, month=6)
            )
        )
        self.assertIn(self.code("sms"), ("withdrawn", "blacklisted"))
