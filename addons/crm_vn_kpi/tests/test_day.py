from odoo.tests import tagged

from .common import JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
class TestKpiDay(VnKpiCommon):
    def test_january_begins_where_the_company_is(self):
        def check():
            before = [self._number(code) for code in ("orders", "calls_done")]
            order = self._order(self.hoa, self.lan, moment=None)
            order.action_confirm()
            activity = self._activity(self.hoa, self.lan, done=False)
            activity.with_user(self.lan).action_feedback()
            self.env.flush_all()
            self.assertEqual(activity.date_done, JANUARY[0])
            self.assertEqual(self.company._vn_day(activity.vn_done_at), JANUARY[0])
            self.assertEqual(self.hoa.vn_last_order_date, JANUARY[0])
            after = [self._number(code) for code in ("orders", "calls_done")]
            self.assertEqual(after, [number + 1 for number in before])

        self._on_new_year_mornings(self.company, check)
