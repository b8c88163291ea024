"""Periods of a report and what they are compared with. Both ends are included.

>>> from datetime import date
>>> today = date(2026, 11, 23)
>>> show = lambda period: " to ".join(map(str, period)) if period else period
>>> show(preset_period("this_month", today))
'2026-11-01 to 2026-11-30'
>>> show(preset_period("last_week", today))
'2026-11-16 to 2026-11-22'
"""

from datetime import date, timedelta

PRESETS = (
    "this_week",
    "last_week",
    "this_month",
    "last_month",
    "this_quarter",
    "last_quarter",
    "this_year",
    "last_year",
)
COMPARISONS = ("previous", "last_year", "none")
DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def month_start(day, months=0):
    """Return the first day of the month *months* after that of *day*.

    >>> month_start(date(2026, 1, 31), -2)
    datetime.date(2025, 11, 1)
    >>> month_start(date(2026, 12, 31), 1)
    datetime.date(2027, 1, 1)
    """
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def preset_period(preset, today, week_start=1):
    """Return the first and the last day of *preset*.

    :param preset: one of `PRESETS`
    :param today: the day in the zone of the company
    :param week_start: first day of a week, 1 for Monday to 7 for Sunday
    :raise ValueError: there is no such preset

    >>> preset_period("this_quarter", date(2026, 2, 10))
    (datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))
    >>> preset_period("last_year", date(2026, 2, 10))
    (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    >>> preset_period("this_week", date(2026, 11, 22), week_start=7)
    (datetime.date(2026, 11, 22), datetime.date(2026, 11, 28))
    """
    if preset not in PRESETS:
        raise ValueError(f"There is no period {preset!r}")
    which, unit = preset.split("_")
    if unit == "week":
        start = today - (today.isoweekday() - week_start) % 7 * DAY
        if which == "last":
            start -= 7 * DAY
        return start, start + 6 * DAY
    months = MONTHS[unit]
    start = month_start(today, -((today.month - 1) % months))
    if which == "last":
        start = month_start(start, -months)
    return start, month_start(start, months) - DAY


def whole_months(start, end):
    """Return how many whole months a period is, 0 if it isn't.

    >>> whole_months(date(2026, 1, 1), date(2026, 3, 31))
    3
    >>> whole_months(date(2026, 1, 2), date(2026, 2, 1))
    0
    """
    if start.day != 1 or (end + DAY).day != 1 or end < start:
        return 0
    after = end + DAY
    return (after.year - start.year) * 12 + after.month - start.month


def same_day(day, years=-1):
    """Return the same day of another year; 29 February becomes the 28th.

    >>> same_day(date(2024, 2, 29))
    datetime.date(2023, 2, 28)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def compared_period(start, end, comparison, today=None):
    """Return the period to compare with, None for none.

    Whole months are compared with as many whole months, other periods with as many
    days. A period that goes on is compared with the same part of the other one, so
    that a month of which ten days are over is not held against a whole one.

    :param comparison: one of `COMPARISONS`
    :param today: the day in the zone of the company, to cut what isn't over

    >>> compared_period(date(2026, 3, 1), date(2026, 3, 31), "previous")
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    >>> compared_period(date(2026, 3, 5), date(2026, 3, 9), "previous")
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 4))
    >>> compared_period(date(2024, 2, 1), date(2024, 2, 29), "last_year")
    (datetime.date(2023, 2, 1), datetime.date(2023, 2, 28))
    >>> compared_period(
    ...     date(2026, 11, 1), date(2026, 11, 30), "previous", date(2026, 11, 10)
    ... )
    (datetime.date(2026, 10, 1), datetime.date(2026, 10, 10))
    >>> compared_period(date(2026, 3, 1), date(2026, 3, 31), "none") is None
    True
    """
    if comparison == "none":
        return None
    if comparison == "last_year":
        before = same_day(start), last_of(start, end)
    elif months := whole_months(start, end):
        before = month_start(start, -months), start - DAY
    else:
        before = start - (end - start) - DAY, start - DAY
    if today is not None and start <= today < end:
        before = before[0], min(before[1], before[0] + (today - start))
    return before


def last_of(start, end):
    """Return the last day of the same period a year before.

    >>> last_of(date(2025, 2, 1), date(2025, 2, 28))
    datetime.date(2024, 2, 29)
    """
    if whole_months(start, end):
        return month_start(same_day(end), 1) - DAY
    return same_day(end)
