import doctest
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo import Command
from odoo.tests import BaseCase, tagged

from odoo.addons.crm_vn_kpi.tests.common import FEBRUARY, VnKpiCommon

from ..tools import pace

numbers = st.floats(0, 1e9)
targets = st.floats(0.01, 1e9)
VIETNAM = timedelta(hours=7)
# a busy machine is no fault of the arithmetic
relaxed = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@tagged("post_install", "-at_install")
class TestPaceArithmetic(BaseCase):
    def test_examples(self):
        self.assertEqual(doctest.testmod(pace).failed, 0)

    @relaxed
    @given(targets, st.sampled_from(["up", "down"]))
    def test_the_target_is_100(self, target, direction):
        percent = pace.percent(target, target, direction)
        self.assertAlmostEqual(percent, 100)

    @relaxed
    @given(numbers, numbers, targets)
    def test_more_is_never_worse_up_and_never_better_down(self, one, more, target):
        low, high = sorted((one, more))
        up = [pace.percent(number, target, "up") for number in (low, high)]
        down = [pace.percent(number, target, "down") for number in (low, high)]
        self.assertLessEqual(*up)
        self.assertGreaterEqual(*down)

    @relaxed
    @given(st.lists(st.tuples(st.floats(0.1, 100), st.floats(0, 200)), min_size=1))
    def test_the_mean_is_within_its_parts(self, parts):
        mean = pace.weighted(parts)
        values = [value for _weight, value in parts]
        self.assertGreaterEqual(mean, min(values) - 1e-6)
        self.assertLessEqual(mean, max(values) + 1e-6)

    @relaxed
    @given(numbers, targets, st.integers(1, 66), st.data())
    def test_needed_a_day_reaches_the_target(self, actual, target, total, data):
        past = data.draw(st.integers(0, total - 1))
        need = pace.needed(actual, target, past, total)
        self.assertGreaterEqual(actual + need * (total - past), target * (1 - 1e-9))

    @relaxed
    @given(
        st.dates(date(2020, 1, 1), date(2099, 1, 1)),
        st.sampled_from(["month", "quarter"]),
    )
    def test_periods_follow_one_another(self, day, kind):
        first, last = pace.period(day, kind)
        self.assertTrue(first <= day <= last)
        self.assertEqual(pace.following(first, kind), last + timedelta(days=1))
        self.assertEqual(pace.previous(pace.following(first, kind), kind), first)


@tagged("post_install", "-at_install")
class TestWorkingDays(VnKpiCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.company.resource_calendar_id

    def _off(self, start, end, company=None, **values):
        """Make a public holiday from *start* to *end*, times in Vietnam."""
        company = company or self.company
        leaves = self.env["resource.calendar.leaves"].with_company(company)
        leave = leaves.create(
            {
                "name": "Tết",
                "calendar_id": False,
                "date_from": datetime.fromisoformat(start) - VIETNAM,
                "date_to": datetime.fromisoformat(end) - VIETNAM,
                **values,
            }
        )
        # Odoo gives it the company that its maker works in
        self.assertEqual(leave.company_id, company)
        return leave

    def _days(self, calendar=None, period=FEBRUARY):
        calendar = self.calendar if calendar is None else calendar
        return list(self.company._vn_working_hours(*period, calendar).values())

    def test_february_2027_has_15_working_days(self):
        self.assertEqual(len(self._days()), 20)
        self._off("2027-02-04 00:00", "2027-02-10 23:59")
        days = self._days()
        self.assertEqual(len(days), 15)
        self.assertEqual(
            [hours[0][0].day for hours in days[:4]],
            [1, 2, 3, 11],
        )

    def test_holidays_of_others_do_not_count(self):
        person = self.env["resource.resource"].create(
            {"name": "Lan", "company_id": self.company.id, "user_id": self.lan.id}
        )
        self._off("2027-02-15 00:00", "2027-02-19 23:59", resource_id=person.id)
        self._off("2027-02-15 00:00", "2027-02-19 23:59", self.other_company)
        self.assertEqual(len(self._days()), 20)

    def test_half_a_day_off(self):
        self._off("2027-02-15 00:00", "2027-02-15 12:00")
        self.assertEqual(len(self._days()), 20)
        self._off("2027-02-16 00:00", "2027-02-16 16:00")
        self.assertEqual(len(self._days()), 19)

    def test_no_working_hours_means_monday_to_friday(self):
        none = self.env["resource.calendar"]
        self.assertEqual(len(self._days(none)), 20)
        self._off("2027-02-04 00:00", "2027-02-10 23:59")
        self.assertEqual(len(self._days(none)), 15)

    def test_saturdays_of_one_person(self):
        calendar = self.calendar.copy()
        calendar.attendance_ids = [
            Command.create(
                {
                    "name": "Sáng thứ bảy",
                    "dayofweek": "5",
                    "hour_from": 8,
                    "hour_to": 12,
                    "day_period": "morning",
                }
            )
        ]
        self.assertEqual(len(self._days(calendar)), 24)

    def test_days_are_those_of_the_companys_zone(self):
        self.calendar.tz = "Europe/Brussels"
        hours = self._days()[0]
        self.assertEqual(str(hours[0][0].tzinfo), "Asia/Ho_Chi_Minh")
        self.assertEqual(hours[0][0].hour, 8)
