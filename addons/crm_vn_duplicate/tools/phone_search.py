"""What somebody means who types a phone number into a search, without the ORM."""

import re
import unicodedata

from .phone_numbers import COUNTRY_CODE, normalize

MIN_DIGITS = 4
_NUMBER = re.compile(r"[\d\s.,+()/\-]+")


def wanted(text):
    """Return (whole number, part of one) that *text* looks for, else None.

    The number is in E.164 form, ``""`` when the digits are no whole number; the part
    is without what is written before it in many ways (0, +84, 0084).

    >>> wanted("0912.345.678"), wanted("+84 912 345 678")
    (('+84912345678', '912345678'), ('+84912345678', '912345678'))
    >>> wanted("84912345678"), wanted("0084 912345678")
    (('+84912345678', '912345678'), ('+84912345678', '912345678'))
    >>> wanted("0168 123 4567")
    ('+84381234567', '1681234567')
    >>> wanted("345 678"), wanted("0912345")
    (('', '345678'), ('', '912345'))
    >>> wanted("123"), wanted("Công ty 268"), wanted(""), wanted(None)
    (None, None, None, None)
    """
    text = unicodedata.normalize("NFKC", text or "").strip()
    if not _NUMBER.fullmatch(text):
        return None
    digits = re.sub(r"\D", "", text)
    if len(digits) < MIN_DIGITS:
        return None
    part = digits.removeprefix("00")
    if text.startswith("+") or part != digits or len(part) >= 10:
        part = part.removeprefix(COUNTRY_CODE)
    return normalize(text), part.removeprefix("0") or part
