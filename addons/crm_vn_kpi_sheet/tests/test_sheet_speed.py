from datetime import date

from odoo import Command
from odoo.tests import freeze_time, new_test_user, tagged

from .common import NOW, VnKpiSheetCommon

METRICS = (
    "customers_new",
    "orders",
    "revenue",
    "contracts",
    "leads_new",
    "leads_won",
    "tasks_done",
    "comments",
)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSheetSpeed(VnKpiSheetCommon):
    def _sheets(self, count):
        """Return the sheets of *count* people, of eight metrics."""
        users = self.env["res.users"]
        for number in range(count):
            users |= new_test_user(
                self.env,
                login=f"kpi_{count}_{number}",
                groups="sales_team.group_sale_salesman",
                company_id=self.company.id,
                company_ids=[Command.set(self.company.ids)],
            )
        plan = self._plan(
            [(code, 10, 12.5) for code in METRICS],
            users=users,
            date_start=date(2027, 2, 1),
        )
        plan.action_issue()
        self.assertEqual(len(plan.sheet_ids), count)
        return plan.sheet_ids

    def _queries(self, function):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        function()
        return self.env.cr.sql_log_count - before

    def _count(self, sheets):
        sheets.browse(sheets.ids).line_ids.mapped("actual")

    def _refresh(self, sheets):
        """Read what the list and the forms of the sheets show."""
        sheets = sheets.browse(sheets.ids)
        sheets.mapped("achievement_label")
        sheets.line_ids.mapped("actual_label")

    def test_refresh_costs_two_queries_a_metric_whatever_the_people(self):
        few, many = self._sheets(5), self._sheets(50)
        numbers, screens = [], []
        for sheets in (few, many):
            self._queries(lambda s=sheets: self._refresh(s))
            numbers.append(self._queries(lambda s=sheets: self._count(s)))
            screens.append(self._queries(lambda s=sheets: self._refresh(s)))
        self.assertEqual(*numbers)
        self.assertEqual(*screens)
        # and one savepoint around all of them
        self.assertLessEqual(numbers[1], 2 * len(METRICS) + 2)
        # pace and names besides: hours, holidays, people, currency
        self.assertLessEqual(screens[1], numbers[1] + 10)

    def test_only_one_query_counts_a_metric(self):
        lines = self._sheets(20).line_ids
        lines.mapped("date_from")
        lines.metric_id.mapped("date_field")
        lines._get_live_values()
        before = self.env.cr.sql_log_count
        lines._get_live_values()
        # and one savepoint around all of them
        self.assertEqual(self.env.cr.sql_log_count - before, len(METRICS) + 2)

    def test_try_costs_the_same_for_all(self):
        counts = []
        for count in (3, 13):
            plan = self._sheets(count).plan_id
            attempt = self.env["crm.vn.kpi.try"].create({"plan_id": plan.id})
            period = attempt._get_period()
            attempt._prepare_lines(*period)
            counts.append(
                self._queries(lambda a=attempt, p=period: a._prepare_lines(*p))
            )
        self.assertEqual(*counts)
