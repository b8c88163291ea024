"""E-mail addresses in a cell, as people write them in a spreadsheet. No ORM in here."""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote

from odoo.addons.crm_vn_base.tools.text import key

#: so many characters of a cell are read, the others are a note
CELL_MAX = 512

_ADDRESS = re.compile(
    r"(?i)(?<![\w.+-])[a-z0-9_](?:[\w.!#$%&'*+/=?^`{|}~-]{0,63})"
    r"@(?:[^\W_](?:[\w-]{0,62})\.){1,8}(?:xn--[a-z0-9-]{1,59}|[^\W\d_]{2,63})"
    r"(?![^\W\d_])"
)
#: two addresses, and a dash between them
_JOINED = re.compile(r"(?i)(@[\w.-]{1,100}?\.[a-z]{2,10})[-–](?=[\w.+]{1,64}@)")
_SPACED = re.compile(r"\s*(@|\(at\)|\[at\]|＠)\s*", re.IGNORECASE)
_ENDS = " \t\n<>,;:\"'()[]|/-–—."
#: what people write into a cell that has to hold something, folded
NOTHING_MAX = 60
_NOTHING = re.compile(
    r"|(?:khong|ko|k|kh|hong|chua)(?: (?:co|biet|ro|cung cap|cap nhat|cho|de lai)){0,2}"
    r"(?: (?:e ?mail|mail|sdt|so|dt|dien thoai|so dien thoai|web|website|mst|thong tin"
    r"|ma so thue|du lieu))?"
    r"|none|no|n a|na|null|nil|nan|trong|no e ?mail|no phone|0+|x+|undefined"
    r"|dang cap nhat"
)
#: what stands before an address, or between two, and says nothing
_LABELS = {
    "email",
    "e mail",
    "mail",
    "mailto",
    "gmail",
    "thu dien tu",
    "va",
    "hoac",
    "and",
    "or",
}


class Emails(NamedTuple):
    """What a cell held: *addresses* as typed, and *notes*, what was none."""

    addresses: tuple
    notes: tuple


def parse(value):
    """Read the e-mail addresses of a cell.

    :param value: text, or nothing
    :return: :class:`Emails`; an address that is there twice is given once

    >>> parse("Ổi Xanh <Oi@Example.com>")
    Emails(addresses=('Oi@Example.com',), notes=('Ổi Xanh',))
    >>> parse("a@example.com; b@example.com / c@example.com").addresses
    ('a@example.com', 'b@example.com', 'c@example.com')
    >>> parse("không có"), parse("gọi điện"), parse(None)
    (Emails(addresses=(), notes=()), Emails(addresses=(), notes=('gọi điện',)), \
Emails(addresses=(), notes=()))
    >>> parse("Email: a@example.com và b@example.com").notes
    ()
    >>> parse("mailto:a@example.com?subject=x").addresses
    ('a@example.com',)
    >>> parse("a@example.com0912345678")
    Emails(addresses=('a@example.com',), notes=('0912345678',))
    >>> parse("a @ example.com").addresses, parse("a@e.vn-b@e.vn").addresses
    (('a@example.com',), ('a@e.vn', 'b@e.vn'))
    """
    text = unicodedata.normalize("NFKC", str(value or ""))
    rest = text[CELL_MAX:].strip()
    text = text[:CELL_MAX].strip()
    if text[:7].lower() == "mailto:":
        text = unquote(text[7:].partition("?")[0])
    text = _JOINED.sub(r"\1 ", _SPACED.sub("@", text))
    notes, position, addresses = [], 0, {}
    for match in _ADDRESS.finditer(text):
        notes.append(text[position : match.start()])
        position = match.end()
        addresses.setdefault(match[0].lower(), match[0])
    notes.append(text[position:])
    notes = [" ".join(note.split()).strip(_ENDS) for note in notes]
    if addresses:
        notes = [note for note in notes if key(note) not in _LABELS]
    return Emails(
        tuple(addresses.values()),
        tuple(note for note in (*notes, rest) if not is_nothing(note)),
    )


def is_nothing(text):
    """Say whether *text* stands in a cell only because something had to.

    >>> is_nothing("Không có"), is_nothing("-"), is_nothing("N/A"), is_nothing("An")
    (True, True, True, False)
    >>> is_nothing("chưa có mail"), is_nothing("không gọi")
    (True, False)
    """
    text = text.strip()
    return len(text) <= NOTHING_MAX and bool(_NOTHING.fullmatch(key(text)))
