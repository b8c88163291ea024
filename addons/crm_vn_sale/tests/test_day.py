from datetime import date

from odoo.tests import tagged

from .common import VnSaleCommon


@tagged("post_install", "-at_install")
class TestOrderDay(VnSaleCommon):
    def test_an_order_counts_on_the_day_of_its_company(self):
        def check():
            order = self.order(self.customer_person, user=self.user_all)
            order.action_confirm()
            customer = self.customer_person
            self.assertEqual(customer.vn_last_order_date, date(2027, 1, 1))
            for zone in ("America/New_York", "Asia/Tokyo"):
                seen = customer.with_user(self.user_all).with_context(tz=zone)
                self.assertEqual(seen.vn_days_since_order, 0)

        self._on_new_year_mornings(self.company, check)
