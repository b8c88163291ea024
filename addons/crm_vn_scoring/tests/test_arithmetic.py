import doctest

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.crm_vn_scoring.tools import score

POINTS = st.integers(-200, 200)
THRESHOLDS = st.lists(st.integers(-50, 500), min_size=5, max_size=5, unique=True).map(
    sorted
)


@tagged("post_install", "-at_install")
class TestArithmetic(BaseCase):
    def test_doctests(self):
        result = doctest.testmod(score)
        self.assertTrue(result.attempted)
        self.assertFalse(result.failed)

    @settings(max_examples=200, deadline=None)
    @given(st.integers(-100, 600), THRESHOLDS)
    def test_missing_leads_to_the_next_star(self, points, thresholds):
        stars = score.star(points, thresholds)
        missing = score.missing(points, thresholds)
        if stars == score.STARS:
            self.assertEqual(missing, 0)
        else:
            self.assertEqual(score.star(points + missing, thresholds), stars + 1)
            self.assertEqual(score.star(points + missing - 1, thresholds), stars)

    @settings(max_examples=200, deadline=None)
    @given(st.lists(POINTS.filter(bool).map(abs), max_size=8), st.integers(0, 300))
    def test_cap_is_kept(self, points, cap):
        capped = score.capped(points, cap)
        self.assertEqual(sum(capped), min(sum(points), cap) if cap else sum(points))

    @settings(max_examples=200, deadline=None)
    @given(POINTS, st.integers(0, 800), st.integers(0, 200), st.integers(0, 400))
    def test_points_only_fade(self, points, age, half_life, window):
        worth = score.faded(points, age, half_life, window)
        self.assertLessEqual(abs(worth), abs(points))
        self.assertGreaterEqual(worth * points, 0)
        later = score.faded(points, age + 1, half_life, window)
        self.assertLessEqual(abs(later), abs(worth))

    @settings(max_examples=100, deadline=None)
    @given(st.integers(1, 60), st.lists(POINTS, min_size=1, max_size=6))
    def test_suggestion_is_enough_and_shortest(self, missing, points):
        found = score.suggestion(missing, [(number, "") for number in points])
        gains = [number for number in points if number > 0]
        if not gains:
            self.assertFalse(found)
        else:
            count, (gain, _name) = found
            self.assertGreaterEqual(count * gain, missing)
            self.assertEqual(count, min(-(-missing // number) for number in gains))
