from odoo.tests import freeze_time, tagged

from odoo.addons.crm_vn_kpi.tests.common import FEBRUARY, JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
@freeze_time("2027-01-04 02:00:00")
class TestVisits(VnKpiCommon):
    """Visits, by who made them."""

    def _visit(self, customer, day, user=None, done=True):
        visit = self.env["crm.vn.visit"].create(
            {
                "partner_id": customer.id,
                "user_id": (user or self.lan).id,
                "company_id": self.company.id,
                "date": day,
            }
        )
        if done:
            visit._vn_check_in(False, False, 0, f"uuid-{visit.id:08}")
        return visit

    def test_numbers_and_their_visits(self):
        self._visit(self.hoa, "2027-01-05")
        self._visit(self.hoa, "2027-01-20")
        skipped = self._visit(self.son, "2027-01-21", done=False)
        skipped._vn_skip("Cửa hàng đóng cửa")
        self._visit(self.son, "2027-02-01", user=self.minh)
        self.env.flush_all()
        for code, number in (
            ("visits_done", 2),
            ("visits_unplanned", 2),
            # what was skipped comes back as planned
            ("visits_planned", 1),
            ("visits_skipped", 1),
            ("visits_verified", 0),
            ("customers_visited", 1),
        ):
            self.assertEqual(self._number(code), number, code)
        self.assertEqual(self._number("visits_done", FEBRUARY), 1)
        metric = self._metric("visits_done", self.huong)
        self.assertEqual(metric._vn_values(*JANUARY), {self.lan.id: 2})
        action = metric._vn_action(*JANUARY)
        found = self.env[action["res_model"]].with_user(self.huong)
        self.assertEqual(found.search_count(action["domain"]), 2)
