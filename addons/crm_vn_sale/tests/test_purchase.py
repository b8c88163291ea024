from odoo import fields
from odoo.tests import tagged

from .common import VnSaleCommon


@tagged("post_install", "-at_install")
class TestPurchase(VnSaleCommon):
    def test_confirm_moves_facts(self):
        order = self.order(self.customer_company, user=self.user_all)
        self.assertEqual(self.customer_company.vn_order_count, 0)
        order.action_confirm()
        self.assertEqual(self.customer_company.vn_order_count, 1)
        self.assertEqual(
            self.customer_company.vn_last_order_date, fields.Date.context_today(order)
        )
