from odoo.tests import tagged

from .common import VnSaleCommon


@tagged("post_install", "-at_install")
class TestHealth(VnSaleCommon):
    def test_purchase_facts_are_compared_with_the_orders(self):
        """What plain SQL broke is found, and left for the repair."""
        self.order(self.customer_company, "2026-03-05")
        self.order(self.customer_company, "2026-04-05")
        customer = self.customer_company.with_company(self.company)
        self.env.flush_all()
        # a sample of a company with many customers may miss it
        self.env.cr.execute(
            "UPDATE res_partner SET vn_order_count = NULL WHERE id <> %s",
            [customer.id],
        )
        self.env.invalidate_all()
        check = self.env["crm.vn.health"]._vn_check_purchase
        self.assertEqual(check(), (1, customer.browse()))
        self.env.cr.execute(
            "UPDATE res_partner SET vn_order_count = jsonb_build_object(%s, 7)"
            " WHERE id = %s",
            [str(self.company.id), customer.id],
        )
        self.env.invalidate_all()
        self.assertEqual(check(), (1, customer))
        self.assertEqual(customer.vn_order_count, 7)
