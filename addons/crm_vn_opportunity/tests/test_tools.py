import doctest
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.crm_vn_base.tools import worktime

from ..tools import properties, rotation

START = datetime(2026, 3, 2)
WEEKS = worktime.office_days(date(2026, 3, 2), 60)

moments = st.integers(0, 20 * 24 * 60).map(lambda n: START + timedelta(minutes=n))
holidays = st.tuples(moments, st.integers(0, 8 * 24 * 60)).map(
    lambda pair: (pair[0], pair[0] + timedelta(minutes=pair[1]))
)
hours = st.integers(1, 40 * 4).map(lambda quarters: quarters / 4)


@tagged("post_install", "-at_install")
class TestTools(BaseCase):
    def test_doctests(self):
        for module in (worktime, rotation, properties):
            result = doctest.testmod(module)
            self.assertTrue(result.attempted, module.__name__)
            self.assertFalse(result.failed, module.__name__)

    @settings(max_examples=300, deadline=None)
    @given(moments, hours, st.lists(holidays, max_size=4), holidays)
    def test_holiday_never_makes_earlier(self, start, amount, known, added):
        before = worktime.add_hours(start, amount, worktime.without(WEEKS, known))
        after = worktime.add_hours(
            start, amount, worktime.without(WEEKS, [*known, added])
        )
        if before is None:
            self.assertIsNone(after)
        elif after is not None:
            self.assertGreaterEqual(after, before)

    @settings(max_examples=300, deadline=None)
    @given(moments, hours, st.lists(holidays, max_size=4))
    def test_hours_come_back(self, start, amount, free):
        work = worktime.without(WEEKS, free)
        due = worktime.add_hours(start, amount, work)
        if due:
            self.assertAlmostEqual(worktime.hours_between(start, due, work), amount)

    @settings(max_examples=200, deadline=None)
    @given(st.integers(1, 8), st.lists(st.integers(0, 20), max_size=6))
    def test_equal_people_differ_by_one(self, count, batches):
        """Whatever the batches: max - min <= 1, at every moment."""
        people = [rotation.Person(number) for number in range(count)]
        turns = dict.fromkeys(range(count), 0)
        for batch in batches:
            for _turn in range(batch):
                turns[rotation.take_turn(people).key] += 1
                self.assertLessEqual(max(turns.values()) - min(turns.values()), 1)
            rotation.wind_back(people)

    @settings(max_examples=200, deadline=None)
    @given(st.lists(st.integers(1, 16), min_size=1, max_size=6), st.integers(1, 5))
    def test_weights_are_kept(self, weights, rounds):
        """After whole rounds everybody has exactly the share of the weight."""
        people = [
            rotation.Person(number, weight=weight)
            for number, weight in enumerate(weights)
        ]
        turns = dict.fromkeys(range(len(weights)), 0)
        for _turn in range(sum(weights) * rounds):
            turns[rotation.take_turn(people).key] += 1
        self.assertEqual(list(turns.values()), [w * rounds for w in weights])
