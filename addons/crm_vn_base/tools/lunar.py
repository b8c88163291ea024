"""The Vietnamese lunar calendar.

Months begin on the day of the new moon as seen at UTC+7; the month that holds the
winter solstice is the 11th; in a year of 13 months the first one without a principal
solar term is the leap month. New moons and the sun's longitude follow the series in
Jean Meeus, *Astronomical Algorithms* (chapters 25 and 49), shortened to what decides
the day between 1900 and 2100.
"""

import math
from datetime import date, timedelta
from functools import lru_cache

HOURS = 7  # of Vietnam before UTC
MONTH = 29.530588853  # mean length of a lunation, days
EPOCH = 2415020.75933  # Julian day of the new moon number 0, January 1900
ORDINAL = 1721424.5  # Julian day of the midnight before date.fromordinal(0) ends


def _sin(degrees):
    return math.sin(math.radians(degrees % 360))


@lru_cache(maxsize=4096)
def new_moon(number):
    """Return the day in Vietnam of new moon *number*, counted from January 1900.

    >>> new_moon(1572)
    datetime.date(2027, 2, 6)
    """
    t = number / 1236.85
    mean = EPOCH + MONTH * number + 0.0001178 * t**2
    sun = 359.2242 + 29.10535608 * number
    moon = 306.0253 + 385.81691806 * number
    node = 21.2964 + 390.67050646 * number
    correction = (
        (0.1734 - 0.000393 * t) * _sin(sun)
        + 0.0021 * _sin(2 * sun)
        - 0.4068 * _sin(moon)
        + 0.0161 * _sin(2 * moon)
        - 0.0004 * _sin(3 * moon)
        + 0.0104 * _sin(2 * node)
        - 0.0051 * _sin(sun + moon)
        - 0.0074 * _sin(sun - moon)
        - 0.0006 * _sin(2 * node + moon)
        + 0.0010 * _sin(2 * node - moon)
        + 0.0005 * _sin(sun + 2 * moon)
    )
    # dynamical time runs ahead of the clock
    ahead = -0.000278 + 0.000265 * t + 0.000262 * t**2
    instant = mean + correction - ahead + HOURS / 24
    return date.fromordinal(math.floor(instant - ORDINAL))


def solar_term(day):
    """Return in which twelfth of its way the sun stands when *day* begins: 0 to 11.

    0 begins at the vernal equinox, 9 at the winter solstice.
    """
    t = (day.toordinal() + ORDINAL - HOURS / 24 - 2451545.0) / 36525
    anomaly = 357.52910 + 35999.05030 * t
    longitude = (
        280.46645
        + 36000.76983 * t
        + (1.914600 - 0.004817 * t) * _sin(anomaly)
        + 0.019993 * _sin(2 * anomaly)
    )
    return int(longitude % 360 // 30)


def _moon_on_or_before(day):
    """Return the number of the last new moon not after *day*."""
    number = int((day.toordinal() + ORDINAL - EPOCH) / MONTH) + 1
    while new_moon(number) > day:
        number -= 1
    return number


@lru_cache(maxsize=512)
def _eleventh(year):
    """Return the number of the new moon that begins month 11 of *year*."""
    number = _moon_on_or_before(date(year, 12, 31))
    if solar_term(new_moon(number)) >= 9:
        number -= 1
    return number


@lru_cache(maxsize=512)
def _leap(first):
    """Return how many months after month 11 the leap month comes."""
    for offset in range(1, 14):
        here, after = new_moon(first + offset), new_moon(first + offset + 1)
        if solar_term(here) == solar_term(after):
            return offset
    raise ValueError("No leap month in a year of 13 months")


def to_lunar(day):
    """Return (year, month, day of the month, leap) of a solar date.

    >>> to_lunar(date(2027, 2, 8))
    (2027, 1, 3, False)
    >>> to_lunar(date(2025, 7, 25))
    (2025, 6, 1, True)
    """
    number = _moon_on_or_before(day)
    year = day.year + 1
    if number < _eleventh(day.year):
        year -= 1
    first, last = _eleventh(year - 1), _eleventh(year)
    offset = number - first
    leap = False
    if last - first == 13:
        gap = _leap(first)
        leap = offset == gap
        if offset >= gap:
            offset -= 1
    month = (offset + 10) % 12 + 1
    lunar_year = year - 1 if month >= 11 else year
    return lunar_year, month, (day - new_moon(number)).days + 1, leap


def to_solar(year, month, day, leap=False):
    """Return the solar date of a lunar one.

    A leap month that *year* does not have gives the plain month; day 30 of a month
    of 29 days gives the 29th.

    >>> to_solar(2027, 1, 1)
    datetime.date(2027, 2, 6)
    >>> to_solar(2027, 3, 10)
    datetime.date(2027, 4, 16)
    """
    first = _eleventh(year if month >= 11 else year - 1)
    offset = month - 11 if month >= 11 else month + 1
    following = _eleventh(year + 1 if month >= 11 else year)
    if following - first == 13:
        gap = _leap(first)
        if offset >= gap or (leap and offset == gap - 1):
            offset += 1
    start = new_moon(first + offset)
    length = (new_moon(first + offset + 1) - start).days
    return start + timedelta(days=min(day, length) - 1)
