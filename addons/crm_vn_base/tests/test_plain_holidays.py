"""Vietnam's days off, year by year."""

from datetime import date

from odoo.tests import BaseCase, tagged

from ..tools import holidays

#: by the law's rules: New Year, Tết (five days), Hung Kings, 30 April, 1 May, 2
#: September with the day beside it, 24 November from 2026 on, and substitutes
DAYS = {
    2025: "01-01 01-28 01-29 01-30 01-31 02-01 02-03 04-07 04-30 05-01 09-01 09-02",
    2027: "01-01 02-05 02-06 02-07 02-08 02-09 02-10 02-11 04-16 04-30 05-01 05-03 "
    "09-02 09-03 11-24",
    2028: "01-01 01-03 01-25 01-26 01-27 01-28 01-29 01-31 04-04 04-30 05-01 05-02 "
    "09-01 09-02 09-04 11-24",
    2029: "01-01 02-12 02-13 02-14 02-15 02-16 04-23 04-30 05-01 09-02 09-03 09-04 "
    "11-24 11-26",
}
NATIONAL = "National Day"


@tagged("post_install", "-at_install")
class TestPlainHolidays(BaseCase):
    def test_days_of_some_years(self):
        for year, wanted in DAYS.items():
            with self.subTest(year=year):
                found = [f"{day['date']:%m-%d}" for day in holidays.computed(year)]
                self.assertEqual(found, wanted.split())

    def test_what_the_days_are_called(self):
        named = {day["date"]: day for day in holidays.computed(2028)}
        for day, name_vi, name_en in (
            (date(2028, 1, 1), "Tết Dương lịch", "New Year's Day"),
            (
                date(2028, 1, 3),
                "Nghỉ bù Tết Dương lịch",
                "New Year's Day (substitute day)",
            ),
            (date(2028, 1, 25), *holidays.TET_NAMES[0]),
            (date(2028, 1, 29), *holidays.TET_NAMES[4]),
            (date(2028, 9, 2), "Quốc khánh", NATIONAL),
            (date(2028, 9, 4), "Nghỉ bù Quốc khánh", f"{NATIONAL} (substitute day)"),
        ):
            self.assertEqual(
                named[day],
                {
                    "date": day,
                    "name_vi": name_vi,
                    "name_en": name_en,
                    "status": "computed",
                },
            )

    def test_the_day_of_culture_is_off_from_2026_on(self):
        for year, is_off in ((2024, False), (2025, False), (2026, True), (2027, True)):
            days = {day["date"] for day in holidays.computed(year)}
            self.assertEqual(date(year, 11, 24) in days, is_off, year)

    def test_the_day_beside_national_day(self):
        """Before it on Tuesday, Wednesday, Friday and Saturday, else after it."""
        found = {
            date(year, 9, 2).weekday(): holidays._beside_national_day(year).day
            for year in range(2021, 2034)
        }
        self.assertEqual(found, {0: 3, 1: 1, 2: 1, 3: 3, 4: 1, 5: 1, 6: 3})

    def test_announced_days_come_before_computed_ones(self):
        known = list(holidays._known())
        years = {row["date"].year for row in known}
        self.assertTrue(years)
        for year in years:
            wanted = [row for row in known if row["date"].year == year]
            self.assertEqual(holidays.proposal(year), wanted)
        later = max(years) + 3
        self.assertEqual(holidays.proposal(later), holidays.computed(later))
        self.assertTrue(all(row["name_vi"] and row["name_en"] for row in known))

    def test_runs(self):
        a, b, c, d = (date(2027, 2, day) for day in (5, 6, 7, 9))
        self.assertEqual(holidays.runs([]), [])
        self.assertEqual(holidays.runs([d, a, c, b]), [(a, c), (d, d)])
        self.assertEqual(holidays.runs([a, c, d]), [(a, a), (c, c), (d, d)])
