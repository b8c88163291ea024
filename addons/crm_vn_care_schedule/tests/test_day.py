from datetime import date

from odoo.tests import tagged

from .common import VnCareCommon


@tagged("post_install", "-at_install")
class TestCareDay(VnCareCommon):
    def test_care_counts_from_the_day_of_the_company(self):
        def check():
            customer = self.customer.with_user(self.lan)
            for zone in ("America/New_York", "Asia/Ho_Chi_Minh"):
                plan = self._make_plan(f"Từ {zone}", (0, 5)).with_user(self.lan)
                enrollment = plan.with_context(tz=zone)._vn_enroll(
                    customer.with_context(tz=zone)
                )
                self.assertEqual(enrollment.base_date, date(2027, 1, 1))
            order = self._make_order()
            self.assertEqual(order._vn_care_date(), date(2027, 1, 1))

        self._on_new_year_mornings(self.company, check)
