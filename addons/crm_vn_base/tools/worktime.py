"""Deadlines counted in working time.

Working time is a list of ``(start, stop)`` moments: sorted, not overlapping. All
moments are of one kind, naive or aware. The ORM says which the intervals are (a
working calendar without its holidays); what follows from them is said here.

The week of the examples is worked 8-12 and 13-17, from Monday to Friday; day 6 of
March 2026 is a Friday.

>>> week = office_days(date(2026, 3, 2), 14)
>>> str(add_hours(datetime(2026, 3, 6, 17), 4, week))
'2026-03-09 12:00:00'
"""

from datetime import date, datetime, time, timedelta

__all__ = [
    "add_hours",
    "date",
    "hours_between",
    "is_notice_time",
    "office_days",
    "without",
]


def add_hours(start, hours, intervals):
    """Return the moment when *hours* of work are done, counted from *start*.

    :param hours: working hours, more than 0
    :param intervals: working time, far enough into the future
    :return: None when the intervals end before the hours are done

    A deadline that falls on the end of a shift stays there; it isn't moved to the
    beginning of the next one.

    >>> week = office_days(date(2026, 3, 2), 14)
    >>> str(add_hours(datetime(2026, 3, 6, 11), 4, week))
    '2026-03-06 16:00:00'
    >>> str(add_hours(datetime(2026, 3, 6, 13), 4, week))
    '2026-03-06 17:00:00'
    >>> str(add_hours(datetime(2026, 3, 7, 22, 30), 0.25, week))
    '2026-03-09 08:15:00'
    >>> add_hours(datetime(2026, 3, 6, 13), 400, week) is None
    True
    """
    left = timedelta(hours=hours)
    for begin, end in intervals:
        if end <= start:
            continue
        begin = max(begin, start)
        if end - begin >= left:
            return begin + left
        left -= end - begin
    return None


def hours_between(start, stop, intervals):
    """Return the working hours between two moments, 0 when *stop* isn't later.

    >>> week = office_days(date(2026, 3, 2), 14)
    >>> hours_between(datetime(2026, 3, 6, 16), datetime(2026, 3, 9, 9), week)
    2.0
    >>> hours_between(datetime(2026, 3, 9, 9), datetime(2026, 3, 6, 16), week)
    0.0
    """
    total = timedelta()
    for begin, end in intervals:
        begin, end = max(begin, start), min(end, stop)
        if begin < end:
            total += end - begin
    return total / timedelta(hours=1)


def without(intervals, holidays):
    """Return the working time that *holidays* leave.

    >>> day = [(8, 12), (13, 17)]
    >>> without(day, [(10, 14)])
    [(8, 10), (14, 17)]
    >>> without(day, [(0, 24)])
    []
    >>> without(day, [(9, 10), (11, 11)])
    [(8, 9), (10, 12), (13, 17)]
    """
    kept = []
    for begin, end in intervals:
        for free_from, free_to in sorted(holidays):
            if free_to <= begin or free_from >= end or free_from >= free_to:
                continue
            if begin < free_from:
                kept.append((begin, free_from))
            begin = max(begin, free_to)
            if begin >= end:
                break
        if begin < end:
            kept.append((begin, end))
    return kept


def is_notice_time(moment, hour_from, hour_to, intervals):
    """Tell whether people may be disturbed at *moment*.

    They may between two hours of the day (8.5 is half past eight), on days on
    which something is worked.

    :param intervals: working time around *moment*; None when nobody said when
        there is work: then every day will do

    >>> week = office_days(date(2026, 3, 2), 14)
    >>> is_notice_time(datetime(2026, 3, 6, 12, 30), 7.5, 18, week)
    True
    >>> is_notice_time(datetime(2026, 3, 6, 18), 7.5, 18, week)
    False
    >>> is_notice_time(datetime(2026, 3, 7, 10), 7.5, 18, week)
    False
    >>> is_notice_time(datetime(2026, 3, 7, 10), 7.5, 18, None)
    True
    """
    hour = moment.hour + moment.minute / 60
    if not hour_from <= hour < hour_to:
        return False
    if intervals is None:
        return True
    day = moment.date()
    return any(begin.date() <= day <= end.date() for begin, end in intervals)


def office_days(first, days):
    """Return 8-12 and 13-17 of the weekdays among *days* days from *first*.

    >>> len(office_days(date(2026, 3, 2), 7))
    10
    """
    intervals = []
    for number in range(days):
        day = first + timedelta(days=number)
        if day.weekday() < 5:
            for begin, end in ((8, 12), (13, 17)):
                intervals.append(
                    (
                        datetime.combine(day, time(begin)),
                        datetime.combine(day, time(end)),
                    )
                )
    return intervals
