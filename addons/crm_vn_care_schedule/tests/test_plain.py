import doctest
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import care_dates

DAYS = st.dates(date(2025, 1, 1), date(2030, 12, 31))
HOLIDAYS = st.sets(st.integers(0, 40), max_size=15)
START = date(2026, 6, 1)


def off(numbers):
    free = {START + timedelta(days=number) for number in numbers}
    return lambda day: day.weekday() >= 5 or day in free


def item_lists():
    one = st.tuples(st.integers(0, 5), st.sampled_from("AB"), st.integers(0, 20))
    return st.lists(one, max_size=25)


def items_of(drawn):
    """Turn drawn numbers into items, each group's lines in order of date."""
    drawn = sorted(drawn, key=lambda item: item[2])
    return [
        (number, group, person, START + timedelta(days=day))
        for number, (group, person, day) in enumerate(drawn)
    ]


@tagged("post_install", "-at_install")
class TestPlain(BaseCase):
    def test_examples(self):
        self.assertEqual(doctest.testmod(care_dates).failed, 0)

    @settings(max_examples=300, deadline=None)
    @given(DAYS, st.integers(0, 400), st.sampled_from(("days", "weeks")), HOLIDAYS)
    def test_next_is_a_working_day(self, base, count, unit, free):
        wished = care_dates.add_delay(base, count, unit)
        is_off = off(free)
        moved = care_dates.apply_policy(wished, "next", is_off)
        self.assertFalse(is_off(moved))
        self.assertGreaterEqual(moved, wished)

    @settings(max_examples=300, deadline=None)
    @given(st.integers(0, 30), HOLIDAYS, st.integers(0, 40))
    def test_a_holiday_never_makes_a_date_earlier(self, day, free, added):
        wished = START + timedelta(days=day)
        before = care_dates.apply_policy(wished, "next", off(free))
        after = care_dates.apply_policy(wished, "next", off(free | {added}))
        self.assertGreaterEqual(after, before)

    @settings(max_examples=300, deadline=None)
    @given(item_lists(), st.integers(1, 3), HOLIDAYS)
    def test_spread(self, drawn, cap, free):
        items, is_off = items_of(drawn), off(free)
        ready = [
            (key, group, person, care_dates.apply_policy(day, "next", is_off))
            for key, group, person, day in items
        ]
        result = care_dates.spread(ready, cap, {}, is_off)
        load, last = {}, {}
        for key, group, person, day in ready:
            moved = result[key]
            self.assertGreaterEqual(moved, day)
            self.assertFalse(is_off(moved))
            load[person, moved] = load.get((person, moved), 0) + 1
            self.assertGreaterEqual(moved, last.get(group, moved), "order flipped")
            last[group] = moved
        self.assertLessEqual(max(load.values(), default=0), cap)

    def test_no_working_day_is_an_error(self):
        with self.assertRaises(care_dates.NoWorkingDay):
            care_dates.working_day(START, lambda day: True)

    def test_a_delay_counts_forward_and_back(self):
        for count, unit, after, before in (
            (0, "days", START, START),
            (1, "days", date(2026, 6, 2), date(2026, 5, 31)),
            (2, "weeks", date(2026, 6, 15), date(2026, 5, 18)),
            (1, "months", date(2026, 7, 1), date(2026, 5, 1)),
        ):
            self.assertEqual(care_dates.add_delay(START, count, unit), after)
            found = care_dates.add_delay(START, count, unit, before=True)
            self.assertEqual(found, before)

    def test_a_policy_moves_by_single_days(self):
        for numbers in ((), (0,), (0, 1), (0, 1, 2), (1,)):
            is_off = off(numbers)
            for offset in range(6):
                day = START + timedelta(days=offset)
                for policy, step in (("next", 1), ("previous", -1)):
                    wanted = day
                    while is_off(wanted):
                        wanted += timedelta(days=step)
                    found = care_dates.apply_policy(day, policy, is_off)
                    self.assertEqual(found, wanted)
                    for today in (
                        day - timedelta(days=1),
                        day,
                        day + timedelta(days=1),
                    ):
                        kept = max(wanted, today) if day >= today else wanted
                        found = care_dates.apply_policy(day, policy, is_off, today)
                        self.assertEqual(found, kept, (day, policy, today))
                self.assertEqual(care_dates.apply_policy(day, "keep", is_off), day)

    def test_a_calendar_without_a_working_day(self):
        with self.assertRaises(care_dates.NoWorkingDay):
            care_dates.working_day(START, lambda day: True)
        last = START + timedelta(days=365)
        self.assertEqual(care_dates.working_day(START, lambda day: day < last), last)
        with self.assertRaises(care_dates.NoWorkingDay):
            care_dates.working_day(START, lambda day: day <= last)

    def test_nobody_has_no_cap(self):
        items = [(number, number, None, START) for number in range(3)]
        found = care_dates.spread(items, 1, {}, off(()))
        self.assertEqual(set(found.values()), {START})

    def test_a_day_that_is_over_full_already(self):
        items = [(1, 1, "A", START)]
        found = care_dates.spread(items, 1, {("A", START): 3}, off(()))
        self.assertEqual(found, {1: START + timedelta(days=1)})

    def test_lines_of_a_group_keep_their_order(self):
        tuesday, wednesday = (START + timedelta(days=number) for number in (1, 2))
        items = [
            ("b1", "b", "A", wednesday),
            ("a1", "a", "A", tuesday),
            ("b2", "b", "A", START),
        ]
        ordered = [item[0] for item in care_dates._in_order(items)]
        self.assertEqual(ordered, ["a1", "b1", "b2"])
        found = care_dates.spread(items, 0, {}, off(()))
        self.assertEqual(found, {"a1": tuesday, "b1": wednesday, "b2": wednesday})

    def test_items_need_not_be_comparable(self):
        items = [(None, number, object(), START) for number in range(2)]
        self.assertEqual(care_dates._in_order(items), items)
