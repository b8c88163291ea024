"""Days of a company: its time zone, and the hours somebody works on each."""

from datetime import datetime, timedelta

import pytz

#: of a company that nobody told where it is
VIETNAM = "Asia/Ho_Chi_Minh"
#: what Odoo puts into new working hours by itself: nobody chose it
UNCHOSEN = {"UTC", "Etc/UTC", "Etc/GMT", "GMT", "Europe/Brussels"}
OFFICE_HOURS = ((8.0, 12.0), (13.0, 17.0))


def company_zone(calendar=None, seat=None, country=None):
    """Return the name of the zone whose days a company counts in.

    That of its working hours, else of its address. UTC is no answer, and
    Europe/Brussels, in which Odoo's own working hours stand, only where the country
    doesn't say otherwise. A country of one zone answers by itself.

    :param calendar: zone of the working hours
    :param seat: zone of the company's contact
    :param country: code of the country of its address, such as ``VN``

    >>> company_zone("UTC"), company_zone("Asia/Tokyo", "Europe/Paris", "VN")
    ('Asia/Ho_Chi_Minh', 'Asia/Tokyo')
    >>> company_zone("UTC", "Europe/Paris"), company_zone("UTC", None, "JP")
    ('Europe/Paris', 'Asia/Tokyo')
    >>> company_zone("Europe/Brussels", None, "VN")
    'Asia/Ho_Chi_Minh'
    >>> company_zone("Europe/Brussels", "Europe/Brussels", "BE")
    'Europe/Brussels'
    >>> company_zone("Europe/Brussels"), company_zone("Europe/Brussels", None, "US")
    ('Europe/Brussels', 'Europe/Brussels')
    """
    local = pytz.country_timezones.get(country or "") or []
    only = local[0] if len(local) == 1 else None
    chosen = [zone for zone in (calendar, seat) if zone and zone not in UNCHOSEN]
    if chosen:
        return chosen[0]
    if only:
        return only
    return "Europe/Brussels" if "Europe/Brussels" in (calendar, seat) else VIETNAM


def week_parity(day):
    """Return which of two alternating weeks *day* lies in, as Odoo counts them.

    >>> from datetime import date
    >>> week_parity(date(2026, 12, 12)), week_parity(date(2026, 12, 19))
    (0, 1)
    """
    return (day.toordinal() - 1) // 7 % 2


def office_week():
    """Return the hours of an office, Monday to Friday: see :func:`working_hours`."""
    return {
        (parity, weekday): list(OFFICE_HOURS)
        for parity in range(2)
        for weekday in range(5)
    }


def every_day():
    """Return the hours of an office that never rests, to tell holidays by."""
    return {
        (parity, weekday): list(OFFICE_HOURS)
        for parity in range(2)
        for weekday in range(7)
    }


def working_hours(first, last, week, off=()):
    """Return the working days of a period, each with the hours that are left.

    A day counts when at least half of its hours is left by the days off: half a
    holiday leaves a day on which one can call a customer.

    :param date first, last: both inclusive
    :param week: hours of each (parity, weekday), a list of (from, to) in hours
    :param off: (begin, until) of days off, local and naive
    :return: dict of days, in their order, to lists of (begin, until), local and naive

    >>> from datetime import date
    >>> tet = [(datetime(2027, 2, 4), datetime(2027, 2, 10, 23, 59, 59))]
    >>> [day.day for day in working_hours(
    ...     date(2027, 2, 1), date(2027, 2, 12), office_week(), tet)]
    [1, 2, 3, 11, 12]
    >>> morning = [(datetime(2027, 2, 1, 7), datetime(2027, 2, 1, 12))]
    >>> monday = date(2027, 2, 1)
    >>> [begin.hour for begin, until in working_hours(
    ...     monday, monday, office_week(), morning)[monday]]
    [13]
    """
    days = {}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        midnight = datetime.combine(day, datetime.min.time())
        usual = [
            (midnight + timedelta(hours=start), midnight + timedelta(hours=stop))
            for start, stop in week.get((week_parity(day), day.weekday()), ())
        ]
        left = usual
        for begin, until in off:
            if begin < midnight + timedelta(days=1) and until > midnight:
                left = _without(left, begin, until)
        if left and 2 * _length(left) >= _length(usual):
            days[day] = left
    return days


def _without(hours, begin, until):
    parts = [
        part
        for start, stop in hours
        for part in ((start, min(stop, begin)), (max(start, until), stop))
    ]
    return [(start, stop) for start, stop in parts if start < stop]


def _length(hours):
    return sum((stop - start for start, stop in hours), timedelta())
