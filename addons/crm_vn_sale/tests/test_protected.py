from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.test_protected import VnProtectedCase

from .common import VnSaleCommon


@tagged("post_install", "-at_install")
class TestPurchaseProtected(VnProtectedCase):
    def test_purchase_facts(self):
        self.assert_protected(
            self.customer_company,
            {
                "vn_first_order_date": "2026-01-01",
                "vn_last_order_date": "2026-01-01",
                "vn_order_count": 9,
                "vn_purchase_cycle_days": 9,
            },
            create={"name": "Công ty Mới"},
        )


@tagged("post_install", "-at_install")
class TestConfirming(VnSaleCommon, VnProtectedCase):
    def test_nobody_says_from_outside_that_an_order_is_being_confirmed(self):
        """The facts follow the order, whatever the context says."""
        order = self.order(self.customer_company, "2026-03-02", user=self.user_own)
        self.assertEqual(self.customer_company.vn_order_count, 1)
        self.rpc(
            self.user_own,
            "sale.order",
            "action_cancel",
            order.ids,
            vn_confirming=order.ids,
            vn_confirming_ids=order.ids,
        )
        self.assertEqual(order.state, "cancel")
        self.assertEqual(self.customer_company.vn_order_count, 0)
