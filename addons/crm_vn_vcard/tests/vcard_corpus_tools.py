"""How the corpus of vCards is written down."""

import base64
import unicodedata
from typing import NamedTuple

#: a picture of one pixel
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==")
GIF_64 = base64.b64encode(GIF).decode()


class Sample(NamedTuple):
    """A file, and what must be read from it."""

    name: str
    data: bytes
    cards: list


def lines(*parts, end="\r\n"):
    return end.join([*parts, ""])


def card(*parts, version="3.0", end="\r\n"):
    return lines("BEGIN:VCARD", f"VERSION:{version}", *parts, "END:VCARD", end=end)


def quoted(text):
    """Return *text* as older Android writes it: every byte quoted, long lines cut."""
    encoded = "".join(f"={byte:02X}" for byte in text.encode())
    return "=\r\n".join(encoded[i : i + 72] for i in range(0, len(encoded), 72))


def cp1258(text):
    """Return *text* in the Vietnamese code page: letters, then their tone marks."""
    return b"".join(map(_cp1258_letter, unicodedata.normalize("NFC", text)))


def _cp1258_letter(character):
    base, *marks = unicodedata.normalize("NFD", character)
    tone = [m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323"]
    shape = [m for m in marks if m not in tone]
    letter = unicodedata.normalize("NFC", base + "".join(shape))
    return (letter + "".join(tone)).encode("cp1258")


def one(name, *phones, emails=()):
    return [(name, list(phones), list(emails))]
