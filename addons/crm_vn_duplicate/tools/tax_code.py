"""Vietnamese tax codes, as people write them in a spreadsheet. No ORM in here.

Shapes: 10 digits (an organisation), 10 digits, a dash and 3 digits (its branch
or dependent unit), 12 digits (since 1 July 2025 a person's or household's
personal identity number).
"""

import re
import unicodedata

#: Weights of the first nine digits; the tenth is 10 minus (the sum modulo 11).
CHECK_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
SHAPE = re.compile(r"[0-9]{10}(-[0-9]{3})?|[0-9]{12}")
#: nothing longer is a tax code with its label
CELL_MAX = 64

_LABEL = re.compile(
    r"(?i)^[\s(*]*(?:(?:mst|m\.s\.t|m[aã] s[oố] thu[eế]|tax(?: (?:code|id|no))?|vat|"
    r"tin|cccd|cmnd|cmt|c[aă]n c[uư][oớ]c(?: c[oô]ng d[aâ]n)?|s[oố]|msdn|gpkd|[đd]kkd|"
    r"m[aã] (?:s[oố] )?(?:dn|doanh nghi[eệ]p)|m[aã] s[oố]|c[aá] nh[aâ]n|c[oô]ng ty|dn|"
    r"h[oộ] (?:kinh doanh|kd)|hkd|(?:s[oố] |m[aã] )?[đd][iị]nh danh|[đd]dcn|cc|id|"
    r"no)[\s/().-]*){0,4}[\s:.(]*(?=[0-9OV])"
)
#: the label may stand behind the code
_LABEL_BEHIND = re.compile(
    r"(?i)\s*[(\[]\s*(?:mst|cccd|m[aã] s[oố] thu[eế]|tax(?: code)?)\s*[)\]]?$"
)
#: digits in groups of three, as spreadsheets show numbers
_GROUPED = re.compile(r"[0-9]{1,4}(?:,[0-9]{3}){2,3}")
_SCIENTIFIC = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,2})")
_FLOAT = re.compile(r"([0-9]+)[.,]0+")
_SEPARATORS = re.compile(r"[\s.\-–—_/'’`]+")
_SHORT_BRANCH = re.compile(r"([0-9]{9,10})\s*[-–—/]\s*([0-9]{1,2})")
#: what stands around the code: marks that show nothing, quotes, dividers
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_AROUND = " \t\n='\"`’“”;,.-–—()[]<>*#"


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
    check digit proves it. A branch and a person are never made from each other.
    What is no tax code, or only the head of one, is given back as written (cleaned
    of spaces around), for the caller to refuse: see :func:`is_well_formed`.

    >>> clean(" MST: 0100 109 106 "), clean("VN0100109106"), clean(100109106.0)
    ('0100109106', '0100109106', '0100109106')
    >>> clean("0100109106001"), clean("0100109106 - 001"), clean("1.00109106E+08")
    ('0100109106-001', '0100109106-001', '0100109106')
    >>> clean("0100109106-1"), clean("1.0011E+08"), clean("3.12346E+11")
    ('0100109106-001', '1.0011E+08', '3.12346E+11')
    >>> clean("001.088.012.345"), clean(1088012345), clean("CCCD: 001088012345")
    ('001088012345', '1088012345', '001088012345')
    >>> clean("0100109106/1"), clean("03123456731"), clean("GPKD: O100109106;")
    ('0100109106-001', '03123456731', '0100109106')
    >>> clean("079088012345-1"), clean("0100109107 - 002")
    ('079088012345-1', '0100109107-002')
    >>> clean("chưa có"), clean(None), clean(False)
    ('chưa có', '', '')
    """
    if value is None or value is False:
        return ""
    written = str(value).strip()
    if len(written) > CELL_MAX:
        return written
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", written))
    text = _LABEL_BEHIND.sub("", text.strip(_AROUND))
    text = _LABEL.sub("", text, count=1).strip()
    text = re.sub(r"(?i)^vn[\s-]*(?=[0-9])", "", _whole_number(text))
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if re.fullmatch(r"[oO][0-9]{9}", text) and has_valid_check_digit(f"0{text[1:]}"):
        text = f"0{text[1:]}"
    branch = _SHORT_BRANCH.fullmatch(text)
    joined = "".join(branch.groups()) if branch else ""
    if branch and not (len(joined) == 10 and has_valid_check_digit(joined)):
        # of a branch nothing but a branch is made, and only of one that is proved
        company = f"{branch[1]:0>10}"
        return (
            f"{company}-{branch[2]:0>3}" if has_valid_check_digit(company) else written
        )
    bare = _SEPARATORS.sub("", text)
    if not bare.isascii() or not bare.isdigit():
        return written
    dashed = bool(re.search(r"[-–—]", text))
    if len(bare) == 9 and has_valid_check_digit(f"0{bare}"):
        bare = f"0{bare}"
    elif len(bare) == 12 and has_valid_check_digit(f"0{bare[:9]}"):
        # 12 digits are a person's number, unless they start like no province's
        bare = bare if _is_personal_number(bare) else f"0{bare}"
    elif (
        len(bare) == 11
        and not dashed
        # it may be a code and the number of a branch as well
        and not (bare[0] == "0" and has_valid_check_digit(bare[:10]))
        and _is_personal_number(f"0{bare}")
    ):
        bare = f"0{bare}"
    # a person's number has no branches: the dash stands before the last three
    parted = bool(re.search(r"[-–—][\s.]*[0-9]{3}\Z", text))
    if len(bare) == 13 and (parted or has_valid_check_digit(bare[:10])):
        bare = f"{bare[:10]}-{bare[10:]}"
    return bare if SHAPE.fullmatch(bare) else written


def _whole_number(text):
    """Undo what a spreadsheet makes of digits, if all of them are there."""
    if match := _FLOAT.fullmatch(text):
        return match[1]
    match = _SCIENTIFIC.fullmatch(text)
    if not match:
        return text
    fraction, exponent = match[2] or "", int(match[3])
    if len(fraction) < exponent or fraction[exponent:].strip("0"):
        return text
    return match[1] + fraction[:exponent]


def _is_personal_number(digits):
    """Say whether 12 *digits* look like an identity number.

    The first three are the province of birth (001 to 096), the fourth century
    and sex (0 to 3 for people born before 2100).

    >>> _is_personal_number("001088012345"), _is_personal_number("100109106001")
    (True, False)
    """
    return len(digits) == 12 and 1 <= int(digits[:3]) <= 96 and digits[3] in "0123"
