"""Websites in a cell, as people write them in a spreadsheet. No ORM in here."""

import re
from typing import NamedTuple

from .emails import is_nothing

#: so many characters of a cell are read, the others are a note
CELL_MAX = 1024

_SITE = re.compile(
    r"(?i)(?<![\w@.])(?:[a-z][a-z0-9+.-]{1,9}://)?"
    r"[^\W_](?:[\w-]{0,62}\.){1,8}(?:xn--[a-z0-9-]{1,59}|[a-z]{2,24})(?!\w)"
    r"(?::\d{1,5})?(?:[/?#][^\s<>\"',;|]*)?"
)
#: what stands before an address and says nothing: labels, a slip in "http://"
_LABEL = re.compile(
    r"(?i)[:/.\s]*(?:(?:https?|www|web ?site|web|url|trang web|và)[:/.\s]*){0,4}"
)
_ENDS = " \t\n<>,;:\"'()[]|-–—."


class Websites(NamedTuple):
    """What a cell held: *sites* as typed, and *notes*, what was none."""

    sites: tuple
    notes: tuple


def parse(value):
    """Read the websites of a cell.

    >>> parse("oi.example; https://xoai.example/a?b=1")
    Websites(sites=('oi.example', 'https://xoai.example/a?b=1'), notes=())
    >>> parse("Website: oi.example"), parse("http//oi.example").sites
    (Websites(sites=('oi.example',), notes=()), ('oi.example',))
    >>> parse("hỏi anh.Hết").sites
    ()
    >>> parse("không có"), parse("đang làm"), parse(None)
    (Websites(sites=(), notes=()), Websites(sites=(), notes=('đang làm',)), \
Websites(sites=(), notes=()))
    """
    text = str(value or "")
    rest = text[CELL_MAX:].strip()
    text = text[:CELL_MAX]
    sites, notes, position = [], [], 0
    for match in _SITE.finditer(text):
        notes.append(text[position : match.start()])
        position = match.end()
        sites.append(match[0].rstrip(".,;:)"))
    notes = [_trimmed(note) for note in (*notes, text[position:])]
    if sites:
        notes = [note for note in notes if not _LABEL.fullmatch(note)]
    return Websites(
        tuple(dict.fromkeys(sites)),
        tuple(note for note in (*notes, rest) if not is_nothing(note)),
    )


def _trimmed(note):
    """Return a *note* without the marks that divided it from a website.

    >>> _trimmed(" (cũ), "), _trimmed("javascript:alert(1)")
    ('cũ', 'javascript:alert(1)')
    """
    text = " ".join(note.split())
    bare = text.strip(_ENDS)
    return text.strip(_ENDS.replace(")", "")) if "(" in bare else bare
