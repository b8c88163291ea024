"""Vietnam's public holidays, as a proposal that the company confirms.

Days off: Labour Code 2019, article 112 (New Year, five days of Tết, the Hung Kings on
10/3 lunar, 30 April, 1 May, 2 September and one adjacent day); 24 November by
Resolution 28/2026/QH16 from 2026 on. A holiday on a weekly day off is made up on the
next working day. Which five days Tết takes, the day beside 2 September and swaps are
announced every year: what is announced is in ``data/vn_holidays.csv``, other years are
computed here and said to be.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

from .lunar import to_solar

KNOWN = Path(__file__).resolve().parents[1] / "data/vn_holidays.csv"
CULTURE_DAY_FROM = 2026
TET_NAMES = (
    ("Giao thừa Tết Nguyên đán", "Lunar New Year's Eve"),
    ("Mùng 1 Tết Nguyên đán", "Lunar New Year, day 1"),
    ("Mùng 2 Tết", "Lunar New Year, day 2"),
    ("Mùng 3 Tết", "Lunar New Year, day 3"),
    ("Mùng 4 Tết", "Lunar New Year, day 4"),
)


def proposal(year):
    """Return the days off of *year*: dicts with ``date``, ``name_vi``, ``name_en``
    and ``status`` (``official`` or ``computed``), by date.
    """
    rows = [row for row in _known() if row["date"].year == year]
    return rows or computed(year)


def _known():
    with open(KNOWN, encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            yield {
                "date": date.fromisoformat(row["date"]),
                "name_vi": row["name_vi"],
                "name_en": row["name_en"],
                "status": row["status"],
            }


def computed(year):
    """Return the days off of *year* by the law's rules alone.

    >>> days = computed(2031)
    >>> [str(day["date"]) for day in days if "day 1" in day["name_en"]]
    ['2031-01-23']
    """
    days = {}

    def add(day, name_vi, name_en):
        days.setdefault(day, (name_vi, name_en))

    add(date(year, 1, 1), "Tết Dương lịch", "New Year's Day")
    first = to_solar(year, 1, 1)
    for offset, (name_vi, name_en) in enumerate(TET_NAMES, start=-1):
        add(first + timedelta(days=offset), name_vi, name_en)
    kings = "Hung Kings' Commemoration Day"
    add(to_solar(year, 3, 10), "Giỗ Tổ Hùng Vương (10/3 âm lịch)", kings)
    add(date(year, 4, 30), "Ngày Chiến thắng", "Reunification Day")
    add(date(year, 5, 1), "Ngày Quốc tế Lao động", "International Labour Day")
    add(date(year, 9, 2), "Quốc khánh", "National Day")
    add(
        _beside_national_day(year),
        "Nghỉ liền kề Quốc khánh",
        "National Day (adjacent day)",
    )
    if year >= CULTURE_DAY_FROM:
        add(date(year, 11, 24), "Ngày Văn hóa Việt Nam", "Vietnam Culture Day")
    for day, (name_vi, name_en) in sorted(days.items()):
        if day.weekday() >= 5:
            _make_up(days, day, name_vi, name_en)
    return [
        {"date": day, "name_vi": names[0], "name_en": names[1], "status": "computed"}
        for day, names in sorted(days.items())
    ]


def _beside_national_day(year):
    """Return the day beside 2 September that is off as well: never on a weekend.

    The day before on a Tuesday, Wednesday, Friday and Saturday, else the day after,
    which is how it was announced since 2021.

    >>> [str(_beside_national_day(year)) for year in (2027, 2028, 2030, 2033)]
    ['2027-09-03', '2028-09-01', '2030-09-03', '2033-09-01']
    """
    weekday = date(year, 9, 2).weekday()
    return date(year, 9, 1 if weekday in (1, 2, 4, 5) else 3)


def _make_up(days, day, name_vi, name_en):
    """Add the next working day after *day*, which falls on a weekend."""
    free = day + timedelta(days=1)
    while free in days or free.weekday() >= 5:
        free += timedelta(days=1)
    days[free] = (f"Nghỉ bù {name_vi}", f"{name_en} (substitute day)")


def runs(days):
    """Group consecutive dates: return ``[(first, last), …]``.

    >>> runs([date(2027, 2, 5), date(2027, 2, 6), date(2027, 4, 30)])[0][1]
    datetime.date(2027, 2, 6)
    """
    result = []
    for day in sorted(days):
        if result and day - result[-1][1] == timedelta(days=1):
            result[-1] = (result[-1][0], day)
        else:
            result.append((day, day))
    return result
