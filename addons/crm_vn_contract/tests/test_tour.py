from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnContractCommon


@tagged("post_install", "-at_install")
class TestTour(VnTourCase, VnContractCommon):
    def test_order_contract_sign_renew(self):
        order = (
            self.env["sale.order"]
            .with_user(self.lan)
            .with_company(self.company)
            .create(
                {
                    "partner_id": self.customer.id,
                    "order_line": [(0, 0, {"product_id": self.product.id})],
                }
            )
        )
        contracts = self.env["crm.vn.contract"]
        made = []

        def before(size, lang):
            contract = order.vn_contract_id
            if contract:
                self.assertEqual(contract.meaning, "active")
                self.assertEqual(contract.value, 12_000_000)
                renewal = contract.renewal_ids
                self.assertEqual(renewal.start_date.isoformat(), "2099-12-13")
                self.assertEqual(renewal.value, 12_000_000)
                made.append(contract)
                order.vn_contract_id = contracts

        self.run_tour_everywhere(
            f"/odoo/action-sale.action_orders/{order.id}",
            "crm_vn_contract_tour",
            login=self.lan.login,
            before=before,
        )
        before(None, None)
        self.assertEqual(len(made), 2)

    def test_list_kanban_calendar(self):
        today = self.company._vn_today()
        self._make_signed(start_date=today, end_date=today)
        self.run_tour_everywhere(
            "/odoo/vn-contracts",
            "crm_vn_contract_list_tour",
            login=self.lan.login,
        )

    def test_renewal_rate_opens_its_contracts(self):
        today = self.company._vn_today()
        self._make_signed(start_date=today - timedelta(days=99), end_date=today)
        self.run_tour_everywhere(
            "/odoo/vn-renewal-rate",
            "crm_vn_contract_rate_tour",
            login=self.huong.login,
        )
