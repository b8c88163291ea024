"""Vietnamese tax codes, as people write them in a spreadsheet. No ORM in here.

Shapes: 10 digits (an organisation), 10 digits, a dash and 3 digits (its branch
or dependent unit), 12 digits (since 1 July 2025 a person's or household's
personal identity number).
"""

import re

#: Weights of the first nine digits; the tenth is 10 minus (the sum modulo 11).
CHECK_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
SHAPE = re.compile(r"\d{10}(-\d{3})?|\d{12}")

_LABEL = re.compile(
    r"(?i)^\s*(mst|m[aã]\s*s[oố]\s*thu[eế]|tax\s*code|vat|tin)?\s*[:.]?\s*"
)
_FLOAT = re.compile(r"\d+(\.\d+)?[eE]\+?\d+|\d+\.0+")
_SEPARATORS = re.compile(r"[\s.\-–—_/'’`]+")


def check_digit(digits):
    """Return the tenth digit that nine *digits* ask for, ``None`` if never issued.

    >>> check_digit("010010910")
    '6'
    """
    rest = sum(
        weight * int(digit) for weight, digit in zip(CHECK_WEIGHTS, digits, strict=True)
    )
    return str(10 - rest % 11) if rest % 11 else None


def is_well_formed(code):
    """Say whether *code* has one of the shapes.

    >>> is_well_formed("0100109106-001"), is_well_formed("010010910")
    (True, False)
    """
    return bool(SHAPE.fullmatch(code))


def has_valid_check_digit(code):
    """Say whether the check digit fits; ``True`` for codes that have none.

    >>> has_valid_check_digit("0100109106"), has_valid_check_digit("0100109107")
    (True, False)
    >>> has_valid_check_digit("001088012345")
    True
    """
    if not SHAPE.fullmatch(code):
        return False
    return len(code) == 12 or check_digit(code[:9]) == code[9]


def clean(value):
    """Return the tax code that a cell holds, as Odoo stores it; ``""`` for none.

    Labels, spaces, dots and the country's letters go, a branch gets its dash,
    a number that a spreadsheet cut the leading zero from gets it back when the
    check digit proves it. What is no tax code is given back as written (cleaned
    of spaces around), for the caller to refuse: see :func:`is_well_formed`.

    >>> clean(" MST: 0100 109 106 "), clean("VN0100109106"), clean(100109106.0)
    ('0100109106', '0100109106', '0100109106')
    >>> clean("0100109106001"), clean("0100109106 - 001"), clean("1.00109106E+08")
    ('0100109106-001', '0100109106-001', '0100109106')
    >>> clean("001.088.012.345"), clean(1088012345)
    ('001088012345', '1088012345')
    >>> clean("chưa có"), clean(None), clean(False)
    ('chưa có', '', '')
    """
    if value is None or value is False:
        return ""
    text = str(value).strip()
    if _FLOAT.fullmatch(text):
        text = f"{float(text):.0f}"
    bare = _SEPARATORS.sub("", _LABEL.sub("", text, count=1))
    bare = re.sub(r"(?i)^vn(?=\d)", "", bare)
    if not bare.isascii() or not bare.isdigit():
        return text
    if len(bare) == 9 and has_valid_check_digit(f"0{bare}"):
        bare = f"0{bare}"
    elif len(bare) == 12 and has_valid_check_digit(f"0{bare[:9]}"):
        # 12 digits are a person's number, unless they start like no province's.
        bare = f"0{bare}" if not _is_personal_number(bare) else bare
    elif len(bare) == 11 and _is_personal_number(f"0{bare}"):
        bare = f"0{bare}"
    if len(bare) == 13:
        return f"{bare[:10]}-{bare[10:]}"
    return bare if SHAPE.fullmatch(bare) else text


def _is_personal_number(digits):
    """Say whether 12 *digits* look like an identity number.

    The first three are the province of birth (001 to 096), the fourth century
    and sex (0 to 3 for people born before 2100).

    >>> _is_personal_number("001088012345"), _is_personal_number("100109106001")
    (True, False)
    """
    return len(digits) == 12 and 1 <= int(digits[:3]) <= 96 and digits[3] in "0123"
