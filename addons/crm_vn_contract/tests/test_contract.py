from datetime import date

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo import Command
from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import VnContractCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 03:00:00")
class TestContract(VnContractCommon):
    def test_numbers_are_counted_per_company(self):
        first, second = self._make_contract(), self._make_contract()
        other = self._make_contract(self.nam)
        self.assertEqual(first.name, "HD/2026/00001")
        self.assertEqual(second.name, "HD/2026/00002")
        self.assertEqual(other.name, "HD/2026/00001")
        self.assertEqual(other.company_id, self.other_company)

    def test_typed_number_is_kept_and_stepped_over(self):
        typed = self._make_contract(name="HD/2026/00002")
        made = self._make_contract() + self._make_contract()
        self.assertEqual(typed.name, "HD/2026/00002")
        self.assertEqual(made.mapped("name"), ["HD/2026/00001", "HD/2026/00003"])

    def test_number_is_unique_in_the_company(self):
        self._make_contract(name="HD-7")
        self._make_contract(self.nam, name="HD-7")
        with (
            self.assertRaises(UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self._make_contract(self.minh, name="HD-7")

    def test_copy_takes_neither_number_nor_signature(self):
        contracts = self._make_signed() + self._make_signed()
        copies = contracts.copy()
        self.assertEqual(len(copies), 2)
        self.assertFalse(set(copies.mapped("name")) & set(contracts.mapped("name")))
        self.assertEqual(copies.mapped("is_signed"), [False, False])
        self.assertEqual(copies.mapped("meaning"), ["draft", "draft"])
        self.assertFalse(copies[0].signed_date)
        self.assertEqual(copies[0].value, 10_000_000)

    def test_value_is_the_sum_of_the_lines_or_typed(self):
        contract = self._make_contract()
        self.assertEqual(contract.value, 10_000_000)
        contract.line_ids = [
            Command.create({"name": "Đào tạo", "price_unit": 2_000_000, "discount": 25})
        ]
        self.assertEqual(contract.value, 11_500_000)
        typed = self._make_contract(line_ids=[], value=7_000_000)
        self.assertEqual(typed.value, 7_000_000)

    def test_value_in_another_currency(self):
        dollar = self.env.ref("base.USD")
        dollar.active = True
        own = self.company.currency_id
        if own == dollar:
            self.company.currency_id = own = self.env.ref("base.VND")
            own.active = True
        self.env["res.currency.rate"].create(
            {
                "name": "2026-01-01",
                "currency_id": dollar.id,
                "company_id": self.company.id,
                "company_rate": 0.00004,
            }
        )
        contract = self._make_contract(
            line_ids=[], value=1000, currency_id=dollar.id, signed_date="2026-02-01"
        )
        self.assertEqual(contract.company_currency_id, own)
        self.assertAlmostEqual(contract.value_company, 25_000_000)

    def test_end_before_start_is_refused(self):
        with (
            self.assertRaises(CheckViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self._make_contract(start_date="2026-02-02", end_date="2026-02-01")

    def test_form(self):
        with Form(self._contracts()) as form:
            form.partner_id = self.customer
            form.start_date = date(2026, 7, 1)
            with form.line_ids.new() as line:
                line.product_id = self.product
        contract = form.save()
        self.assertEqual(contract.user_id, self.lan)
        self.assertEqual(contract.contract_type_id, self.type_new)
        self.assertEqual(contract.status_id, self.status_draft)
        self.assertEqual(contract.value, 12_000_000)

    def test_sign_locks_and_dates(self):
        contract = self._make_contract(start_date=False)
        contract.action_sign()
        self.assertTrue(contract.is_signed)
        self.assertEqual(contract.signed_date, date(2026, 6, 15))
        self.assertEqual(contract.start_date, date(2026, 6, 15))
        self.assertEqual(contract.status_user_id, self.lan)
        with self.assertRaisesRegex(UserError, contract.name):
            contract.action_sign()

    def test_signed_contract_is_locked_for_managers_too(self):
        contract = self._make_signed().with_user(self.huong)
        for values in (
            {"end_date": "2027-12-31"},
            {"start_date": "2026-01-02"},
            {"signed_date": "2026-01-02"},
            {"value": 1},
            {"partner_id": self.contact.id},
            {"name": "HD-9"},
            {"line_ids": [Command.create({"name": "Thêm", "price_unit": 1})]},
            {"line_ids": [Command.clear()]},
            {"line_ids": [Command.update(contract.line_ids.id, {"price_unit": 1})]},
            {"line_ids": [Command.delete(contract.line_ids.id)]},
        ):
            with (
                self.subTest(values=values),
                self.assertRaisesRegex(UserError, "signed"),
                self.cr.savepoint(),
            ):
                contract.write(values)
        with self.assertRaisesRegex(UserError, "signed"):
            contract.line_ids.quantity = 3
        with self.assertRaisesRegex(UserError, "signed"):
            contract.unlink()
        contract.write({"end_date": "2026-12-31", "user_id": self.minh.id})
        self.assertEqual(contract.user_id, self.minh)
        self.assertEqual(contract.value, 10_000_000)

    def test_signature_can_not_be_written(self):
        contract = self._make_contract()
        for values in ({"is_signed": True}, {"original_end_date": "2026-01-01"}):
            with self.assertRaises(UserError):
                contract.write(values)
        signed = self._make_signed()
        with self.assertRaises(UserError):
            signed.write({"is_signed": False})
        with self.assertRaises(UserError):
            signed.with_context(_vn_engine=True).write({"value": 1})
        with self.assertRaises(UserError):
            self._make_contract(is_signed=True)

    def test_files_of_a_signed_contract_stay(self):
        contract = self._make_contract(
            file_ids=[
                Command.create({"name": "nhap.pdf", "raw": b"draft"}),
                Command.create({"name": "hop-dong.pdf", "raw": b"signed"}),
            ]
        )
        self.assertEqual(set(contract.file_ids.mapped("res_id")), {contract.id})
        draft, scan = contract.file_ids
        contract.file_ids = [Command.unlink(draft.id)]
        contract.action_sign()
        for command in (
            Command.unlink(scan.id),
            Command.delete(scan.id),
            Command.clear(),
            Command.set([]),
            Command.update(scan.id, {"raw": b"forged"}),
        ):
            with (
                self.subTest(command=command),
                self.assertRaisesRegex(UserError, "signed"),
                self.cr.savepoint(),
            ):
                contract.write({"file_ids": [command]})
        with self.assertRaisesRegex(UserError, "signed"), self.cr.savepoint():
            scan.write({"raw": b"forged"})
        with self.assertRaisesRegex(UserError, "signed"), self.cr.savepoint():
            scan.write({"res_id": 0, "res_model": False})
        with self.assertRaisesRegex(UserError, "signed"), self.cr.savepoint():
            scan.unlink()
        contract.file_ids = [Command.create({"name": "them.pdf", "raw": b"more"})]
        self.assertEqual(len(contract.file_ids), 2)
        self.assertEqual(scan.raw, b"signed")

    def test_allowed_next_statuses(self):
        contract = self._make_signed()
        self.assertNotIn(self.status_draft, contract.allowed_status_ids)
        self.assertNotIn(self.status_expired, contract.allowed_status_ids)
        self.assertIn(self.status_suspended, contract.allowed_status_ids)
        with self.assertRaisesRegex(UserError, "Allowed next"):
            contract.status_id = self.status_waiting
        self.status_active.next_status_ids = False
        with self.assertRaisesRegex(UserError, "can't go back"):
            contract.status_id = self.status_waiting
        contract.status_id = self.status_closed
        self.assertEqual(contract.meaning, "closed")
        with self.assertRaisesRegex(UserError, "Allowed next"):
            contract.status_id = self.status_active

    def test_status_changes_are_in_the_chatter(self):
        contract = self._make_contract()
        self.flush_tracking()
        contract.with_user(self.huong).status_id = self.status_waiting
        self.flush_tracking()
        tracked = contract.sudo().message_ids.tracking_value_ids.filtered(
            lambda value: value.field_id.name == "status_id"
        )
        self.assertEqual(tracked.old_value_char, "Draft")
        self.assertEqual(tracked.new_value_char, "Waiting for signature")
        self.assertEqual(tracked.mail_message_id.author_id, self.huong.partner_id)

    def flush_tracking(self):
        self.env.flush_all()
        self.cr.precommit.run()

    def test_used_status_and_type_stay(self):
        contract = self._make_contract()
        manager = self.env(user=self.huong)
        with self.assertRaisesRegex(RedirectWarning, "1 contracts use it"):
            self.status_draft.with_env(manager).unlink()
        with self.assertRaisesRegex(UserError, "meaning"):
            self.status_draft.with_env(manager).meaning = "active"
        with self.assertRaisesRegex(RedirectWarning, "1 contracts use it"):
            self.type_new.with_env(manager).unlink()
        with self.assertRaisesRegex(UserError, "annex"):
            self.type_new.with_env(manager).is_annex = True
        draft = self.status_draft.with_env(manager)
        self.assertEqual((draft.contract_count, draft.customer_count), (1, 1))
        domain = draft.action_view_customers()["domain"]
        self.assertEqual(manager["res.partner"].search(domain), self.customer)
        contract.unlink()
        draft.meaning = "waiting"
        unused = manager["crm.vn.contract.status"].create({"name": "Tạm hoãn"})
        unused.unlink()
        self.assertFalse(unused.exists())

    def test_hook_is_called_once_per_change(self):
        calls = []

        def record(contracts, old, new):
            calls.append((contracts.ids, old, new))

        self.patch(
            type(self.env["crm.vn.contract"]), "_vn_contract_status_changed", record
        )
        contract = self._make_contract()
        contract.action_sign()
        contract.write({"title": "Tên khác"})
        contract.action_cancel()
        ids = contract.ids
        self.assertEqual(
            calls,
            [
                (ids, False, "draft"),
                (ids, "draft", "active"),
                (ids, "active", "cancelled"),
            ],
        )

    def test_making_one_is_a_contact_but_importing_is_not(self):
        contracts = self._contracts().with_context(import_file=True)
        imported = contracts.create({"partner_id": self.customer.id})
        self.assertTrue(imported)
        self.assertFalse(self.customer.vn_last_contact_date)
        made = self._make_contract(partner_id=self.contact.id)
        for partner in (self.customer, self.contact):
            self.assertEqual(partner.vn_last_contact_date, date(2026, 6, 15))
            self.assertEqual(partner.vn_last_contact_user_id, self.lan)
            self.assertEqual(partner.vn_last_contact_res_id, made.id)
        self.assertIn("Contract", self.customer.vn_last_contact_summary)

    def test_status_of_another_company_is_refused(self):
        foreign = self.env["crm.vn.contract.status"].create(
            {"name": "Nháp riêng", "company_id": self.other_company.id}
        )
        with self.assertRaisesRegex(UserError, "ompan"):
            self._make_contract(status_id=foreign.id)
