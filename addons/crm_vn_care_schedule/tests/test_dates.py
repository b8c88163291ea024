from datetime import date, datetime

from freezegun import freeze_time

from odoo.tests import tagged

from .common import VnCareCommon


@tagged("post_install", "-at_install")
class TestDates(VnCareCommon):
    @freeze_time("2026-12-01 03:00:00")
    def test_sunday_moves_to_monday(self):
        order = self._make_order(date_order=datetime(2026, 12, 1, 3))
        enrollment = self._enroll(order)
        line = enrollment.line_ids.filtered(lambda line: line.name == "+5")
        self.assertEqual(line.wished_date, date(2026, 12, 6))
        self.assertEqual(line.date, date(2026, 12, 7))
        self.assertEqual(line.move_reason, "off_day")

    @freeze_time("2027-01-19 03:00:00")
    def test_tet(self):
        order = self._make_order(date_order=datetime(2027, 1, 19, 3))
        enrollment = self._enroll(order)
        self.assertEqual(
            self._dates(enrollment),
            [date(2027, 1, 25), date(2027, 2, 11), date(2027, 4, 19)],
        )
        self.assertEqual(
            enrollment.line_ids.sorted("date").mapped("activity_id.date_deadline"),
            [date(2027, 1, 25), date(2027, 2, 11), date(2027, 4, 19)],
        )

    @freeze_time("2026-12-01 03:00:00")
    def test_base_date_is_the_day_in_vietnam(self):
        order = self._make_order(date_order=datetime(2026, 11, 30, 18, 30))
        self.assertEqual(self._enroll(order).base_date, date(2026, 12, 1))

    @freeze_time("2026-12-11 03:00:00")
    def test_past_skipped_and_listed(self):
        order = self._make_order(date_order=datetime(2026, 12, 1, 3))
        enrollment = self._enroll(order)
        self.assertLines(
            enrollment,
            {
                "+5": (date(2026, 12, 7), "skipped"),
                "+20": (date(2026, 12, 21), "planned"),
                "+90": (date(2027, 3, 1), "planned"),
            },
        )
        self.assertEqual(len(enrollment.activity_ids), 2)

    @freeze_time("2026-12-11 03:00:00")
    def test_past_overdue_by_choice(self):
        order = self._make_order(date_order=datetime(2026, 12, 1, 3))
        self.plan.sudo().vn_past_policy = "overdue"
        enrollment = self._enroll(order)
        activity = enrollment.line_ids.filtered(lambda ln: ln.name == "+5").activity_id
        self.assertEqual(activity.date_deadline, date(2026, 12, 7))
        self.assertEqual(activity.state, "overdue")

    @freeze_time("2026-01-31 03:00:00")
    def test_month_end(self):
        plan = self._make_plan("Hằng tháng", ())
        plan.sudo().template_ids = [
            (0, 0, self._template_values(1, "months", vn_off_day_policy="keep"))
        ]
        order = self._make_order(date_order=datetime(2026, 1, 31, 3))
        enrollment = plan.with_user(self.lan)._vn_enroll(order)
        self.assertEqual(self._dates(enrollment), [date(2026, 2, 28)])

    @freeze_time("2026-12-01 03:00:00")
    def test_previous_working_day(self):
        self.plan.sudo().template_ids.vn_off_day_policy = "previous"
        order = self._make_order(date_order=datetime(2026, 12, 1, 3))
        line = self._enroll(order).line_ids.sorted("date")[0]
        self.assertEqual(line.date, date(2026, 12, 4))

    @freeze_time("2026-12-01 03:00:00")
    def test_cap_moves_the_surplus(self):
        self.company.vn_care_daily_cap = 2
        orders = self.env["sale.order"]
        for _number in range(5):
            orders |= self._make_order(date_order=datetime(2026, 12, 1, 3))
        enrollments = self._enroll(orders)
        days = sorted(
            enrollments.line_ids.filtered(lambda ln: ln.name == "+5").mapped("date")
        )
        monday, tuesday = date(2026, 12, 7), date(2026, 12, 8)
        self.assertEqual(days, [monday, monday, tuesday, tuesday, date(2026, 12, 9)])
        reasons = enrollments.line_ids.filtered(lambda ln: ln.date == tuesday)
        self.assertEqual(set(reasons.mapped("move_reason")), {"cap"})

    @freeze_time("2026-12-01 03:00:00")
    def test_cap_counts_what_is_planned_already(self):
        self.company.vn_care_daily_cap = 1
        first = self._enroll(self._make_order(date_order=datetime(2026, 12, 1, 3)))
        second = self._enroll(self._make_order(date_order=datetime(2026, 12, 1, 3)))
        self.assertEqual(self._dates(first)[0], date(2026, 12, 7))
        self.assertEqual(self._dates(second)[0], date(2026, 12, 8))
