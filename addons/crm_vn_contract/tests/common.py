from datetime import date

from odoo import Command
from odoo.tests import TransactionCase, new_test_user


class VnContractCommon(TransactionCase):
    """A test company with a sales team and contracts.

    ::

        company ─┬─ lan     salesperson: own contracts
                 ├─ minh    salesperson: own contracts
                 └─ huong   manager: all contracts
        other company ── nam  manager there
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Công ty Sao Mai"})
        cls.other_company = cls.env["res.company"].create({"name": "Công ty Hải Âu"})
        for company in (cls.company, cls.other_company):
            company.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"
        cls.lan = cls._make_user("vn_lan", "sales_team.group_sale_salesman")
        cls.minh = cls._make_user("vn_minh", "sales_team.group_sale_salesman")
        cls.huong = cls._make_user("vn_huong", "sales_team.group_sale_manager")
        cls.nam = cls._make_user(
            "vn_nam", "sales_team.group_sale_manager", cls.other_company
        )
        cls.customer = cls.env["res.partner"].create(
            {"name": "Công ty TNHH Hoàng Gia", "is_company": True, "ref": "KHHG01"}
        )
        cls.contact = cls.env["res.partner"].create(
            {"name": "Trần Thị Hoa", "parent_id": cls.customer.id}
        )
        cls.product = cls.env["product.product"].create(
            {"name": "Phần mềm kế toán", "type": "service", "list_price": 12_000_000}
        )
        cls.type_new = cls.env.ref("crm_vn_contract.crm_vn_contract_type_new")
        cls.type_renewal = cls.env.ref("crm_vn_contract.crm_vn_contract_type_renewal")
        cls.type_annex = cls.env.ref("crm_vn_contract.crm_vn_contract_type_annex")
        for meaning in ("draft", "waiting", "active", "suspended", "expired"):
            setattr(cls, f"status_{meaning}", cls._status(meaning))
        cls.status_closed = cls._status("closed")
        cls.status_cancelled = cls._status("cancelled")

    @classmethod
    def _status(cls, code):
        return cls.env.ref(f"crm_vn_contract.crm_vn_contract_status_{code}")

    @classmethod
    def _make_user(cls, login, group, company=None):
        company = company or cls.company
        return new_test_user(
            cls.env,
            login=login,
            groups=f"base.group_partner_manager,{group}",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
            lang="en_US",
            tz="Asia/Ho_Chi_Minh",
        )

    @classmethod
    def _contracts(cls, user=None):
        """Return the model as *user* (lan) sees it."""
        user = user or cls.lan
        return cls.env["crm.vn.contract"].with_user(user).with_company(user.company_id)

    @classmethod
    def _make_contract(cls, user=None, **values):
        """Make a contract of one year as *user* (lan), with one line."""
        values = {
            "partner_id": cls.customer.id,
            "start_date": date(2026, 1, 1),
            "end_date": date(2026, 12, 31),
            "line_ids": [
                Command.create(
                    {
                        "product_id": cls.product.id,
                        "quantity": 2,
                        "price_unit": 5_000_000,
                    }
                )
            ],
            **values,
        }
        return cls._contracts(user).create(values)

    @classmethod
    def _make_signed(cls, user=None, **values):
        contract = cls._make_contract(user, **values)
        contract.action_sign()
        return contract

    def _run_expiry(self):
        self._run_cron("ir_cron_expire_contracts")

    def _run_reminders(self):
        self._run_cron("ir_cron_remind_contracts")

    def _run_cron(self, name):
        with self.enter_registry_test_mode():
            self.env.ref(f"crm_vn_contract.{name}").method_direct_trigger()
