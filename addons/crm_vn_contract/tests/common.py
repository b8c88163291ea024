from datetime import date

from odoo import Command

from odoo.addons.crm_vn_base.tests.common import VnCompanyCase


class VnContractCommon(VnCompanyCase):
    """The staff of a company (lan, minh, huong; elsewhere nam), with contracts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_staff("vn")
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

    def _failures(self, contracts):
        """Return what the administrator reads of *contracts* that crons failed on."""
        return self.env["crm.vn.cron.failure"].search(
            [("res_model", "=", contracts._name), ("res_id", "in", contracts.ids)]
        )

    def _run_expiry(self):
        self._run_cron("ir_cron_expire_contracts")

    def _run_reminders(self):
        self._run_cron("ir_cron_remind_contracts")

    def _run_cron(self, name):
        with self.enter_registry_test_mode():
            self.env.ref(f"crm_vn_contract.{name}").method_direct_trigger()
