"""When care falls due: arithmetic on dates, without the ORM.

A date is the base date plus a delay, then the off-day policy, then the cap on how
many a person gets on one day. ``is_off`` is any function that says of a date whether
nobody works then.
"""

from collections import defaultdict
from datetime import timedelta

from dateutil.relativedelta import relativedelta

NEXT, PREVIOUS, KEEP = "next", "previous", "keep"
# a calendar without a working day in a year has none at all
HORIZON = 366


class NoWorkingDay(ValueError):
    """The calendar has no working day for a whole year."""


def add_delay(base, count, unit, *, before=False):
    """Return *base* plus *count* units; a month's end stays a month's end.

    :param unit: ``days``, ``weeks`` or ``months``
    :param before: count backwards

    >>> from datetime import date
    >>> add_delay(date(2026, 1, 31), 1, "months")
    datetime.date(2026, 2, 28)
    >>> add_delay(date(2026, 12, 1), 5, "days")
    datetime.date(2026, 12, 6)
    """
    delay = relativedelta(**{unit: count})
    return base - delay if before else base + delay


def working_day(day, is_off, step=1):
    """Return *day*, or the nearest working day in the direction of *step*.

    :raise NoWorkingDay: when there is none within a year
    """
    for _attempt in range(HORIZON):
        if not is_off(day):
            return day
        day += timedelta(days=step)
    raise NoWorkingDay(day)


def apply_policy(day, policy, is_off, today=None):
    """Return where *day* moves under an off-day policy.

    :param today: a day that is not past is moved to today at the earliest

    >>> from datetime import date
    >>> weekend = lambda day: day.weekday() >= 5
    >>> apply_policy(date(2026, 12, 6), "next", weekend)
    datetime.date(2026, 12, 7)
    >>> apply_policy(date(2026, 12, 6), "previous", weekend)
    datetime.date(2026, 12, 4)
    >>> apply_policy(date(2026, 12, 6), "keep", weekend)
    datetime.date(2026, 12, 6)
    >>> apply_policy(date(2026, 12, 6), "previous", weekend, date(2026, 12, 6))
    datetime.date(2026, 12, 6)
    """
    if policy == KEEP:
        return day
    moved = working_day(day, is_off, 1 if policy == NEXT else -1)
    return max(moved, today) if today and day >= today else moved


def spread(items, cap, load, is_off):
    """Return ``{key: date}`` with at most *cap* items per person and day.

    The surplus of a day moves to the next working day with room. Lines of one group
    (the same customer and schedule) keep their order: none falls before the one that
    comes before it. First come, first served: by wished date, then as given.

    :param items: list of ``(key, group, person, date)``, a group's lines in order
    :param cap: highest number per person and day; 0 for no limit
    :param load: ``{(person, date): number}`` of what is planned already
    :raise NoWorkingDay: when no day has room within a year

    >>> from datetime import date
    >>> day = date(2027, 2, 11)
    >>> items = [(n, n, "Lan", day) for n in range(3)]
    >>> moved = spread(items, 2, {}, lambda day: day.weekday() >= 5)
    >>> [str(moved[n]) for n in range(3)]
    ['2027-02-11', '2027-02-11', '2027-02-12']
    """
    taken = defaultdict(int, load)
    last, result = {}, {}
    pending = _in_order(items)
    for key, group, person, wished in pending:
        day = max(wished, last.get(group, wished))
        if cap and person:
            for _attempt in range(HORIZON):
                if taken[person, day] < cap:
                    break
                day = working_day(day + timedelta(days=1), is_off)
            else:
                raise NoWorkingDay(day)
        taken[person, day] += 1
        last[group] = result[key] = day
    return result


def _in_order(items):
    """Sort by date, yet never a line before an earlier one of its group."""
    reached, keyed = {}, []
    for number, item in enumerate(items):
        group, day = item[1], item[3]
        reached[group] = max(day, reached.get(group, day))
        keyed.append((reached[group], number, item))
    keyed.sort(key=lambda entry: entry[:2])
    return [item for _day, _number, item in keyed]
