import unicodedata
from pathlib import Path

from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .import_common import (
    EMPLOYEES,
    HEADINGS,
    HUNG,
    THANH_CONG,
    WRITERS,
    ImportCase,
    xlsx,
)

READING = "odoo.addons.base_import.models.base_import"


@tagged("post_install", "-at_install")
class TestImportCustomers(ImportCase):
    def test_four_formats_put_right(self):
        for extension, writer in WRITERS.items():
            with self.subTest(extension), self.cr.savepoint() as savepoint:
                content = writer(HEADINGS, HUNG, THANH_CONG)
                result = self.run_import(content, f"list.{extension}")
                self.assertFalse(result["messages"])
                self.assertEqual(self.counts(result), (2, 0, 0, 0))
                self._check_put_right(result["ids"])
                savepoint.rollback()

    def _check_put_right(self, ids):
        hung, company = self.env["res.partner"].browse(ids)
        self.assertEqual(hung.name, "Nguyễn Văn Hùng")
        self.assertEqual(hung.phone, "+84 381 234 567")
        self.assertEqual(hung.phone_sanitized, "+84381234567")
        self.assertEqual(hung.vn_phone2, "+84 24 3825 1234")
        self.assertEqual(hung.state_id, self.env.ref("base.state_vn_VN-SG"))
        self.assertEqual(hung.country_id, self.env.ref("base.vn"))
        self.assertEqual(hung.vn_group_ids, self.group_retail)
        self.assertEqual(hung.vn_channel_id, self.channel_direct)
        self.assertEqual(hung.vn_relationship_id, self.relationship_new)
        self.assertTrue(hung.ref)
        self.assertFalse(hung.is_company)
        self.assertEqual(company.ref, "TC01")
        self.assertEqual(company.phone, "+84 912 345 678")
        self.assertEqual(company.vat, "0100109106")
        self.assertEqual(company.vn_relationship_id, self.relationship_vip)
        self.assertTrue(company.is_company)

    def test_default_relationship(self):
        result = self.run_import(xlsx(["Tên khách hàng"], ["Đỗ Thị Mơ"]))
        customer = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(customer.vn_relationship_id, self.relationship_new)

    def test_same_file_again_changes_nothing(self):
        rows = [
            HEADINGS,
            HUNG,
            THANH_CONG,
            # known by nothing but the name
            ["", "Cửa hàng Minh Phát", "", "", "", "Đà Nẵng", "", "", ""],
            # the same person once more, with a mail only
            ["", "NGUYỄN VĂN HÙNG", "0381234567", "khac@example.com", *[""] * 5],
        ]
        first = self.run_import(xlsx(*rows))
        self.assertFalse(first["messages"])
        # its e-mail is another one, and goes into the note
        self.assertEqual(self.counts(first), (3, 1, 0, 0))
        partners = self.env["res.partner"].browse(first["ids"])
        self.env.flush_all()
        self.env.invalidate_all()
        before = partners.read()
        number = self.env["res.partner"].search_count([])
        second = self.run_import(xlsx(*rows))
        self.assertFalse(second["messages"])
        self.assertEqual(self.counts(second), (0, 0, 4, 0))
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(partners.read(), before)
        self.assertEqual(self.env["res.partner"].search_count([]), number)

    def test_update_by_code_keeps_what_is_blank(self):
        self.run_import(xlsx(HEADINGS, THANH_CONG))
        result = self.run_import(
            xlsx(["Mã KH", "Tên khách hàng", "Email"], ["tc01", "", "moi@example.com"])
        )
        self.assertEqual(self.counts(result), (0, 1, 0, 0))
        customer = self.env["res.partner"].search([("ref", "=", "TC01")])
        self.assertEqual(customer.name, "CÔNG TY TNHH Thành Công")
        self.assertEqual(customer.email, "moi@example.com")
        self.assertEqual(customer.phone, "+84 912 345 678")

    def test_match_by_phone_only_fills(self):
        customer = self.customer_person
        row = ["", "TRẦN THỊ ÁNH", "84912345678", "anh@example.com", *[""] * 3]
        result = self.run_import(
            xlsx(HEADINGS, [*row, "Online sales", "VIP"]), user=self.manager
        )
        self.assertEqual(self.counts(result), (0, 1, 0, 0))
        self.assertEqual(customer.email, "anh@example.com")
        self.assertEqual(customer.vn_channel_id, self.channel_online)
        self.assertEqual(customer.vn_relationship_id, self.relationship_new)
        self.assertEqual(customer.name, "Trần Thị Ánh")

    def test_unknown_value_names_line_and_stops_all(self):
        wrong = [*HUNG[:7], "Zalu", ""]
        number = self.env["res.partner"].search_count([])
        content = xlsx(HEADINGS, THANH_CONG, [None] * 9, wrong)
        for dryrun in (True, False):
            result = self.run_import(content, dryrun=dryrun)
            self.assertFalse(result["ids"])
            (message,) = result["messages"]
            # line 3 of the file is empty
            self.assertIn("Line 4", message["message"])
            self.assertIn("Zalu", message["message"])
            self.assertEqual(message["field"], "vn_channel_id")
            self.assertEqual(self.env["res.partner"].search_count([]), number)

    def test_unknown_value_proposes_the_nearest(self):
        result = self.run_import(xlsx(HEADINGS, [*HUNG[:7], "Ban truc tiep1", ""]))
        self.assertIn("did you mean", result["messages"][0]["message"])

    def test_unknown_value_by_choice(self):
        content = xlsx(HEADINGS, THANH_CONG, [*HUNG[:7], "Zalu", ""])
        channels = self.env["crm.vn.channel"].search_count([])
        with self.cr.savepoint() as savepoint:
            result = self.run_import(
                content, name_create_enabled_fields={"vn_channel_id": True}
            )
            self.assertEqual(self.counts(result), (2, 0, 0, 0))
            self.assertEqual(
                self.env["res.partner"].browse(result["ids"][1]).vn_channel_id.name,
                "Zalu",
            )
            savepoint.rollback()
        with self.cr.savepoint() as savepoint:
            result = self.run_import(content, import_set_empty_fields=["vn_channel_id"])
            self.assertEqual(self.counts(result), (2, 0, 0, 0))
            savepoint.rollback()
        result = self.run_import(content, import_skip_records=["vn_channel_id"])
        self.assertEqual(self.counts(result), (1, 0, 1, 0))
        self.assertEqual(self.env["crm.vn.channel"].search_count([]), channels)

    def test_salesperson_may_not_create_entries(self):
        result = self.run_import(
            xlsx(HEADINGS, [*HUNG[:7], "Zalu", ""]),
            user=self.user_all,
            name_create_enabled_fields={"vn_channel_id": True},
        )
        self.assertFalse(result["ids"])
        self.assertIn("ask a sales manager", result["messages"][0]["message"])

    def test_leave_out_faulty_rows(self):
        content = xlsx(
            HEADINGS,
            THANH_CONG,
            ["", "", "0912000111", *[""] * 6],
            [*HUNG[:4], "12345", *HUNG[5:]],
            [*HUNG[:7], "Zalu", ""],
            ["TC01", "Trùng mã", *[""] * 7],
        )
        result = self.run_import(content)
        self.assertFalse(result["ids"])
        self.assertEqual(len(result["messages"]), 4)
        result = self.run_import(content, vn_leave_out_failed=True)
        self.assertFalse(result["messages"])
        self.assertEqual(self.counts(result), (1, 0, 0, 4))
        reasons = {row["line"]: row["reason"] for row in result["vn_report"]["failed"]}
        self.assertEqual(sorted(reasons), [3, 4, 5, 6])
        self.assertIn("name is missing", reasons[3])
        self.assertIn("tax code", reasons[4])
        self.assertIn("Zalu", reasons[5])
        self.assertIn("line 2", reasons[6])

    def test_fault_at_the_end_stops_the_first_batch(self):
        rows = [["", f"Khách {number}", *[""] * 7] for number in range(6)]
        content = xlsx(HEADINGS, *rows, [*HUNG[:7], "Zalu", ""])
        result = self.run_import(content, limit=3)
        self.assertFalse(result["ids"])
        self.assertIn("Line 8", result["messages"][0]["message"])

    def test_batches(self):
        rows = [["", f"Khách {number}", *[""] * 7] for number in range(5)]
        result = self.run_import(xlsx(HEADINGS, *rows), limit=3)
        self.assertEqual((len(result["ids"]), result["nextrow"]), (3, 3))
        result = self.run_import(xlsx(HEADINGS, *rows), limit=3, skip=3)
        self.assertEqual((len(result["ids"]), result["nextrow"]), (2, 0))

    def test_owner_follows_and_nobody_is_mailed(self):
        heading = ["Tên khách hàng", "Nhân viên phụ trách"]
        mails = self.env["mail.mail"].search_count([])
        messages = self.env["mail.message"].search_count([])
        result = self.run_import(
            xlsx(heading, ["Khách A", self.user_own.login], ["Khách B", ""])
        )
        first, second = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(first.user_id, self.user_own)
        self.assertEqual(first.message_partner_ids, self.user_own.partner_id)
        self.assertFalse(second.message_partner_ids)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        self.assertEqual(self.env["mail.message"].search_count([]), messages)

    def test_notes_beside_the_phone_are_kept(self):
        cell = "0912345678 (A Nam); 0987654321; 0903000111"
        result = self.run_import(
            xlsx(["Tên khách hàng", "Điện thoại"], ["Khách A", cell])
        )
        customer = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(customer.vn_phone2, "+84 987 654 321")
        self.assertIn("A Nam", customer.comment)
        self.assertIn("+84 903 000 111", customer.comment)

    def test_messy_list_of_500_rows(self):
        content = (Path(__file__).parents[1] / "demo" / "customers.xlsx").read_bytes()
        for number, name in enumerate(EMPLOYEES):
            if not self.env["res.users"].search_count([("name", "=", name)]):
                new_test_user(self.env, login=f"vn_seller_{number}", name=name)
        refused = self.run_import(content)
        self.assertFalse(refused["ids"])
        # 2 rows have no name, 10 an unknown channel, 8 are about an earlier row
        self.assertEqual(len(refused["messages"]), 12)
        result = self.run_import(content, vn_leave_out_failed=True)
        self.assertEqual(self.counts(result), (480, 0, 8, 12))
        made = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(len(set(made.mapped("ref"))), 480)
        for customer in made:
            self.assertTrue(customer.phone.startswith("+84 "), customer.phone)
            self.assertEqual(customer.name, unicodedata.normalize("NFC", customer.name))
        again = self.run_import(content, vn_leave_out_failed=True)
        self.assertEqual(self.counts(again), (0, 0, 488, 12))

    def test_wrong_files(self):
        dialog = self.dialog
        options = {"has_headers": True, "quoting": '"', "limit": 2000}
        for content, name in (
            (b"", "empty.xlsx"),
            (b"\x00\x01\x02\xff" * 50, "binary.xlsx"),
            (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture.png"),
        ):
            # what can't be read is logged by the import dialog, with its traceback
            with self.subTest(name), mute_logger(READING):
                preview = dialog(content, name).parse_preview(dict(options))
                self.assertTrue(preview["error"])
        good = xlsx(HEADINGS, HUNG)
        preview = dialog(good).parse_preview(
            {**options, "sheets": ["Sheet"], "sheet": "Danh sách"}
        )
        self.assertIn("Danh sách", preview["error"])
        self.assertIn("Sheet", preview["error"])
        result = self.run_import(xlsx(["Điện thoại"], ["0912345678"]))
        self.assertFalse(result["ids"])
        self.assertIn("Name", result["messages"][0]["message"])

    def test_user_without_rights(self):
        employee = self.employee
        result = self.run_import(xlsx(["Tên khách hàng"], ["Khách A"]), user=employee)
        self.assertFalse(result["ids"])
        self.assertTrue(result["messages"])

    def test_other_models_are_left_alone(self):
        result = self.run_import(
            xlsx(["Name"], ["Thẻ một"]), model="res.partner.category"
        )
        self.assertEqual(len(result["ids"]), 1)
        self.assertNotIn("vn_report", result)
