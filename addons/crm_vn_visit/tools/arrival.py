"""When one arrives at a stop. No ORM in here."""

from datetime import time, timedelta


def at(moment, hour):
    """Return an hour of the day of *moment*, in its time zone.

    >>> from datetime import datetime
    >>> at(datetime(2027, 2, 1, 15, 20), 8.5)
    datetime.datetime(2027, 2, 1, 8, 30)
    """
    midnight = moment.combine(moment.date(), time(), moment.tzinfo)
    return midnight + timedelta(minutes=round(hour * 60))


def reach(moment, km, speed, hour=None):
    """Return when a visit begins for which one sets off at *moment*.

    :param float speed: km an hour
    :param float hour: the customer expects nobody before it

    >>> from datetime import datetime
    >>> reach(datetime(2027, 2, 1, 8, 30), 5, 20)
    datetime.datetime(2027, 2, 1, 8, 45)
    >>> reach(datetime(2027, 2, 1, 8, 30), 5, 20, 10)
    datetime.datetime(2027, 2, 1, 10, 0)
    """
    moment += timedelta(hours=km / max(speed, 1))
    return moment if hour is None else max(moment, at(moment, hour))
