from datetime import date

from odoo.tests import tagged

from .common import VnTierCommon


@tagged("post_install", "-at_install")
class TestTierDay(VnTierCommon):
    def test_a_tier_is_reached_on_the_day_of_the_company(self):
        def check():
            self.sell(self.customer, 600_000_000)
            self.env.invalidate_all()
            self.assertEqual(self.customer.vn_tier_id, self.gold)
            move = self.env["crm.vn.tier.move"].search([], limit=1)
            self.assertEqual(move.date, date(2027, 1, 1))
            sentences = {
                self.customer.with_user(self.manager)
                .with_context(tz=zone)
                .vn_tier_explanation
                for zone in ("America/New_York", "Asia/Ho_Chi_Minh", "Asia/Tokyo")
            }
            self.assertEqual(len(sentences), 1)
            self.assertIn("600,000,000", sentences.pop())

        self._on_new_year_mornings(self.company_vn, check)
