"""Arithmetic of contract terms, without the ORM.

A term is the pair (first day, last day), both of them part of the contract: a
contract that ends on the 31st is in force on the 31st and expired on the 1st.
"""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

ONE_DAY = timedelta(days=1)


def is_month_end(day):
    """Say whether *day* is the last of its month.

    >>> from datetime import date
    >>> is_month_end(date(2028, 2, 28)), is_month_end(date(2028, 2, 29))
    (False, True)
    """
    return (day + ONE_DAY).day == 1


def whole_months(start, end):
    """Return how many whole months a term is long, 0 when it is no whole number.

    A term that runs to the end of a month, and began on the last day of a month or on
    a day that its last month does not have to spare, is counted from month to month:
    31 March to 30 June are three months, as 1 April to 30 June are.

    :param date start: first day
    :param date end: last day

    >>> from datetime import date
    >>> whole_months(date(2026, 1, 15), date(2026, 4, 14))
    3
    >>> whole_months(date(2026, 3, 31), date(2026, 6, 30))
    3
    >>> whole_months(date(2028, 2, 29), date(2029, 2, 28))
    12
    >>> whole_months(date(2026, 1, 15), date(2026, 4, 20))
    0
    """
    between = (end.year - start.year) * 12 + end.month - start.month
    if is_month_end(end) and (is_month_end(start) or start.day >= end.day):
        return between
    length = relativedelta(end + ONE_DAY, start)
    return 0 if length.days else length.years * 12 + length.months


def renewed_term(start, end):
    """Return the term that follows a term without a gap or an overlap.

    It is as long as the old one, in whole months where that fits; a term of whole
    months that runs to the end of a month is renewed to the end of a month.

    :param date start: first day of the old term; None when it is not known
    :param date end: last day of the old term
    :return: (first day, last day); the last day is None without a *start*

    >>> from datetime import date
    >>> renewed_term(date(2026, 1, 1), date(2026, 12, 31))
    (datetime.date(2027, 1, 1), datetime.date(2027, 12, 31))
    >>> renewed_term(date(2026, 1, 31), date(2026, 2, 27))
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 27))
    >>> renewed_term(date(2026, 3, 31), date(2026, 6, 30))
    (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
    >>> renewed_term(date(2027, 3, 1), date(2028, 2, 29))
    (datetime.date(2028, 3, 1), datetime.date(2029, 2, 28))
    >>> renewed_term(date(2028, 2, 29), date(2029, 2, 28))
    (datetime.date(2029, 3, 1), datetime.date(2030, 2, 28))
    >>> renewed_term(None, date(2026, 12, 31))
    (datetime.date(2027, 1, 1), None)
    """
    new_start = end + ONE_DAY
    if not start or start > end:
        return new_start, None
    months = whole_months(start, end)
    length = relativedelta(months=months) if months else relativedelta(new_start, start)
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


def open_steps(ladder, sent):
    """Return the steps that are still to be sent: narrower than all that were.

    A ladder that is made wider later reminds nobody a second time: who was told 30
    days before need not be told "60 days before" after that.

    >>> open_steps([60, 30, 7], [])
    [7, 30, 60]
    >>> open_steps([60, 30, 7], [30])
    [7]
    """
    narrowest = min(sent, default=None)
    return sorted(step for step in set(ladder) if narrowest is None or step < narrowest)


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
    >>> due_steps([90, 60, 30], end, date(2026, 12, 31), sent=[60])
    [30]
    >>> due_steps([60, 30, 7], end, date(2027, 1, 1))
    []
    """
    left = (end - today).days
    if left < 0:
        return []
    due = [step for step in open_steps(ladder, sent) if step >= left]
    return sorted(due, reverse=True)


def next_step_date(ladder, end, sent=()):
    """Return the day on which the first step that did not go out opens.

    :return: None when all steps went out, or there are none

    >>> from datetime import date
    >>> next_step_date([60, 30, 7], date(2026, 12, 31))
    datetime.date(2026, 11, 1)
    >>> next_step_date([60, 30, 7], date(2026, 12, 31), sent=[60])
    datetime.date(2026, 12, 1)
    >>> next_step_date([60, 30, 7], date(2026, 12, 31), sent=[60, 7])
    >>> next_step_date([60, 30, 7], date(2026, 12, 31), sent=[60, 30, 7])
    """
    left = open_steps(ladder, sent)
    return end - max(left) * ONE_DAY if left else None
