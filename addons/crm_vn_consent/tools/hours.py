"""Hours in which a channel may be used. No ORM in here."""

from datetime import datetime, timedelta

#: days looked ahead for the next allowed moment
HORIZON_DAYS = 8


def is_open(local, windows):
    """Tell whether a local moment lies in every window.

    :param datetime local: moment on the company's clock
    :param windows: ``(from, to)`` in hours after midnight; the end is not part of it

    >>> is_open(datetime(2026, 7, 1, 6, 59), [(7, 22)])
    False
    >>> is_open(datetime(2026, 7, 1, 7), [(7, 22)])
    True
    >>> is_open(datetime(2026, 7, 1, 21, 59), [(7, 22)])
    True
    >>> is_open(datetime(2026, 7, 1, 22), [(7, 22)])
    False
    >>> is_open(datetime(2026, 7, 1, 23), [])
    True
    >>> is_open(datetime(2026, 7, 1, 23, 30), [(0, 24)])
    True
    """
    hour = local.hour + local.minute / 60 + local.second / 3600
    return all(begin <= hour < end for begin, end in windows)


def next_open(local, windows_of):
    """Return the first moment from *local* on that lies in every window of its day.

    :param datetime local: naive moment on the company's clock
    :param windows_of: function of a date that returns the day's windows
    :return: naive local datetime, or None when no day of the next week has one

    >>> next_open(datetime(2026, 7, 1, 18, 10), lambda day: [(8, 17)])
    datetime.datetime(2026, 7, 2, 8, 0)
    >>> next_open(datetime(2026, 7, 1, 6), lambda day: [(7, 22), (8.5, 20)])
    datetime.datetime(2026, 7, 1, 8, 30)
    >>> next_open(datetime(2026, 7, 1, 9), lambda day: [(7, 22)])
    datetime.datetime(2026, 7, 1, 9, 0)
    >>> next_open(datetime(2026, 7, 1, 9), lambda day: [(7, 8), (9, 10)]) is None
    True
    """
    for number in range(HORIZON_DAYS):
        midnight = datetime.combine(
            local.date() + timedelta(days=number), datetime.min.time()
        )
        windows = windows_of(midnight.date())
        begin = max((window[0] for window in windows), default=0)
        end = min((window[1] for window in windows), default=24)
        moment = max(local, midnight + timedelta(hours=begin))
        if begin < end and moment < midnight + timedelta(hours=end):
            return moment
    return None


def first_free(moments, cap, moment, period=timedelta(hours=24)):
    """Return from when on one more contact fits under a cap.

    :param moments: sorted moments of the contacts that were
    :param int cap: how many fit into *period*; 0 is no cap
    :return: *moment* or the later one at which the cap is free again

    >>> day = datetime(2026, 7, 1)
    >>> times = [day + timedelta(hours=hour) for hour in (8, 9, 10)]
    >>> first_free(times, 3, day + timedelta(hours=11)).isoformat()
    '2026-07-02T08:00:00'
    >>> first_free(times, 4, day + timedelta(hours=11)).isoformat()
    '2026-07-01T11:00:00'
    >>> first_free(times, 3, day + timedelta(hours=32)).isoformat()
    '2026-07-02T08:00:00'
    """
    inside = [one for one in moments if moment - period < one <= moment]
    if not cap or len(inside) < cap:
        return moment
    return inside[len(inside) - cap] + period
