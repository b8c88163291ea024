"""What becomes of the text of a phone field, in lists and elsewhere. No ORM in here."""

import re
from typing import NamedTuple

from . import phone
from .emails import is_nothing

_HAS_DIGIT = re.compile(r"\d")
_OF_VIETNAM = re.compile(r"(?:\+|\b00)[ .(]{0,2}84")


class Cell(NamedTuple):
    """What a text is to become.

    *numbers* are E.164; *typed* is what stays in the field because it has digits and
    is no number; *notes* are (kind, text): ``"beside"`` a number, ``"written"`` as a
    number and none, ``""`` for a number of another kind, which says what it is.
    """

    numbers: tuple
    typed: str
    notes: tuple


def read(value, foreign=False):
    """Read the text of a phone field.

    :param foreign: of somebody in another country, whose numbers are no Vietnamese
        ones unless they say so

    >>> read("0912345678 (chị Lan)")
    Cell(numbers=('+84912345678',), typed='', notes=(('beside', 'chị Lan'),))
    >>> read("0912/345/67").typed, read("Fax: 024 3825 1236").notes
    ('0912/345/67', (('', 'Fax: 024 3825 1236'),))
    >>> read("không có"), read("gọi sau").notes
    (Cell(numbers=(), typed='', notes=()), (('beside', 'gọi sau'),))
    >>> read("0456 00 11 22", True).typed, read("+84 912 345 678", True).numbers
    ('0456 00 11 22', ('+84912345678',))
    """
    found = phone.parse(value)
    if foreign and any(number.startswith("+84") for number in found.numbers):
        text = str(value).strip()
        if len(text) <= phone.CELL_MAX and not _OF_VIETNAM.search(text):
            return Cell((), text, ())
    typed, notes = "", []
    for note in found.notes:
        if is_nothing(note):
            continue
        kind = "beside"
        if phone.is_other(note):
            kind = ""
        elif not found.numbers and _HAS_DIGIT.search(note):
            if not typed and len(note) <= phone.CELL_MAX:
                typed = note
                continue
            kind = "written"
        notes.append((kind, note))
    return Cell(found.numbers, typed, tuple(notes))


def settle(first, second="", foreign=False):
    """Return the texts of two phone fields, put right, and what has no place in them.

    :param first: text of the field, or nothing
    :param second: the same of the second phone
    :param foreign: as of :func:`read`
    :return: (first, second, list of (kind, text)); of kind ``"other"`` are numbers,
        the further kinds are those of :class:`Cell`

    >>> settle("0912345678 / 024 38251234")
    ('+84 912 345 678', '+84 24 3825 1234', [])
    >>> settle("0912345678, 0987654321", "0903123456")
    ('+84 912 345 678', '+84 903 123 456', [('other', '+84 987 654 321')])
    >>> settle("", "0912345678"), settle("hỏi sau", None)
    (('', '+84 912 345 678', []), ('', '', [('beside', 'hỏi sau')]))
    """
    cells = (read(first, foreign), read(second, foreign))
    fields = [
        phone.display(cell.numbers[0]) if cell.numbers else cell.typed for cell in cells
    ]
    placed = {cell.numbers[0] for cell in cells if cell.numbers}
    rest = dict.fromkeys(n for cell in cells for n in cell.numbers if n not in placed)
    notes = [note for cell in cells for note in cell.notes]
    for number in rest:
        if "" in fields:
            fields[fields.index("")] = phone.display(number)
        else:
            notes.append(("other", phone.display(number)))
    return (*fields, notes)


def mark_fax(value):
    """Return the text of a column for phones and faxes: a second number is a fax.

    >>> mark_fax("028 3829 1234 / 028 3829 1235 (chiều)")
    '+84 28 3829 1234; Fax: +84 28 3829 1235; chiều'
    >>> mark_fax("028 3829 1234"), mark_fax("ĐT 028 38291234 - Fax 028 38291235")
    ('028 3829 1234', 'ĐT 028 38291234 - Fax 028 38291235')
    """
    found = phone.parse(value)
    first, *rest = map(phone.display, found.numbers or ("",))
    if not rest:
        return value
    return "; ".join([first, *(f"Fax: {number}" for number in rest), *found.notes])
