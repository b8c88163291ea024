"""The lunar calendar, month by month, from 1900 to 2100.

``lunar.csv`` holds of each lunar year its first day, its leap month, the lengths of its
months, and the days of the solar year by whose beginning the sun has entered its
twelfths, the vernal equinox last. Tết and the leap months of the years below are those
that were announced. Whoever changes the calendar on purpose writes the file anew and
reads the difference::

    python3 -m devtools.mutation.run crm_vn_base test_plain_lunar write
"""

import csv
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ..tools import lunar

LUNAR = Path(__file__).parent / "lunar.csv"
COLUMNS = ("year", "first", "leap", "lengths", "terms")
YEARS = range(1900, 2101)
DAY = timedelta(days=1)
#: first days of years as they were announced; three of them are not China's
TET = (
    "1968-01-29 1985-01-21 2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 "
    "2005-02-09 2006-01-29 2007-02-17 2008-02-07 2009-01-26 2010-02-14 2011-02-03 "
    "2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 "
    "2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 "
    "2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02 2031-01-23 2032-02-11"
)
#: {year: its leap month}; China's of 1987 is another one
LEAP = {
    1985: 2,
    1987: 7,
    2001: 4,
    2004: 2,
    2006: 7,
    2009: 5,
    2012: 4,
    2014: 9,
    2017: 6,
    2020: 4,
    2023: 2,
    2025: 6,
    2028: 5,
    2031: 3,
    2033: 11,
}


def months(year):
    """Return (month, leap, first day) of the months of a lunar year."""
    found = []
    for month in range(1, 13):
        plain = lunar.to_solar(year, month, 1)
        leap = lunar.to_solar(year, month, 1, leap=True)
        found.append((month, False, plain))
        if leap != plain:
            found.append((month, True, leap))
    return found


def terms(year):
    """Return the days of a solar year by which the sun has entered a twelfth."""
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    entered = [day for day in days if _term(day) != _term(day - DAY)]
    return sorted(entered, key=_term)


def _term(day):
    # of the equinox the last
    return (lunar.solar_term(day) - 1) % 12


def reading(year):
    """Return what the calendar says of a year, as texts."""
    rows = months(year)
    starts = [start for _month, _leap, start in rows] + [lunar.to_solar(year + 1, 1, 1)]
    return {
        "year": str(year),
        "first": f"{starts[0]}",
        "leap": "".join(str(month) for month, leap, _start in rows if leap),
        "lengths": " ".join(str((b - a).days) for a, b in pairwise(starts)),
        "terms": " ".join(f"{day:%m-%d}" for day in terms(year)),
    }


def write():
    """Write what the calendar says now."""
    with LUNAR.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(reading, YEARS))


@tagged("post_install", "-at_install")
class TestPlainLunar(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with LUNAR.open(encoding="utf-8", newline="") as file:
            cls.rows = {int(row["year"]): row for row in csv.DictReader(file)}

    def test_announced_years(self):
        for day in map(date.fromisoformat, TET.split()):
            self.assertEqual(lunar.to_solar(day.year, 1, 1), day)
            self.assertEqual(lunar.to_lunar(day), (day.year, 1, 1, False))
        for year in (1985, 1987, *range(2000, 2034)):
            wanted = str(LEAP.get(year, ""))
            self.assertEqual(self.rows[year]["leap"], wanted, year)

    def test_there_and_back(self):
        self.assertEqual(list(self.rows), list(YEARS))
        for year, row in self.rows.items():
            day, leap = date.fromisoformat(row["first"]), int(row["leap"] or 0)
            order = [(month, False) for month in range(1, 13)]
            if leap:
                order.insert(leap, (leap, True))
            lengths = [int(length) for length in row["lengths"].split()]
            for (month, is_leap), length in zip(order, lengths, strict=True):
                last = day + (length - 1) * DAY
                for number, there in ((1, day), (length, last), (30, last)):
                    found = lunar.to_solar(year, month, number, is_leap)
                    self.assertEqual(found, there, (year, month, number, is_leap))
                for number, there in ((1, day), (length, last)):
                    found = lunar.to_lunar(there)
                    self.assertEqual(found, (year, month, number, is_leap), there)
                if not is_leap:
                    self.assertEqual(lunar.to_solar(year, month, 1), day)
                if month != leap:
                    # a leap month that there is not
                    self.assertEqual(lunar.to_solar(year, month, 1, True), day)
                day = last + DAY

    def test_twelfths_of_the_sun(self):
        for year, row in self.rows.items():
            for number, text in enumerate(row["terms"].split(), 1):
                day = date.fromisoformat(f"{year}-{text}")
                found = lunar.solar_term(day - DAY), lunar.solar_term(day)
                self.assertEqual(found, (number - 1, number % 12), day)

    def test_new_moons(self):
        """Each new moon is 29 or 30 days after the one before."""
        days = [lunar.new_moon(number) for number in range(2487)]
        self.assertEqual((days[0], days[-1]), (date(1900, 1, 1), date(2100, 12, 31)))
        self.assertEqual({(b - a).days for a, b in pairwise(days)}, {29, 30})
