"""Which birthdays are celebrated on a day, by the sun and by the moon.

A birthday is a key ``(lunar, leap, month, day)``. Who was born on 29 February
celebrates on the 28th in other years; on day 30 of a lunar month of 29 days, on the
29th; in a leap month that the year does not have, in the plain month.
"""

import calendar
from datetime import timedelta

from odoo.addons.crm_vn_base.tools.lunar import to_lunar, to_solar


def celebrated(day):
    """Return the birthdays that fall on *day*: {key: years count from this year}.

    >>> from datetime import date
    >>> celebrated(date(2027, 2, 28))[False, False, 2, 29]
    2027
    >>> (False, False, 2, 29) in celebrated(date(2028, 2, 28))
    False
    >>> celebrated(date(2027, 2, 6))[True, False, 1, 1]
    2027
    >>> celebrated(date(2026, 2, 16))[True, False, 12, 30]
    2025
    """
    keys = {(False, False, day.month, day.day): day.year}
    if (day.month, day.day) == (2, 28) and not calendar.isleap(day.year):
        keys[False, False, 2, 29] = day.year
    year, month, number, leap = to_lunar(day)
    ends = number == 29 and to_lunar(day + timedelta(days=1))[2] == 1
    has_leap = to_solar(year, month, 1, True) != to_solar(year, month, 1)
    for there in {leap, leap or not has_leap}:
        keys[True, there, month, number] = year
        if ends:
            keys[True, there, month, 30] = year
    return keys


def fault(lunar, leap, month, day, year=0):
    """Return what is wrong with a birthday: a word, or None.

    >>> fault(False, False, 2, 30), fault(True, False, 2, 30)
    ('day', None)
    >>> fault(False, True, 2, 3), fault(False, False, 13, 1)
    ('leap', 'month')
    """
    if not 1 <= month <= 12:
        return "month"
    longest = 30 if lunar else calendar.monthrange(2028, month)[1]
    if not 1 <= day <= longest:
        return "day"
    if leap and not lunar:
        return "leap"
    if year and not 1850 <= year <= 2150:
        return "year"
    return None


def days_ahead(today, number):
    """Return today and the days after it, *number* in all.

    >>> from datetime import date
    >>> days_ahead(date(2027, 12, 31), 2)
    [datetime.date(2027, 12, 31), datetime.date(2028, 1, 1)]
    """
    return [today + timedelta(days=offset) for offset in range(number)]
