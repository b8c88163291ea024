"""How many parts a text has as SMS, and texts without accents. No ORM in here."""

import unicodedata
from typing import NamedTuple

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: these take two places
_EXTENDED = frozenset("^{}\\[~]|€\f")
#: places of a single SMS, and of each part of a longer one
PLACES = {"gsm": (160, 153), "unicode": (70, 67)}


class Measure(NamedTuple):
    """What a text costs: *alphabet* (``gsm`` or ``unicode``), *units*, *parts*."""

    alphabet: str
    units: int
    parts: int


def measure(text):
    """Measure a text as SMS, in its composed form (NFC).

    >>> measure("a" * 160), measure("a" * 161).parts, measure("a" * 307).parts
    (Measure(alphabet='gsm', units=160, parts=1), 2, 3)
    >>> measure("ấ" * 70).parts, measure("ấ" * 71).parts, measure("ấ" * 135).parts
    (1, 2, 3)
    >>> measure("[" * 80), measure("€" * 81).parts
    (Measure(alphabet='gsm', units=160, parts=1), 2)
    >>> measure("a" * 152 + "€" + "a" * 10).parts, measure("")
    (2, Measure(alphabet='gsm', units=0, parts=0))
    >>> measure("ấ") == measure(unicodedata.normalize("NFD", "ấ"))
    True
    >>> measure("😀" * 35).parts, measure("😀" * 36).parts
    (1, 2)
    """
    text = unicodedata.normalize("NFC", text or "")
    if all(sign in _BASIC or sign in _EXTENDED for sign in text):
        alphabet = "gsm"
        widths = [2 if sign in _EXTENDED else 1 for sign in text]
    else:
        alphabet = "unicode"
        widths = [2 if ord(sign) > 0xFFFF else 1 for sign in text]
    units = sum(widths)
    single, each = PLACES[alphabet]
    if units <= single:
        return Measure(alphabet, units, 1 if units else 0)
    # a sign of two places is never torn apart
    parts, room = 1, each
    for width in widths:
        if width > room:
            parts, room = parts + 1, each
        room -= width
    return Measure(alphabet, units, parts)


def strip_accents(text):
    """Return a text without Vietnamese accents and typographic signs.

    >>> strip_accents("Chào chị Ánh, đơn hàng Đ123 – “đã giao”…")
    'Chao chi Anh, don hang D123 - "da giao"...'
    """
    text = unicodedata.normalize("NFC", text or "")
    for old, new in (
        ("đ", "d"),
        ("Đ", "D"),
        ("–", "-"),
        ("—", "-"),
        ("“", '"'),
        ("”", '"'),
        ("‘", "'"),
        ("’", "'"),
        ("…", "..."),
        ("\u00a0", " "),
        ("₫", "d"),
    ):
        text = text.replace(old, new)
    text = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in text if not unicodedata.combining(sign))
