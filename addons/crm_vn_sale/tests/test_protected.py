from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.test_protected import VnProtectedCase


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
