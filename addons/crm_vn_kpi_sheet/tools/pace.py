"""Arithmetic of employee KPI, without the ORM.

Percentages are of the target (100 = reached). Days are working days and may be
parts of one: at noon of an eight to five day, half of it is past. None stands for
"can't be said", which people see as a dash.
"""

from datetime import date, timedelta

MONTHS = {"month": 1, "quarter": 3}
FORECAST_FROM = 0.2


def period(day, kind):
    """Return the first and the last day of the period around *day*.

    :param str kind: ``month`` or ``quarter``

    >>> period(date(2027, 2, 14), "month")
    (datetime.date(2027, 2, 1), datetime.date(2027, 2, 28))
    >>> period(date(2027, 12, 31), "quarter")
    (datetime.date(2027, 10, 1), datetime.date(2027, 12, 31))
    """
    months = MONTHS[kind]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return first, following(first, kind) - timedelta(days=1)


def following(first, kind):
    """Return the first day of the next period.

    >>> following(date(2027, 1, 1), "month"), following(date(2027, 10, 1), "quarter")
    (datetime.date(2027, 2, 1), datetime.date(2028, 1, 1))
    """
    years, month = divmod(first.month - 1 + MONTHS[kind], 12)
    return date(first.year + years, month + 1, 1)


def previous(first, kind):
    """Return the first day of the period before the one that starts on *first*.

    >>> previous(date(2027, 1, 1), "month"), previous(date(2027, 4, 1), "quarter")
    (datetime.date(2026, 12, 1), datetime.date(2027, 1, 1))
    """
    return period(first - timedelta(days=1), kind)[0]


def periods(since, until, kind):
    """Return the first days of the periods from *since*'s to *until*'s.

    >>> [day.month for day in periods(date(2026, 11, 5), date(2027, 1, 1), "month")]
    [11, 12, 1]
    >>> periods(date(2027, 2, 1), date(2027, 1, 1), "month")
    []
    """
    result = []
    first = period(since, kind)[0]
    while first <= until:
        result.append(first)
        first = following(first, kind)
    return result


def percent(actual, target, direction="up"):
    """Return how far *actual* is, in percent of *target*; None without a target.

    Of a number that should be low, the target is 100 %, nothing at all 200 % and
    twice the target 0 %: a straight line that needs no division by the actual.

    >>> percent(48, 50), percent(0, 50), percent(7, 0)
    (96.0, 0.0, None)
    >>> percent(0, 5, "down"), percent(5, 5, "down"), percent(6, 5, "down")
    (200.0, 100.0, 80.0)
    >>> percent(11, 5, "down")
    0.0
    """
    if not target:
        return None
    if direction == "down":
        return max(0.0, 100.0 + 100.0 * (target - actual) / target)
    return 100.0 * actual / target


def capped(value, cap):
    """Return *value*, at most *cap*; a cap of 0 is none.

    >>> capped(150.0, 120), capped(90.0, 120), capped(150.0, 0), capped(None, 120)
    (120, 90.0, 150.0, None)
    """
    if value is None or not cap:
        return value
    return min(value, cap)


def weighted(parts):
    """Return the mean of (weight, percent) pairs; pairs without a percent are left out.

    >>> weighted([(60, 100.0), (40, 50.0)])
    80.0
    >>> weighted([(60, 100.0), (40, None)])
    100.0
    >>> weighted([(100, None)]) is None
    True
    """
    known = [(weight, value) for weight, value in parts if value is not None]
    total = sum(weight for weight, _value in known)
    return sum(weight * value for weight, value in known) / total if total else None


def elapsed(days, now):
    """Return how many of the working *days* are past at the moment *now*.

    :param days: list of working days, each a list of (start, end) intervals
    :return: number of days; a day in progress counts by its hours

    >>> from datetime import datetime as at
    >>> days = [
    ...     [
    ...         (at(2027, 2, 1, 8), at(2027, 2, 1, 12)),
    ...         (at(2027, 2, 1, 13), at(2027, 2, 1, 17)),
    ...     ],
    ...     [(at(2027, 2, 2, 8), at(2027, 2, 2, 12))],
    ... ]
    >>> elapsed(days, at(2027, 2, 1, 7)), elapsed(days, at(2027, 2, 1, 12, 30))
    (0.0, 0.5)
    >>> elapsed(days, at(2027, 2, 2, 9)), elapsed(days, at(2027, 3, 1))
    (1.25, 2.0)
    """
    result = 0.0
    for intervals in days:
        hours = sum((end - start).total_seconds() for start, end in intervals)
        past = sum(
            (min(end, now) - start).total_seconds()
            for start, end in intervals
            if start < now
        )
        result += past / hours
    return result


def expected(target, past, total):
    """Return what *past* of *total* working days should have brought.

    >>> expected(60, 5, 15), expected(60, 0, 0)
    (20.0, 60)
    """
    return target * past / total if total else target


def forecast(actual, past, total, since=FORECAST_FROM):
    """Return where *actual* leads by the end, None before there is enough to say it.

    :param since: share of the working days that has to be past

    >>> forecast(8, 2, 15) is None, forecast(8, 3, 15), forecast(8, 15, 15)
    (True, 40.0, 8.0)
    >>> forecast(8, 0, 0) is None
    True
    """
    if not total or past <= 0 or past < since * total:
        return None
    return actual * total / past


def needed(actual, target, past, total):
    """Return how much a working day has to bring from now on, None when none is left.

    >>> needed(24, 60, 6, 15), needed(70, 60, 6, 15), needed(24, 60, 15, 15)
    (4.0, 0.0, None)
    """
    left = total - past
    if left <= 0:
        return None
    return max(0.0, (target - actual) / left)


def standing(value, reference):
    """Return ``ahead``, ``on`` or ``behind``; False when it can't be said.

    On pace is everything from nine tenths of the *reference* on.

    >>> standing(50.0, 40.0), standing(37.0, 40.0), standing(20.0, 40.0)
    ('ahead', 'on', 'behind')
    >>> standing(None, 40.0)
    False
    """
    if value is None or reference is None:
        return False
    if value >= reference:
        return "ahead"
    return "on" if value >= 0.9 * reference else "behind"
