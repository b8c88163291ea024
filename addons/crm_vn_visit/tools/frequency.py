"""Days on which a customer is visited. No ORM in here.

Codes as distributors in Vietnam use them: ``1.1`` to ``1.4`` once a month in that week,
``2.1`` in weeks 1 and 3, ``2.2`` in weeks 2 and 4, ``4`` every week, ``8`` twice,
``12`` three times and ``24`` six times a week, ``weeks`` every so many weeks.
"""

from datetime import date, timedelta

WEEKS_OF_MONTH = {
    "1.1": (1,),
    "1.2": (2,),
    "1.3": (3,),
    "1.4": (4,),
    "2.1": (1, 3),
    "2.2": (2, 4),
}
#: days after the line's weekday
EACH_WEEK = {"4": (0,), "8": (0, 3), "12": (0, 2, 4), "24": (0, 1, 2, 3, 4, 5)}
CODES = (*WEEKS_OF_MONTH, *EACH_WEEK, "weeks")
#: days between two visits, to tell how overdue one is
INTERVALS = {
    **dict.fromkeys(("1.1", "1.2", "1.3", "1.4"), 28),
    **dict.fromkeys(("2.1", "2.2"), 14),
    "4": 7,
    "8": 3.5,
    "12": 7 / 3,
    "24": 7 / 6,
}
#: Monday from which weeks are counted for ``weeks``
EPOCH = date(2024, 1, 1)


def get_days(code, weekday, date_from, date_to, weeks=1):
    """Return the days of a period on which a customer is due.

    :param str code: one of :data:`CODES`
    :param int weekday: 0 for Monday to 6 for Sunday
    :param date date_from, date_to: both inclusive
    :param int weeks: for ``weeks``, every so many

    >>> february = date(2027, 2, 1), date(2027, 2, 28)
    >>> [day.day for day in get_days("1.1", 0, *february)]
    [1]
    >>> [day.day for day in get_days("2.2", 2, *february)]
    [10, 24]
    >>> [day.day for day in get_days("4", 4, *february)]
    [5, 12, 19, 26]
    >>> [day.day for day in get_days("8", 0, date(2027, 2, 1), date(2027, 2, 14))]
    [1, 4, 8, 11]
    >>> len(get_days("24", 0, *february)), len(get_days("12", 0, *february))
    (24, 12)
    >>> [day.day for day in get_days("weeks", 0, *february, 2)]
    [8, 22]
    """
    days = []
    day = date_from
    while day <= date_to:
        if _is_due(code, weekday, day, weeks):
            days.append(day)
        day += timedelta(days=1)
    return days


def _is_due(code, weekday, day, weeks):
    if code in EACH_WEEK:
        return (day.weekday() - weekday) % 7 in EACH_WEEK[code]
    if day.weekday() != weekday:
        return False
    if code in WEEKS_OF_MONTH:
        return (day.day - 1) // 7 + 1 in WEEKS_OF_MONTH[code]
    return (day - EPOCH).days // 7 % max(weeks, 1) == 0


def get_interval(code, weeks=1):
    """Return the days between two visits.

    >>> get_interval("2.1"), get_interval("weeks", 6)
    (14, 42)
    """
    return INTERVALS.get(code) or 7 * max(weeks, 1)
