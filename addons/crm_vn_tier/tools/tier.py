"""The arithmetic of tiers, without the ORM.

A *fact* is a pair (day, amount): a confirmed order, a credit note (negative) or a paid
invoice. A *rule* is a tier's window in months, its entry and its keep threshold.
Tiers are counted from 1, the lowest; 0 is no tier. The review in SQL follows these
functions, and the tests compare the two.
"""

from collections import namedtuple
from datetime import timedelta

from dateutil.relativedelta import relativedelta

Rule = namedtuple("Rule", "months entry keep")


def window_start(day, months):
    """Return the last day that is too old for the window that ends on *day*.

    >>> from datetime import date
    >>> window_start(date(2026, 11, 23), 12)
    datetime.date(2025, 11, 23)
    >>> window_start(date(2024, 2, 29), 12), window_start(date(2025, 2, 28), 12)
    (datetime.date(2023, 2, 28), datetime.date(2024, 2, 28))
    """
    return day - relativedelta(months=months)


def window_value(facts, day, months):
    """Return the sum of the *facts* in the window that ends on *day*.

    >>> from datetime import date
    >>> facts = [(date(2024, 2, 29), 5), (date(2024, 2, 28), 7), (date(2025, 3, 1), 1)]
    >>> window_value(facts, date(2025, 2, 28), 12)
    5
    """
    start = window_start(day, months)
    return sum(amount for fact_day, amount in facts if start < fact_day <= day)


def target(values, rules, base, *, review=True, floor=0):
    """Return the tier that somebody belongs into.

    :param values: for each rule, what the customer reaches
    :param base: the tier held since the last review: kept at its keep threshold
    :param review: a review may lower the base; between two reviews it stays
    :param floor: the tier that a lock holds the customer in at least

    >>> rules = [Rule(12, 200, 150), Rule(12, 500, 400)]
    >>> [target([value] * 2, rules, 0) for value in (199, 200, 499, 500)]
    [0, 1, 1, 2]
    >>> [target([value] * 2, rules, 2) for value in (149, 150, 399, 400)]
    [0, 1, 1, 2]
    >>> target([0, 0], rules, 2, review=False), target([0, 0], rules, 2, floor=2)
    (2, 2)
    """
    held = 0 if review else base
    for rank, (value, rule) in enumerate(zip(values, rules, strict=True), 1):
        if value >= rule.entry or (rank <= base and value >= rule.keep):
            held = max(held, rank)
    return max(held, floor)


def kept_until(facts, day, rule):
    """Return the last day of an unbroken stay above keep if nothing more happens.

    :return: a date from *day* on, or None when the tier isn't kept on *day*, or is
        kept for ever

    >>> from datetime import date
    >>> facts = [(date(2026, 1, 1), 300), (date(2026, 6, 30), 200)]
    >>> kept_until(facts, date(2026, 11, 23), Rule(12, 500, 400))
    datetime.date(2026, 12, 31)
    >>> kept_until(facts, date(2026, 11, 23), Rule(12, 500, 200))
    datetime.date(2027, 6, 29)
    >>> kept_until(facts, date(2026, 11, 23), Rule(12, 900, 800))
    """
    if rule.keep <= 0 or window_value(facts, day, rule.months) < rule.keep:
        return None
    for fact_day, _amount in sorted(facts):
        # the first days on which this fact may be too old
        gone = fact_day + relativedelta(months=rule.months)
        while window_start(gone, rule.months) < fact_day:
            gone += timedelta(days=1)
        if gone > day and window_value(facts, gone, rule.months) < rule.keep:
            return gone - timedelta(days=1)
    return None
