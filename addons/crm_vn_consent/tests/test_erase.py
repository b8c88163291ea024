import base64

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL

from .common import VnConsentCommon

NAME = "Tôn Nữ Hạnh Nguyên"


@tagged("post_install", "-at_install")
class TestErase(VnConsentCommon):
    """Whoever asks to be erased leaves no trace but what the law keeps."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gone = cls.env["res.partner"].create(
            {
                "name": NAME,
                "phone": "0977 555 444",
                "email": "hanhnguyen.ton@example.com",
                "street": "12 ngõ Hạnh Phúc",
                "comment": "Con gái ông Tôn",
                "vn_relationship_id": cls.relationship_customer.id,
                "image_1920": (
                    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
                    "DwADhgGAWjR9awAAAABJRU5ErkJggg=="
                ),
            }
        )
        cls.lead = cls.env["crm.lead"].create(
            {
                "name": f"{NAME} hỏi giá",
                "contact_name": NAME,
                "phone": "0977555444",
                "email_from": "hanhnguyen.ton@example.com",
                "description": "Gọi 0977.555.444 buổi tối",
            }
        )
        cls.gone.message_post(
            body=f"Đã gọi {NAME} số 0977 555 444",
            attachments=[("hop_dong.txt", b"Hanh Nguyen 0977555444")],
        )
        cls.gone.phone = "0977 555 445"
        cls.gone.phone = "0977 555 444"
        cls.gone._vn_record_consent("sms", "advert", "given", "form")
        cls.gone._vn_register_contact("sms", "advert")
        cls.gone.activity_schedule(
            "mail.mail_activity_data_call",
            summary=f"Gọi {NAME}",
            user_id=cls.user_own.id,
        )
        # told about elsewhere, on somebody else's record
        cls.customer_company.message_post(
            body=f"{NAME} (+84977555444) giới thiệu khách này"
        )
        cls.env["calendar.event"].create(
            {
                "name": f"Gặp {NAME}",
                "start": "2026-07-01 02:00:00",
                "stop": "2026-07-01 03:00:00",
                "partner_ids": [(4, cls.gone.id)],
            }
        )
        cls.env.flush_all()
        cls.cr.precommit.run()
        cls.env.flush_all()

    def traces(self):
        """Return the columns of the whole database that still name the person."""
        self.env.flush_all()
        found = []
        pattern = r"hạnh nguyên|hanhnguyen\.ton|977[ .]?555[ .]?444"
        rows = self.env.execute_query(
            SQL(
                """SELECT c.table_name, c.column_name
                     FROM information_schema.columns c
                     JOIN information_schema.tables t USING (table_schema, table_name)
                    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
                      AND c.data_type IN ('character varying', 'text', 'jsonb')"""
            )
        )
        for table, column in rows:
            if self.env.execute_query(
                SQL(
                    "SELECT 1 FROM %s WHERE %s::text ~* %s LIMIT 1",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    pattern,
                )
            ):
                found.append(f"{table}.{column}")
        return found

    def test_nothing_is_left(self):
        self.assertGreater(len(self.traces()), 8, "the person was everywhere")
        report = self.gone._vn_erase()
        self.assertEqual(self.traces(), [])
        self.assertGreater(report["mail.message"], 0)
        self.assertFalse(self.gone.active)
        self.assertFalse(self.gone.image_1920)
        self.assertFalse(
            self.env["ir.attachment"].search([("name", "=", "hop_dong.txt")])
        )
        self.assertEqual(self.customer_company.name, "Công ty TNHH Đại Phát")

    def test_no_file_is_left(self):
        """What is attached anywhere and names the person has gone or is rewritten."""
        Attachment = self.env["ir.attachment"]
        self.gone._vn_record_consent(
            "email",
            "advert",
            "given",
            "paper",
            evidence=base64.b64encode(b"Phieu: 0977 555 444"),
        )
        text = "0977.555.444 Khách\n0988777666 Khác".encode()
        held = Attachment.create(
            {
                "name": "danh_sach.txt",
                "raw": text,
                "mimetype": "text/plain",
                "res_model": "res.partner",
                "res_id": self.customer_company.id,
            }
        )
        kept = Attachment.create({"name": "khac.txt", "raw": b"0988 777 666"})
        self.env.flush_all()
        self.assertTrue(self.gone._vn_erase()["ir.attachment"])
        self.assertNotIn(b"555.444", held.raw)
        self.assertIn(b"0988777666", held.raw)
        self.assertEqual(kept.raw, b"0988 777 666")
        self.assertFalse(
            Attachment.search(
                [
                    ("res_model", "=", "crm.vn.consent"),
                    ("res_id", "in", self.gone.vn_consent_ids.ids),
                    ("res_field", "=", "evidence"),
                ]
            )
        )
        self.assertEqual(len(self.gone.vn_consent_ids), 2, "the ledger stays")

    def test_erased_people_come_back_as_no_lead(self):
        self.gone._vn_erase()
        leads = self.env["crm.lead"]
        mail = {"name": "Hỏi giá", "email_from": '"H" <Hanhnguyen.Ton@example.com>'}
        call = {"name": "Hỏi giá", "phone": "0977 555 444"}
        for values in (mail, call):
            with self.assertRaises(ValidationError):
                leads.create([{"name": "Người khác"}, values])
            salesman = leads.with_user(self.user_all)
            with self.assertRaises(ValidationError):
                salesman.with_context(import_file=True).create(values)
            self.assertTrue(salesman.create(values), "by hand")
        with self.assertRaises(ValidationError):
            leads.message_new({"from": mail["email_from"], "subject": "Hỏi", "to": ""})
        self.assertTrue(leads.create({"name": "Khác", "email_from": "k@example.com"}))

    def test_a_dry_run_changes_nothing(self):
        before = self.traces()
        report = self.gone._vn_erase(dry_run=True)
        self.assertGreater(report["mail.message"], 0)
        self.assertEqual(self.traces(), before)
        self.assertTrue(self.gone.active)

    def test_a_shared_number_of_somebody_else_stays(self):
        other = self.Partner.create({"name": "Chồng chị Hạnh", "phone": "0977555444"})
        self.gone._vn_erase()
        self.assertEqual(other.phone, "0977555444")

    def test_erased_people_stay_away(self):
        self.gone._vn_erase()
        partners = self.env["res.partner"].with_user(self.user_all)
        values = {"name": "Hạnh Nguyên", "phone": "+84 977 555 444"}
        with self.assertRaises(ValidationError):
            partners.with_context(import_file=True).create(values)
        with self.assertRaises(ValidationError):
            self.env["res.partner"].create(values)
        self.assertTrue(self.env["crm.vn.erased.key"]._is_erased(values))
        back = partners.create(values)
        self.assertTrue(back, "by hand, on the person's own wish")

    def test_no_list_writes_an_erased_person_over_a_record(self):
        """A list may name a record by its id, also that of who was erased."""
        self.gone._vn_erase()
        number = {"phone": "+84 977 555 444"}
        for partner in (self.gone, self.customer_person):
            listed = partner.with_user(self.user_all).with_context(import_file=True)
            with self.assertRaises(ValidationError):
                listed.write(number)
            listed.write({"phone": "0977 000 123", "comment": "Nợ"})
            partner.with_user(self.user_all).write(number)
            # what stands there already is no way back
            listed.write({**number, "comment": "Trả rồi"})

    def test_a_list_with_an_erased_person(self):
        self.gone._vn_erase()
        result = (
            self.env["res.partner"]
            .with_user(self.user_all)
            .with_context(import_file=True)
            .load(
                ["name", "phone"],
                [["Hạnh Nguyên", "0977555444"], ["Vũ Thị Mận", "0977555000"]],
            )
        )
        self.assertIn("erased", " ".join(m["message"] for m in result["messages"]))

    def test_an_old_backup_brings_nobody_back(self):
        """The newer list names hash and partner; whoever is another one stays."""
        digest = self.env["crm.vn.refusal.entry"]._get_digest("+84977555444")
        keys = self.env["crm.vn.erased.key"]
        other = self.Partner.create({"name": "Chồng chị Hạnh", "phone": "0977555444"})
        unknown = [(digest, self.customer_company.id), (digest, 2**30)]
        self.assertFalse(keys._vn_erase_again([("x" * 64, self.gone.id), *unknown]))
        self.assertTrue(self.gone.active)
        again = keys._vn_erase_again([(digest, self.gone.id), *unknown])
        self.assertEqual(again, self.gone)
        self.assertFalse(self.gone.active or self.gone.phone or self.gone.email)
        self.assertEqual(other.phone, "0977555444")
        self.assertFalse(keys._vn_erase_again([(digest, self.gone.id)]))

    def test_who_logs_in_is_not_erased(self):
        with self.assertRaises(UserError):
            self.user_own.partner_id._vn_erase()
