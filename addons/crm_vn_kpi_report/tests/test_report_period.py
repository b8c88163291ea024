from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.customer_period import PRESETS, compared_period, preset_period

# a busy machine is no reason to fail
RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@tagged("post_install", "-at_install")
class TestReportPeriod(BaseCase):
    @RELAXED
    @given(DAYS, st.sampled_from(PRESETS), st.integers(1, 7))
    def test_presets_hold_today_or_end_before_it(self, today, preset, week_start):
        start, end = preset_period(preset, today, week_start)
        self.assertLessEqual(start, end)
        if preset.startswith("this"):
            self.assertTrue(start <= today <= end)
        else:
            this = preset_period(preset.replace("last", "this"), today, week_start)
            self.assertEqual(end + timedelta(days=1), this[0])

    @RELAXED
    @given(DAYS, st.integers(0, 400))
    def test_the_period_before_ends_the_day_before(self, start, days):
        end = start + timedelta(days=days)
        before = compared_period(start, end, "previous")
        self.assertEqual(before[1], start - timedelta(days=1))
        self.assertLessEqual(before[0], before[1])

    @RELAXED
    @given(DAYS, st.integers(0, 400), st.integers(0, 500))
    def test_what_is_not_over_is_compared_with_the_same_part(self, start, days, today):
        end = start + timedelta(days=days)
        today = start + timedelta(days=today)
        for comparison in ("previous", "last_year"):
            whole = compared_period(start, end, comparison)
            part = compared_period(start, end, comparison, today)
            self.assertEqual(part[0], whole[0])
            self.assertLessEqual(part[1], whole[1])
            if today < end:
                self.assertLessEqual(part[1] - part[0], today - start)

    def test_unknown_preset(self):
        with self.assertRaises(ValueError):
            preset_period("next_month", date(2027, 1, 1))
