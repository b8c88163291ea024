"""Numbers that an SMS can reach. No ORM in here."""

import re

#: mobile numbers of Vietnam since 2018, as +84 and nine digits
_MOBILE = re.compile(r"\+84(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}")
_FOREIGN = re.compile(r"\+(?!84)[1-9]\d{6,14}")


def is_reachable(number):
    """Tell whether a number in E.164 form is one of a mobile phone, as far as known.

    Numbers of other countries are taken as they are.

    >>> is_reachable("+84912345678"), is_reachable("+842838291234")
    (True, False)
    >>> is_reachable("+14155550100"), is_reachable("abc"), is_reachable(False)
    (True, False, False)
    """
    number = number or ""
    return bool(_MOBILE.fullmatch(number) or _FOREIGN.fullmatch(number))


def spell(number, form):
    """Return a number in E.164 form as a gateway wants it.

    :param str form: ``national`` (0912345678), ``plain`` (84912345678) or ``plus``

    >>> [spell("+84912345678", form) for form in ("national", "plain", "plus")]
    ['0912345678', '84912345678', '+84912345678']
    >>> spell("+14155550100", "national")
    '0014155550100'
    """
    if form == "plus":
        return number
    if form == "plain":
        return number[1:]
    return f"0{number[3:]}" if number.startswith("+84") else f"00{number[1:]}"
