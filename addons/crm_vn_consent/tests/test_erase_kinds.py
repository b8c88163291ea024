import base64
import re

from odoo.tests import tagged
from odoo.tools import SQL

from .common import VnConsentCommon

NAME = "Tôn Nữ Hạnh Nguyên"
PHONE = "0977 555 444"
MAIL = "hanhnguyen.ton@example.com"
#: the name, the number and the address as anybody may write them
TRACE = r"hạnh nguyên|hanhnguyen\.ton|977[ .-]?555[ .-]?444"
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
    "DwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestEraseKinds(VnConsentCommon):
    """Thirty kinds of traces of one person, and none of them afterwards."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gone = cls.env["res.partner"].create(
            {"name": NAME, "phone": PHONE, "email": MAIL}
        )
        cls.other = cls.customer_company

    def plant(self):
        """Leave the traces; each method of the class leaves one kind or a few."""
        for name in sorted(dir(self)):
            if name.startswith("leave_"):
                getattr(self, name)()
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.flush_all()

    # === On the person ===
    def leave_fields(self):
        self.gone.write(
            {
                "street": f"Nhà chị {NAME}",
                "comment": f"{NAME} thích hoa",
                "vn_phone2": PHONE,
                "function": f"Thư ký, gọi {PHONE}",
                "website": f"https://example.com/{MAIL}",
                "image_1920": PICTURE,
                "vat": "079177000123",
            }
        )
        self.env["res.partner.bank"].create(
            {
                "acc_number": "19001234",
                "partner_id": self.gone.id,
                "acc_holder_name": NAME,
            }
        )
        self.env["res.partner"].create(
            {
                "name": f"Kho {NAME}",
                "type": "delivery",
                "parent_id": self.gone.id,
                "phone": PHONE,
            }
        )

    def leave_history(self):
        self.gone.message_post(
            body=f"Đã gọi {NAME}",
            subject=f"Về {NAME}",
            attachments=[("giay.txt", f"{NAME} {PHONE}".encode())],
        )
        for number in ("0977 555 445", PHONE):
            self.gone.phone = number
            self.env.flush_all()
            self.env.cr.precommit.run()
        self.gone.message_post(body="Chị viết", author_id=self.gone.id, email_from=MAIL)
        self.gone.message_subscribe(self.user_own.partner_id.ids)

    def leave_work(self):
        self.gone.activity_schedule(
            "mail.mail_activity_data_call",
            summary=f"Gọi {NAME}",
            note=f"Số {PHONE}",
            user_id=self.user_own.id,
        )
        self.gone.activity_schedule(
            "mail.mail_activity_data_todo",
            summary="Xong",
            user_id=self.user_own.id,
        ).action_feedback(feedback=f"{NAME} hẹn lại")
        self.env["calendar.event"].create(
            {
                "name": f"Gặp {NAME}",
                "location": f"Nhà {NAME}",
                "description": f"Mang quà cho {NAME}",
                "start": "2026-07-01 02:00:00",
                "stop": "2026-07-01 03:00:00",
                "partner_ids": [(4, self.gone.id)],
            }
        )

    def leave_leads(self):
        leads = self.env["crm.lead"]
        leads.create(
            {
                "name": f"{NAME} hỏi giá",
                "partner_id": self.gone.id,
                "description": f"{NAME} cần tủ bếp",
            }
        )
        leads.create({"name": "Theo số", "phone": PHONE, "contact_name": NAME})
        leads.create({"name": "Theo thư", "email_from": MAIL, "referred": NAME})

    def leave_messages(self):
        self.env["mail.mail"].create(
            {"body_html": f"Kính gửi {NAME}", "email_to": MAIL, "subject": NAME}
        )
        self.env["sms.sms"].create(
            {"number": "+84977555444", "body": f"Chào {NAME}", "state": "error"}
        )
        self.env["mail.blacklist"].create([{"email": MAIL}])
        self.env["phone.blacklist"].create([{"number": "+84977555444"}])

    def leave_consent(self):
        self.gone._vn_record_consent(
            "sms",
            "advert",
            "given",
            "paper",
            note=f"Phiếu của {NAME}",
            evidence=base64.b64encode(f"{NAME} ký".encode()),
            evidence_name=f"{NAME}.txt",
        )
        self.gone._vn_register_contact("sms", "advert")

    # === Elsewhere ===
    def leave_words_elsewhere(self):
        self.other.comment = f"Do {NAME} giới thiệu"
        self.other.message_post(body=f"{NAME} ({MAIL}) giới thiệu")
        self.other.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=f"Cảm ơn {NAME}",
            user_id=self.user_own.id,
        )
        self.env["crm.lead"].create(
            {"name": "Của người khác", "description": f"Hỏi {NAME}, {PHONE}"}
        )
        self.env["ir.attachment"].create(
            {
                "name": "danh_sach.csv",
                "raw": f"{NAME};0977-555-444\nKhác;0988".encode(),
                "mimetype": "text/csv",
                "res_model": "res.partner",
                "res_id": self.other.id,
            }
        )

        self.env["ir.attachment"].create(
            {"name": "ghi_nho.txt", "raw": f"Nhớ gọi {NAME}".encode()}
        )

    def leave_machinery(self):
        self.env["ir.filters"].create(
            {
                "name": f"Khách {NAME}",
                "model_id": "res.partner",
                "domain": f"[('phone', '=', '{PHONE}')]",
            }
        )
        self.env["ir.default"].set("crm.lead", "contact_name", NAME)
        self.env["base_import.import"].create(
            {
                "res_model": "res.partner",
                "file": f"Tên,Điện thoại\n{NAME},{PHONE}".encode(),
                "file_name": "khach.csv",
                "file_type": "text/csv",
            }
        )
        self.env["ir.logging"].create(
            {
                "name": "import",
                "type": "server",
                "level": "INFO",
                "path": "x",
                "func": "x",
                "line": "1",
                "message": f"Nhận tin của {MAIL}",
            }
        )

    def find(self):
        """Return the columns of the whole database that hold a trace."""
        self.env.flush_all()
        found = set()
        rows = self.env.execute_query(
            SQL(
                """SELECT c.table_name, c.column_name, c.data_type
                     FROM information_schema.columns c
                     JOIN information_schema.tables t USING (table_schema, table_name)
                    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
                      AND c.data_type IN
                          ('character varying', 'text', 'jsonb', 'bytea')"""
            )
        )
        for table, column, kind in rows:
            name = SQL.identifier(column)
            text = SQL("%s::text", name)
            if kind == "bytea":
                text = self.env["crm.vn.eraser"]._get_binary_text(name)
            if self.env.execute_query(
                SQL(
                    "SELECT 1 FROM %s WHERE %s ~* %s LIMIT 1",
                    SQL.identifier(table),
                    text,
                    TRACE,
                )
            ):
                found.add(f"{table}.{column}")
        return found

    def find_files(self):
        """Return the files whose content holds a trace."""
        files = self.env["ir.attachment"].search(
            [("type", "=", "binary"), ("res_field", "in", [False, "evidence"])]
        )
        return [
            file.name
            for file in files
            if re.search(TRACE, (file.raw or b"").decode(errors="ignore"), re.I)
        ]

    def test_thirty_kinds(self):
        self.plant()
        before = self.find()
        self.assertGreaterEqual(len(before), 30, sorted(before))
        self.assertGreaterEqual(len(self.find_files()), 4)
        ledger = self.gone.vn_consent_ids
        report = self.gone._vn_erase()
        self.env.invalidate_all()
        self.assertEqual(self.find(), set())
        self.assertEqual(self.find_files(), [])
        self.assertFalse(self.gone.image_1920 or self.gone.bank_ids)
        self.assertEqual(ledger.state, "given", "the proof stays, without the person")
        self.assertGreaterEqual(len(report), 10)
        self.assertEqual(self.other.name, "Công ty TNHH Đại Phát")
