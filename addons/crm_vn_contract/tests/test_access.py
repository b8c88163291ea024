from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import VnContractCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 03:00:00")
class TestAccess(VnContractCommon):
    """lan's contract; minh is a colleague, huong the manager, nam elsewhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contract = cls._make_contract(
            title="Bí mật",
            file_ids=[Command.create({"name": "scan.pdf", "raw": b"secret"})],
        )
        cls.env.flush_all()
        cls.env.invalidate_all()

    def _seen(self, user):
        self.env.invalidate_all()
        return self._contracts(user).search([("id", "in", self.contract.ids)])

    def test_search_and_count(self):
        self.assertEqual(self._seen(self.lan), self.contract)
        self.assertEqual(self._seen(self.huong), self.contract)
        self.assertFalse(self._seen(self.minh))
        self.assertFalse(self._seen(self.nam))
        for user, count in ((self.lan, 1), (self.minh, 0), (self.nam, 0)):
            contracts = self._contracts(user)
            self.assertEqual(contracts.search_count([("title", "=", "Bí mật")]), count)
            found = contracts.name_search("Bí mật")
            self.assertEqual(len(found), count)

    def test_annex_on_a_colleagues_contract(self):
        """Who may not write a contract neither annexes nor renews it."""
        main = self._make_signed()
        values = {
            "contract_type_id": self.type_annex.id,
            "main_contract_id": main.id,
            "end_date": date(2030, 12, 31),
        }
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._make_contract(self.minh, **values)
        defaults = self._contracts(self.minh).with_context(
            default_main_contract_id=main.id
        )
        # a default that he may not read is none: an annex needs its contract
        with (
            self.assertRaisesRegex(ValidationError, "which contract"),
            self.env.cr.savepoint(),
        ):
            defaults.create(
                {
                    "partner_id": self.customer.id,
                    "contract_type_id": self.type_annex.id,
                    "start_date": date(2026, 1, 1),
                }
            )
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._make_contract(self.minh, previous_id=main.id)
        annex = self._make_contract(**values)
        annex.sudo().user_id = self.minh
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            annex.with_user(self.minh).action_sign()
        self.assertEqual(main.end_date, date(2026, 12, 31))
        annex.with_user(self.huong).action_sign()
        self.assertEqual(main.end_date, date(2030, 12, 31))

    def test_grouping(self):
        for user, count in ((self.lan, 1), (self.huong, 1), (self.minh, 0)):
            groups = self._contracts(user)._read_group(
                [("title", "=", "Bí mật")], ["status_id"], ["__count", "value:sum"]
            )
            self.assertEqual(
                [(number, value) for _status, number, value in groups],
                [(1, 10_000_000)] * count,
            )
        groups = self._contracts(self.nam).formatted_read_group(
            [("title", "=", "Bí mật")], ["partner_id"], ["__count"]
        )
        self.assertFalse(groups)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_reading_and_export(self):
        fields = ["name", "value", "line_ids/price_unit"]
        may_export = self.env.ref("base.group_allow_export")
        for user in self.lan + self.minh + self.nam:
            user.group_ids += may_export
        data = self.contract.with_user(self.lan).export_data(fields)["datas"]
        self.assertEqual(data, [[self.contract.name, 10_000_000, 5_000_000]])
        for user in (self.minh, self.nam):
            self.env.invalidate_all()
            contract = self.contract.with_user(user)
            with self.assertRaises(AccessError):
                contract.read(["name"])
            with self.assertRaises(AccessError):
                contract.export_data(fields)
            with self.assertRaises(AccessError):
                contract.line_ids.read(["price_unit"])
            with self.assertRaises(AccessError):
                contract.write({"title": "Đổi"})
            with self.assertRaises(AccessError):
                contract.action_sign()
        self.assertFalse(
            self.env["crm.vn.contract.line"]
            .with_user(self.minh)
            .search([("contract_id", "=", self.contract.id)])
        )

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_files(self):
        file = self.contract.file_ids
        for user in (self.lan, self.huong):
            self.env.invalidate_all()
            self.assertEqual(file.with_user(user).raw, b"secret")
        for user in (self.minh, self.nam):
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                file.with_user(user).read(["raw"])
            self.assertFalse(
                self.env["ir.attachment"]
                .with_user(user)
                .search([("res_model", "=", "crm.vn.contract")])
            )

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_people_to_remind_may_read_only(self):
        self.contract.reminder_user_ids = self.minh
        self.env.flush_all()
        self.assertEqual(self._seen(self.minh), self.contract)
        contract = self.contract.with_user(self.minh)
        self.assertEqual(contract.line_ids.price_unit, 5_000_000)
        with self.assertRaises(AccessError):
            contract.write({"title": "Đổi"})

    def test_nobodys_contract_is_seen_by_the_team(self):
        self.contract.with_user(self.huong).user_id = False
        self.assertEqual(self._seen(self.minh), self.contract)
        self.assertFalse(self._seen(self.nam))

    def test_no_access_without_sales_rights(self):
        employee = self._make_user("vn_employee", "base.group_user")
        with self.assertRaises(AccessError):
            self._contracts(employee).search([])
        self.env["crm.vn.contract.status"].with_user(employee).search([])

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_foreign_file_is_not_taken_over(self):
        file = self.contract.file_ids
        other = self._make_contract(self.minh)
        with self.assertRaises(AccessError):
            other.file_ids = [Command.link(file.id)]
            self.env.flush_all()
            self.env.invalidate_all()
            file.with_user(self.minh).read(["raw"])

    def test_counters_show_what_the_list_shows(self):
        self.customer.parent_id = False
        self.contract.partner_id = self.contact
        self.env.flush_all()
        for user, count in ((self.lan, 1), (self.huong, 1), (self.minh, 0)):
            self.env.invalidate_all()
            customer = self.customer.with_user(user)
            self.assertEqual(customer.vn_contract_count, count)
            domain = customer.action_vn_open_contracts()["domain"]
            self.assertEqual(self._contracts(user).search_count(domain), count)

    def test_a_new_company_has_numbers_of_its_own(self):
        """Whoever makes a company need not be allowed to make number series."""
        companies = self.env["res.company"].with_user(self.env.ref("base.user_admin"))
        made = companies.create({"name": "Công ty Số Riêng"})
        series = self.env["ir.sequence"].search([("company_id", "=", made.id)])
        self.assertTrue(series.filtered(lambda one: one.prefix == "HD/%(range_year)s/"))
