"""How much time is left, in the largest unit that says enough; without the ORM."""

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def parts(seconds):
    """Return (unit, number) of a time that is left, or past when it is negative.

    Units are ``day``, ``hour`` and ``minute``; what is past or left is rounded down,
    so that nobody is promised more than there is.

    >>> parts(2 * DAY + 5 * HOUR), parts(5 * HOUR + 59), parts(90)
    (('day', 2), ('hour', 5), ('minute', 1))
    >>> parts(-3 * HOUR), parts(0), parts(-59)
    (('hour', 3), ('minute', 0), ('minute', 0))
    """
    seconds = abs(int(seconds))
    for unit, size in (("day", DAY), ("hour", HOUR)):
        if seconds >= size:
            return unit, seconds // size
    return "minute", seconds // MINUTE
