"""Phone numbers in a cell, as people write them in a spreadsheet. No ORM in here.

:func:`parse` reads a cell: one or several numbers, names and notes between them,
labels, extensions, prefixes of before 2018, the damage that spreadsheets do. No
number is made up: what can't be read whole is given back as written.
:func:`key` is the form in which two spellings of one number are equal: E.164.
"""

import re
import unicodedata
from typing import NamedTuple

from .phone_numbers import TRUNK, display, normalize, spellings

__all__ = [
    "Phones",
    "display",
    "is_cut",
    "is_other",
    "key",
    "normalize",
    "parse",
    "spellings",
]

#: so many characters of a cell are read, the others are a note
CELL_MAX = 256

_PLAIN = re.compile(r"\s*\+?\d[\d .]{6,20}\s*")
_SCIENTIFIC = re.compile(r"\s*['+]?(\d+)(?:[.,](\d+))?[eE]\+?(\d{1,2})\s*")
_FLOAT = re.compile(r"\s*'?(\d+)[.,]0+\s*")
_CUT_TAIL = re.compile(r"[\d\s.+()\-–—/,]{0,40}$")
_LETTER_O = re.compile(r"(?<![^\W\d])[oO](?=[\d.\s-]{0,3}\d)")
_MARKER = re.compile(r"(?:^|(?<=[\s;,/|]))\d{1,2}[.)]\s+(?=[+(]?0|\+|\()", re.MULTILINE)
#: the same in other ways, where the list begins with a first one
_LISTED = re.compile(r"\s*\(?1(?:[/:-]\s|\))")
_OTHER_MARKER = re.compile(
    r"(?:^|(?<=[\s;,/|]))(?:[1-9][/:-]\s+|\([1-9]\)\s*)(?=[+(]?0|\+|\(0)"
)
#: "(08) 3829 1234": Ho Chi Minh City's code of before 2017, by itself, is no mobile's
_OLD_SAIGON = re.compile(
    r"(?<!\d)(?:\(\s*08\s*\)|(\(?(?:\+|00?)?84\)?[\s.()-]{1,3})\(?0?8\)?)"
    r"(?=[\s.)-]{1,3}[2-7](?:[\s.-]?\d){7}(?!\d))|\(08\)(?=[2-7]\d{7}(?!\d))"
)
#: two numbers without anything between them, as a lost line break leaves them
_GLUED = re.compile(r"(?<!\d)(0[35789]\d{8}|02\d{9})(0[35789]\d{8}|02\d{9})(?!\d)")
#: a day, with an hour or without, is no number
_MOMENT = re.compile(
    r"(?<![\d+.-])(?:(?:19|20)\d\d-[01]?\d-[0-3]?\d|"
    r"[0-3]?\d([-.])[01]?\d\1(?:19|20)\d\d)"
    r"(?:[ T]+[0-2]?\d:[0-5]\d(?::[0-5]\d)?)?(?![ .-]*\d)"
)
_HIDDEN = {ord(digit): chr(0xE000 + int(digit)) for digit in "0123456789"}
_SHOWN = {ord(letter): chr(digit) for digit, letter in _HIDDEN.items()}
#: digits and what stands between the digits of one number, or of two
_RUN = re.compile(r"[+(\[{]*\d[\d +.\-–—()\[\]{}/,_]*")
_GROUP = re.compile(r"\d+")
_HARD = re.compile(r"[;|&\n]")
_SPACED_DASH = re.compile(r"\s[-–—]+\s")
_NOTE_ENDS = re.compile(r"[;|&\n()\[\]{}]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PHONE_LABEL = re.compile(
    r"(?i)\b(?:(?:s[oố] )?s?[đd]\.?t(?:[đd]{2}|bàn)?|(?:s[oố] )?[đd]i[eệ]n tho[aạ]i|"
    r"tel(?:ephone)?|phone|mobile|cell|di [đd][oộ]ng|hotline|[đd]\.?[đd]|"
    r"(?:m|t|p)(?!\d))(?: ?[1-9])?\b[.:]?"
)
#: labels of numbers that are no phones; "Mã" alone is a family
_OTHER_LABEL = re.compile(
    r"(?i)\b(?:(?:tele)?fax|f|cccd|cmnd|cmt|mst|s?tk|căn cước|can cuoc|tài khoản|"
    r"tai khoan|m[aã] (?:s[oố](?: thu[eế])?|kh|kh[aá]ch(?: h[aà]ng)?|[đd][oơ]n|"
    r"h[oồ] s[oơ]|h[đd]|nv|v[aậ]n [đd][oơ]n)|s[oố] (?:th[eẻ]|h[oợ]p [đd][oồ]ng|h[đd]|"
    r"[đd][oơ]n|h[oồ] s[oơ])|gpkd|[đd]kkd|(?<!zalo )id|imei|bi[eể]n s[oố]|passport|"
    r"h[oộ] chi[eế]u)\b"
)
_FAX = re.compile(r"(?i)\b(?:tele)?fax\b|\bf\b")
#: one number for both
_BOTH = re.compile(
    r"(?i)\b((?:s?[đd]t|tel(?:ephone)?|phone|[đd]i[eệ]n tho[aạ]i)[.:]?)"
    r"\s*(?:[&+/,-]|và|and)\s*(?:số )?fax\b"
)
#: the label may stand behind the number
_FAX_BEHIND = re.compile(
    r"(?i)\s*(?:[(\[{]\s*(?:số |máy )?fax\s*[)\]}]|[-–]?\s*fax\s*(?=$|[;|\n]))"
)
_SIGNS = str.maketrans(
    {**dict.fromkeys("☎✆☏📞📱🕿", " ĐT: "), "📠": " Fax: ", "\ufe0f": None}
)
_EXTENSION = re.compile(
    r"(?i)(?:(?:số )?máy lẻ|(?:so )?may le|số lẻ|so le|nội bộ|noi bo|lẻ|"
    r"\bext(?:ension)?|\bx|#|;ext=)[\s.:=]*$"
)
_MOBILE = re.compile(r"\+84[35789]")
_JOINING = re.compile(r"(?i)^(?:và|hoặc|hay|or|and|va|hoac|-)$")


class Phones(NamedTuple):
    """What a cell held: *numbers* in E.164 form, and *notes*, what was no number."""

    numbers: tuple
    notes: tuple


class _Group(NamedTuple):
    """Digits without anything between them, and where they stand in the text."""

    start: int
    end: int
    digits: str
    #: "+" before it: digits of another country are no mistake
    plus: bool
    #: what is between this group and the next divides numbers, most often
    divided: bool
    #: the divider is one that also stands between day and month
    slash: bool


def parse(value):
    """Read the phone numbers of a cell.

    :param value: text, a number as spreadsheets give it, or nothing
    :return: :class:`Phones`; a number that is there twice is given once

    >>> parse("0912345678 / 04.38251234").numbers
    ('+84912345678', '+842438251234')
    >>> parse(912345678.0).numbers, parse("9,12345678E+08").numbers
    (('+84912345678',), ('+84912345678',))
    >>> parse("ĐT: O912 345 678 (A Nam) - 0987-654-321")
    Phones(numbers=('+84912345678', '+84987654321'), notes=('A Nam',))
    >>> parse("028 - 3829 1234").numbers, parse("(84-28) 3829 1234").numbers
    (('+842838291234',), ('+842838291234',))
    >>> parse("0912345678-0987654321").numbers
    ('+84912345678', '+84987654321')
    >>> parse("024 3825 1234 / 3825 1235").numbers
    ('+842438251234', '+842438251235')
    >>> parse("(024) 3825 1234 máy lẻ 12, Fax: 024 3825 1236").notes
    ('ext. 12', 'Fax: 024 3825 1236')
    >>> parse("gọi sau 5h"), parse("9.12E+08")
    (Phones(numbers=(), notes=('gọi sau 5h',)), Phones(numbers=(), notes=('9.12E+08',)))
    >>> parse(None), parse(False)
    (Phones(numbers=(), notes=()), Phones(numbers=(), notes=()))
    """
    if value is None or value is False:
        return Phones((), ())
    text = str(value)
    plain = _PLAIN.fullmatch(text) and not _OLD_SAIGON.search(text)
    if plain and (number := normalize(text)):
        return Phones((number,), ())
    rest = ""
    if len(text) > CELL_MAX:
        # a number that is cut in two would be another number
        head = _CUT_TAIL.sub("", text[:CELL_MAX])
        text, rest = head, text[len(head) :].strip()
    written = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()
    whole = _MOMENT.sub(
        lambda match: match[0].translate(_HIDDEN), _whole_number(written)
    )
    numbers, notes = _read(whole)
    notes = [note.translate(_SHOWN) for note in notes]
    if not numbers:
        notes = [written]
    notes.append(rest)
    return Phones(tuple(dict.fromkeys(numbers)), tuple(note for note in notes if note))


def is_cut(value):
    """Say whether *value* is a number of which a spreadsheet kept only the head.

    >>> is_cut("9.12E+08"), is_cut("9.12345678E+08"), is_cut("0912 345 678")
    (True, False, False)
    """
    match = _SCIENTIFIC.fullmatch(str(value or "")[:CELL_MAX])
    return bool(match) and not _digits_of(match)


def is_other(note):
    """Say whether a *note* of :func:`parse` is a number of another kind.

    >>> is_other("Fax: 024 3825 1236"), is_other("0912/345/67")
    (True, False)
    """
    return bool(_OTHER_LABEL.search(note[:CELL_MAX]))


def key(number):
    """Return the form of *number* in which spellings of it are equal, or ``""``.

    Of a text with several numbers, the first. Use :func:`parse` for all.

    >>> key("0168.123.4567") == key("+84 381234567") == "+84381234567"
    True
    """
    numbers = parse(number).numbers
    return numbers[0] if numbers else ""


def _digits_of(match):
    """Return the digits that scientific notation writes in full, else ``""``."""
    whole, fraction, exponent = match[1], match[2] or "", int(match[3])
    if len(fraction.rstrip("0")) > exponent or len(fraction) < exponent:
        return ""
    return whole + fraction[:exponent]


def _whole_number(text):
    """Undo what a spreadsheet makes of digits: ``9.12345678E+08``, ``912345678.0``."""
    if match := _SCIENTIFIC.fullmatch(text):
        return _digits_of(match)
    if match := _FLOAT.fullmatch(text):
        return match[1]
    return text


def _read(text):
    """Return the numbers and the notes of the *text* of a cell."""
    text = re.sub(r"[^\S\n]", " ", text.translate(_SIGNS))
    text = _BOTH.sub(r"\1", _MARKER.sub("", _LETTER_O.sub("0", text)))
    if _LISTED.match(text):
        text = _OTHER_MARKER.sub("", text)
    text = _GLUED.sub(r"\1 \2", TRUNK.sub(r"\1", text))
    text = _OLD_SAIGON.sub(lambda match: f"{match[1]}28 " if match[1] else "028 ", text)
    numbers, notes, area, position, kind = [], [], "", 0, ""
    pending = ""
    for run in _RUN.finditer(text):
        between = text[position : run.start()]
        groups = _groups(text, run)
        position = groups[-1].end
        if (
            (numbers or notes)
            and len(groups[0].digits) <= 6
            and _EXTENSION.search(between)
        ):
            notes += _notes(pending + _EXTENSION.sub("", between))
            notes.append(f"ext. {groups[0].digits}")
            pending, groups = "", groups[1:]
            if not groups:
                continue
            between = ""
        pending += between
        label = _HARD.split(pending)[-1]
        if _HARD.search(between):
            kind = ""
        if _PHONE_LABEL.search(label):
            kind = ""
        elif _OTHER_LABEL.search(label):
            kind = "other"
        if kind:
            head = _HARD.split(pending)
            notes += _notes("\n".join(head[:-1]))
            size = _other_size(groups, label)
            end = groups[size - 1].end
            notes.append(
                f"{label.lstrip(' .,-–—/)')}"
                f"{text[max(run.start(), groups[0].start - 1) : end].lstrip()}"
            )
            pending, groups = "", groups[size:]
            if not groups:
                continue
            kind = ""
            pending = text[end : groups[0].start]
        last = groups[0].start
        for first, end, number in _numbers(groups, area):
            if number is None:
                continue
            pending += text[last : groups[first].start]
            notes += _between(pending, numbers)
            pending, last = "", groups[end].end
            numbers.append(number)
            if number.startswith("+842"):
                area = number[3:5] if number[3:5] in ("24", "28") else number[3:6]
        behind = _FAX_BEHIND.match(text, position) if last == position else None
        if behind and numbers and number:
            notes.append(f"Fax: {text[groups[first].start : position]}")
            numbers.pop()
            pending, position = "", behind.end()
            continue
        pending += text[last:position]
    notes += _between(pending + text[position:], numbers)
    return numbers, notes


def _groups(text, run):
    """Return the groups of digits of a *run*."""
    spans = [match.span() for match in _GROUP.finditer(text, run.start(), run.end())]
    groups = []
    for index, (start, end) in enumerate(spans):
        after = spans[index + 1][0] if index + 1 < len(spans) else end
        divider = text[end:after]
        slash = "/" in divider or "," in divider
        groups.append(
            _Group(
                start,
                end,
                text[start:end],
                "+" in text[max(run.start(), start - 2) : start],
                slash or bool(_SPACED_DASH.search(divider)),
                slash,
            )
        )
    return groups


def _other_size(groups, label):
    """Return how many *groups* the number of another kind has that *label* announces.

    Behind a tax code or an identity number a phone may follow; behind a fax stands
    another fax as often.
    """
    if not _FAX.search(label):
        for index, group in enumerate(groups[:-1], 1):
            if group.divided:
                found = any(number for *__, number in _numbers(groups[index:], ""))
                return index if found else len(groups)
    return len(groups)


def _numbers(groups, area):
    """Yield (first group, last group, number or None) in the order of *groups*.

    The fewest digits are left over, and the fewest dividers are inside of numbers.
    """
    count = len(groups)
    best = [((0, 0, 0), None, None)] * (count + 1)
    for first in range(count - 1, -1, -1):
        left, crossed, parts = best[first + 1][0]
        choice = ((left + len(groups[first].digits), crossed, parts), first, None)
        digits, crossings = "+" if groups[first].plus else "", 0
        for end in range(first, count):
            if end > first:
                before = groups[end - 1]
                if groups[end].plus or (before.slash and len(groups[first].digits) < 3):
                    break
                crossings += before.divided
            digits += groups[end].digits
            if len(digits) > 16:
                break
            if len(digits) < 8 or not (number := normalize(digits)):
                continue
            left, crossed, parts = best[end + 1][0]
            cost = (left, crossed + crossings, parts + 1)
            if cost < choice[0]:
                choice = (cost, end, number)
        best[first] = choice
    first = 0
    while first < count:
        _cost, end, number = best[first]
        if number is None and area and len(groups[first].digits) <= 8:
            end, number = _local(groups, first, best, area)
        if number and number.startswith("+842"):
            area = number[3:5] if number[3:5] in ("24", "28") else number[3:6]
        yield first, end, number
        first = end + 1


def _local(groups, first, best, area):
    """Return (last group, number) of a number whose area code stands before."""
    wanted, digits = 10 - len(area), ""
    for end in range(first, len(groups)):
        if best[end][2]:
            break
        digits += groups[end].digits
        if len(digits) == wanted and digits[0] != "0":
            return end, normalize(f"0{area}{digits}") or None
    return first, None


def _between(text, numbers):
    """Return the notes of what stands between numbers; *numbers* stand before.

    A few digits in brackets behind a number are its extension; mobiles have none.
    """
    extension = re.match(r"\s*[(\[{]\s*(\d{1,6})\s*[)\]}]", text)
    if extension and numbers and not _MOBILE.match(numbers[-1]):
        return [f"ext. {extension[1]}", *_notes(text[extension.end() :])]
    return _notes(text)


def _notes(text):
    """Return the notes of a *text* without numbers, labels of phones left out."""
    notes = []
    for part in _NOTE_ENDS.split(text):
        note = _PHONE_LABEL.sub(" ", part) if len(part) < 40 else part
        note = " ".join(note.split()).strip(" '’`.:,-–—/+=*\"“”<>?!_~•·\\")
        if note and not _JOINING.match(note):
            notes.append(note)
    return notes
