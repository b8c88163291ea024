import doctest
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import care_dates, holidays, lunar

DAYS = st.dates(date(2025, 1, 1), date(2030, 12, 31))
HOLIDAYS = st.sets(st.integers(0, 40), max_size=15)
START = date(2026, 6, 1)
# Tết, full moon of January, Hung Kings, Doan Ngo, Vu Lan, mid-autumn
LUNAR_FACTS = {
    2023: ("2023-01-22", "2023-02-05", "2023-04-29", "2023-06-22"),
    2025: ("2025-01-29", "2025-02-12", "2025-04-07", "2025-05-31"),
    2027: ("2027-02-06", "2027-02-20", "2027-04-16", "2027-06-09"),
}
# where Vietnam's new year is not China's
TET = {1968: (1, 29), 1969: (2, 16), 1985: (1, 21), 2007: (2, 17), 2030: (2, 2)}


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
    def test_the_day_beside_national_day_is_never_on_a_weekend(self):
        for year in range(2031, 2060):
            with self.subTest(year):
                names = {d["date"]: d["name_en"] for d in holidays.computed(year)}
                (beside,) = (day for day, name in names.items() if "adjacent" in name)
                self.assertLess(beside.weekday(), 5)
                self.assertEqual(abs((beside - date(year, 9, 2)).days), 1)
        substitutes = [
            day
            for day in holidays.computed(2033)
            if day["date"].month == 9 and "substitute" in day["name_en"]
        ]
        self.assertFalse(substitutes)

    def test_examples(self):
        for module in (care_dates, lunar, holidays):
            result = doctest.testmod(module, extraglobs={"date": date})
            self.assertEqual(result.failed, 0, module.__name__)

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

    def test_lunar_facts(self):
        dates = ((1, 1), (1, 15), (3, 10), (5, 5))
        for year, expected in LUNAR_FACTS.items():
            found = tuple(str(lunar.to_solar(year, *day)) for day in dates)
            self.assertEqual(found, expected)
        for year, (month, day) in TET.items():
            self.assertEqual(lunar.to_solar(year, 1, 1), date(year, month, day))

    @settings(max_examples=300, deadline=None)
    @given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
    def test_lunar_and_back(self, day):
        self.assertEqual(lunar.to_solar(*lunar.to_lunar(day)), day)

    def test_computed_years_agree_with_announced_statutory_days(self):
        for year in (2026, 2027, 2028):
            known = {
                row["date"]
                for row in holidays.proposal(year)
                if row["date"].weekday() < 5
            }
            fixed = {date(year, 4, 30), date(year, 9, 2), lunar.to_solar(year, 3, 10)}
            computed = {row["date"] for row in holidays.computed(year)}
            self.assertLessEqual({d for d in fixed if d.weekday() < 5}, known)
            self.assertLessEqual(fixed, computed)
