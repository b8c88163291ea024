from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnTierCommon


@tagged("post_install", "-at_install")
class TestTours(VnTourCase, VnTierCommon):
    def test_preview_and_apply(self):
        self.sell(self.customer, 300_000_000)
        self.customer._vn_tier_review()

        def before(size, lang):
            self.gold.write(
                {"entry_threshold": 500_000_000, "keep_threshold": 400_000_000}
            )
            self.customer._vn_tier_review()
            self.assertEqual(self.customer.vn_tier_id, self.silver)

        def ran():
            self.customer.invalidate_recordset()
            return self.env["crm.vn.tier.move"].search_count(
                [
                    ("partner_id", "=", self.customer.id),
                    ("to_id", "=", self.gold.id),
                    ("cause", "=", "rule"),
                ]
            )

        self.run_tour_everywhere(
            "/odoo/vn-tiers",
            "crm_vn_tier_preview_tour",
            login=self.manager.login,
            before=before,
        )
        # once at each width
        self.assertEqual(ran(), 2)
