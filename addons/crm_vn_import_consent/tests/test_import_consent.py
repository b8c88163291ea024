from datetime import date, timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.crm_vn_import.tests.import_common import csv_file

from .common import VnImportConsentCommon


@tagged("post_install", "-at_install")
class TestImportConsent(VnImportConsentCommon):
    """A list brings consent only with the day and the way, and refusals always."""

    def bring(self, *rows, **options):
        content = csv_file(self.HEADINGS, *rows)
        return self.run_import(content, "list.csv", **options)

    def find(self, name):
        return self.env["res.partner"].search([("name", "=", name)])

    def test_consent_with_day_and_way(self):
        rows = (
            (
                "Vũ Thị Mận",
                "0977 000 001",
                "",
                "SMS, Zalo",
                "2026-05-04",
                "Phiếu",
                "A1",
            ),
            ("Lý Văn Sung", "0977 000 002", "", "Từ chối", "", "", ""),
            ("Hồ Thị Na", "0977 000 003", "", "", "2026-05-04", "Phiếu", ""),
        )
        result = self.bring(*rows)
        self.assertEqual(self.counts(result), (3, 0, 0, 0))
        person = self.find("Vũ Thị Mận")
        self.assertEqual(
            self.words(person), [("sms", "given", "form"), ("zalo", "given", "form")]
        )
        row = person.vn_consent_ids[0]
        self.assertEqual(row.date, self.at(2026, 5, 4, 0))
        self.assertEqual((row.note, row.address), ("A1", "+84977000001"))
        self.assertEqual(row.user_id, self.manager)
        refused = self.words(self.find("Lý Văn Sung"))
        self.assertEqual({state for _channel, state, _method in refused}, {"withdrawn"})
        self.assertEqual(len(refused), 4)
        self.assertFalse(self.words(self.find("Hồ Thị Na")), "silence is none")
        # once more: nothing stands there twice
        self.assertEqual(self.counts(self.bring(*rows)), (0, 0, 3, 0))
        self.assertEqual(len(self.words(person)), 2)
        self.assertEqual(len(self.words(self.find("Lý Văn Sung"))), 4)

    def test_without_day_or_way_it_is_none(self):
        tomorrow = fields.Date.to_string(date.today() + timedelta(days=2))
        for cells, word in (
            (("SMS", "", "Phiếu"), "the day and the way"),
            (("SMS", "2026-05-04", ""), "the day and the way"),
            (("SMS", "2026-05-04", "Nghe nói"), "the day and the way"),
            (("Có", "2026-05-04", "Phiếu"), "says nothing about adverts"),
            (("SMS", tomorrow, "Phiếu"), "a day to come"),
        ):
            with self.subTest(cells=cells):
                row = ("Vũ Thị Mận", "0977 000 001", "", *cells, "")
                result = self.bring(row)
                [message] = result["messages"]
                self.assertIn(word, message["message"])
                self.assertFalse(self.find("Vũ Thị Mận"))

    def test_a_customer_who_is_known(self):
        """The row changes nothing else, and yet says something."""
        row = (
            self.person.name,
            "0912000111",
            "",
            "E-mail",
            "2026-05-04",
            "Website",
            "",
        )
        self.assertEqual(self.counts(self.bring(row)), (0, 0, 1, 0))
        self.assertEqual(self.words(self.person), [("email", "given", "software")])
        self.assertEqual(self.person.vn_consent_ids.address, "mo@example.com")

    def test_no_list_beats_a_refusal_of_the_day(self):
        self.person._vn_record_consent(
            "sms", "advert", "withdrawn", "reply", self.at(2026, 5, 4, 9)
        )
        row = (self.person.name, "0912000111", "", "SMS", "2026-05-04", "Phiếu", "")
        self.bring(row)
        verdict = self.person._vn_contact_verdicts(
            "sms", "advert", self.at(2026, 7, 1, 12)
        )
        self.assertEqual(verdict[self.person.id][1], "withdrawn")
        self.assertTrue(
            self.env["phone.blacklist"].search([("number", "=", "+84912000111")])
        )

    def test_a_trial_writes_nothing(self):
        row = ("Vũ Thị Mận", "0977 000 001", "", "SMS", "2026-05-04", "Phiếu", "")
        self.bring(row, dryrun=True)
        self.assertFalse(
            self.env["crm.vn.consent"].search([("address", "=", "+84977000001")])
        )

    def test_rows_about_one_customer(self):
        self.bring(
            ("Vũ Thị Mận", "0977 000 001", "", "SMS", "2026-05-04", "Phiếu", ""),
            ("Vũ Thị Mận", "0977 000 001", "", "Zalo", "2026-05-05", "Giấy", ""),
        )
        self.assertEqual(
            self.words(self.find("Vũ Thị Mận")),
            [("sms", "given", "form"), ("zalo", "given", "paper")],
        )

    def test_programs_write_nothing_by_the_columns(self):
        """They are columns of lists: elsewhere they are kept nowhere."""
        self.person.write({"vn_agreed_channels": "SMS", "vn_agreed_method": "Phiếu"})
        self.assertFalse(self.words(self.person))
