from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.test_protected import VnProtectedCase


@tagged("post_install", "-at_install")
class TestTierProtected(VnProtectedCase):
    def setUp(self):
        super().setUp()
        self.tier = self.env["crm.vn.tier"].create(
            {"name": "Vàng", "entry_threshold": 1000, "keep_threshold": 800}
        )

    def test_salespeople_give_no_tier(self):
        self.assert_protected(
            self.customer_company,
            {
                "vn_tier_id": self.tier.id,
                "vn_tier_mode": "locked",
                "vn_tier_lock_until": "2030-01-01",
            },
            users=[self.user_own],
            create={"name": "Công ty Mới"},
        )

    def test_nobody_writes_the_base_of_the_review(self):
        self.assert_protected(
            self.customer_company,
            {"vn_tier_base_id": self.tier.id},
            create={"name": "Công ty Mới"},
        )

    def test_managers_give_tiers(self):
        customer = self.customer_company.with_user(self.manager)
        customer.write({"vn_tier_id": self.tier.id, "vn_tier_mode": "manual"})
        self.assertEqual(customer.vn_tier_base_id, self.tier)
        # the plus of a column of the kanban by tier
        partners = self.env["res.partner"].with_user(self.manager)
        made = partners.with_context(default_vn_tier_id=self.tier.id).create(
            {"name": "Công ty Mới"}
        )
        self.assertEqual(made.vn_tier_id, self.tier)
