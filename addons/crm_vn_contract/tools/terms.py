"""Arithmetic of contract terms, without the ORM.

A term is the pair (first day, last day), both of them part of the contract: a
contract that ends on the 31st is in force on the 31st and expired on the 1st.
"""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

ONE_DAY = timedelta(days=1)


def renewed_term(start, end):
    """Return the term that follows a term without a gap or an overlap.

    It is as long as the old one, in whole months where that fits.

    :param date start: first day of the old term; None when it is not known
    :param date end: last day of the old term
    :return: (first day, last day); the last day is None without a *start*

    >>> from datetime import date
    >>> renewed_term(date(2026, 1, 1), date(2026, 12, 31))
    (datetime.date(2027, 1, 1), datetime.date(2027, 12, 31))
    >>> renewed_term(date(2026, 1, 31), date(2026, 2, 27))
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 27))
    >>> renewed_term(date(2027, 3, 1), date(2028, 2, 29))
    (datetime.date(2028, 3, 1), datetime.date(2029, 2, 28))
    >>> renewed_term(None, date(2026, 12, 31))
    (datetime.date(2027, 1, 1), None)
    """
    new_start = end + ONE_DAY
    if not start or start > end:
        return new_start, None
    length = relativedelta(new_start, start)
    return new_start, max(new_start + length - ONE_DAY, new_start)


def continuity_days(previous_end, start):
    """Return the days between two terms: 0 when one follows the other.

    :return: more than 0 = days without a contract, less than 0 = days with two

    >>> from datetime import date
    >>> continuity_days(date(2026, 12, 31), date(2027, 1, 1))
    0
    >>> continuity_days(date(2026, 12, 31), date(2027, 1, 4))
    3
    >>> continuity_days(date(2026, 12, 31), date(2026, 12, 30))
    -2
    """
    return (start - previous_end).days - 1


def due_steps(ladder, end, today, sent=()):
    """Return the steps of a reminder ladder to send, widest first.

    A step of N days is open from N days before the last day until the last day
    itself, so that a missed day is caught up. All open steps go out together.

    :param ladder: numbers of days before the end
    :param sent: the steps that went out before

    >>> from datetime import date
    >>> end = date(2026, 12, 31)
    >>> due_steps([60, 30, 7], end, date(2026, 10, 31))
    []
    >>> due_steps([60, 30, 7], end, date(2026, 11, 1))
    [60]
    >>> due_steps([60, 30, 7], end, date(2026, 12, 4), sent=[60])
    [30]
    >>> due_steps([60, 30, 7], end, date(2026, 12, 31))
    [60, 30, 7]
    >>> due_steps([60, 30, 7], end, date(2027, 1, 1))
    []
    """
    left = (end - today).days
    if left < 0:
        return []
    return sorted({step for step in ladder if step >= left} - set(sent), reverse=True)


def next_step_date(ladder, end, sent=()):
    """Return the day on which the first step that did not go out opens.

    :return: None when all steps went out, or there are none

    >>> from datetime import date
    >>> next_step_date([60, 30, 7], date(2026, 12, 31))
    datetime.date(2026, 11, 1)
    >>> next_step_date([60, 30, 7], date(2026, 12, 31), sent=[60, 7])
    datetime.date(2026, 12, 1)
    >>> next_step_date([60, 30, 7], date(2026, 12, 31), sent=[60, 30, 7])
    """
    left = set(ladder) - set(sent)
    return end - max(left) * ONE_DAY if left else None
