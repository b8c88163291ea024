"""Kinds of arguments that methods take from other programs. No ORM in here."""

import math
from datetime import date

#: the largest number that a column holds
LARGEST = 2**31 - 1
#: so many days from today are planned at most
FARTHEST_DAYS = 36_500


def _is_text(value):
    return isinstance(value, str)


def _is_whole(value):
    return type(value) is int and abs(value) <= LARGEST


def _is_day(value):
    if isinstance(value, date):
        return True
    try:
        return bool(date.fromisoformat(value[:10]))
    except (TypeError, ValueError):
        return False


def _is_number(value):
    known = isinstance(value, int | float) and not isinstance(value, bool)
    return known and abs(value) <= LARGEST and math.isfinite(value)


def _is_list(value, kind=lambda _one: True):
    return isinstance(value, list | tuple) and all(map(kind, value))


KINDS = {
    "text": _is_text,
    "id": lambda value: _is_whole(value) and value > 0,
    "count": lambda value: _is_whole(value) and value >= 0,
    "days": lambda value: _is_whole(value) and abs(value) <= FARTHEST_DAYS,
    "number": _is_number,
    "day": _is_day,
    "dict": lambda value: isinstance(value, dict),
    "list": _is_list,
    "texts": lambda value: _is_list(value, _is_text),
    "numbers": lambda value: _is_list(value, _is_number),
    "ids": lambda value: _is_list(value, KINDS["id"]),
}


def fits(value, kind):
    """Tell whether a value is of a kind.

    :param value: what somebody sent
    :param str kind: one of `KINDS`; with a question mark, nothing may be sent as well

    >>> fits(7, "id"), fits("7", "id"), fits(True, "id"), fits(2**40, "id")
    (True, False, False, False)
    >>> fits(None, "id"), fits(None, "id?"), fits(False, "text?"), fits(0, "text?")
    (False, True, True, False)
    >>> fits(10.5, "number"), fits(float("nan"), "number"), fits(-40_000, "days")
    (True, False, False)
    >>> fits("2026-02-28", "day"), fits("2026-02-30", "day"), fits([1], "day")
    (True, False, False)
    >>> fits([1, 2], "ids"), fits([1.5], "ids"), fits([1.5], "numbers")
    (True, False, True)
    >>> fits(["a"], "texts"), fits([1], "texts"), fits({}, "list"), fits({}, "dict")
    (True, False, False, True)
    """
    if kind.endswith("?") and (value is None or value is False):
        return True
    return KINDS[kind.removesuffix("?")](value)
