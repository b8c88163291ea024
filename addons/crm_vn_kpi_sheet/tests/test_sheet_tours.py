from datetime import datetime

from dateutil.relativedelta import relativedelta

from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnKpiSheetCommon


@tagged("post_install", "-at_install")
class TestSheetTours(VnKpiSheetCommon, VnTourCase):
    """The browser's clock is today's: so are the facts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.month = cls.company._vn_today() + relativedelta(months=-1, day=1)
        moment = datetime.combine(cls.month, datetime.min.time()).replace(day=9, hour=3)
        orders = cls.env["sale.order"].search([("company_id", "=", cls.company.id)])
        orders.write({"date_order": moment})

    def _make_plan(self):
        return self._plan(date_start=self.month)

    def test_own_sheet(self):
        self._make_plan().action_issue()
        self.run_tour_everywhere(
            "/odoo/vn-my-kpi", "crm_vn_kpi_own_sheet", self.lan.login
        )

    def test_plan(self):
        for size in self.tour_sizes:
            for lang in self.tour_langs:
                plan = self._make_plan()
                self.run_tour_everywhere(
                    f"/odoo/vn-kpi-plans/{plan.id}",
                    "crm_vn_kpi_plan",
                    self.huong.login,
                    sizes=[size],
                    langs=[lang],
                )
                self.env.invalidate_all()
                self.assertEqual(len(plan.sheet_ids), 4)
                closed = plan.sheet_ids.filtered(lambda s: s.state == "closed")
                self.assertEqual(closed.date_from, self.month)
                self.assertFalse(closed.adjustment_ids)

    def test_leaderboard(self):
        self.company.vn_kpi_leaderboard = "company"
        self._make_plan().action_issue()
        self.run_tour_everywhere(
            "/odoo/vn-kpi-leaderboard", "crm_vn_kpi_leaderboard", self.lan.login
        )
