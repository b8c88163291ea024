"""One Vietnamese phone number: its forms, old and new. No ORM in here.

:func:`normalize` gives E.164, the form in which two spellings of one number are
equal; cells that hold more than a number are read by :mod:`.phone`.

The prefixes are those of the Ministry of Information and Communications: mobile
numbers went from 11 to 10 digits on 15 September 2018, area codes of landlines
changed in three steps in 2017. An old landline of ten digits whose head is a
mobile prefix today (038…, 08…) can't be told from a mobile number and is read
as the mobile number it is today.
"""

import re
import unicodedata

COUNTRY_CODE = "84"

#: Prefix of an 11-digit mobile number before 15 September 2018: prefix since.
MOBILE_PREFIXES_2018 = {
    "0120": "070",
    "0121": "079",
    "0122": "077",
    "0123": "083",
    "0124": "084",
    "0125": "085",
    "0126": "076",
    "0127": "081",
    "0128": "078",
    "0129": "082",
    "0162": "032",
    "0163": "033",
    "0164": "034",
    "0165": "035",
    "0166": "036",
    "0167": "037",
    "0168": "038",
    "0169": "039",
    "0186": "056",
    "0188": "058",
    "0199": "059",
}

#: Area code before 2017: code since, where the old number can't be another one.
AREA_CODES_2017 = {
    "04": "024",
    "020": "0214",
    "022": "0212",
    "025": "0205",
    "026": "0206",
    "027": "0207",
    "029": "0216",
    "060": "0260",
    "061": "0251",
    "062": "0252",
    "063": "0263",
    "064": "0254",
    "066": "0276",
    "068": "0259",
    "0230": "0215",
    "0231": "0213",
    "0240": "0204",
    "0241": "0222",
    "0280": "0208",
    "0281": "0209",
    "0320": "0220",
    "0321": "0221",
    "0350": "0228",
    "0351": "0226",
    "0500": "0262",
    "0501": "0261",
    "0510": "0235",
    "0511": "0236",
    "0650": "0274",
    "0651": "0271",
    "0710": "0292",
    "0711": "0293",
    "0780": "0290",
    "0781": "0291",
}

_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{9}")
_SERVICE = re.compile(r"1[89]00(\d{4}|\d{6})")
_FOREIGN = re.compile(r"[1-9]\d{6,14}")
#: an identity number of twelve digits: province, century and sex, year, serial
_PERSON = re.compile(r"00\d[0-3]\d{8}")
#: what is dialled after "00": of accounts and identity numbers hardly any looks so
_ABROAD = re.compile(
    r"00(?:84\d{9,11}|1[2-9]\d{2}[2-9]\d{6}|7[3489]\d{9}|[2-9]\d[1-9]\d{5,11})"
)
#: "+44 (0)20": a zero that is dialled at home only; Italy's belongs to the number
TRUNK = re.compile(r"((?:\+|\b00)(?!39\b)[1-9]\d{0,2}[\s.-]{0,2})\(\s*0\s*\)")
#: what somebody types who has to type something
_COUNTED = "1234567890"


def normalize(number):
    """Return one phone *number* in E.164 form, ``""`` if it is none.

    >>> normalize("0912.345.678"), normalize("84 912 345 678"), normalize("912345678")
    ('+84912345678', '+84912345678', '+84912345678')
    >>> normalize("01681234567"), normalize("+84 (0)168 123 4567")
    ('+84381234567', '+84381234567')
    >>> normalize("04 3825 1234"), normalize("0511.3822222"), normalize("024 38251234")
    ('+842438251234', '+842363822222', '+842438251234')
    >>> normalize("1900 1234"), normalize("+1 650 253 0000")
    ('+8419001234', '+16502530000')
    >>> normalize("001088012345"), normalize("0071000912345"), normalize("+0912345678")
    ('', '', '+84912345678')
    >>> normalize("084 912 345 678"), normalize("0841 234 567")
    ('+84912345678', '+84841234567')
    >>> normalize("+44 (0)20 7946 0958"), normalize("+39 06 1234 5678")
    ('+442079460958', '+390612345678')
    >>> normalize("113"), normalize("Anh Nam"), normalize(""), normalize("1234567890")
    ('', '', '', '')
    """
    text = TRUNK.sub(r"\1", unicodedata.normalize("NFKC", number).strip())
    digits = re.sub(r"\D", "", text)
    if digits == _COUNTED:
        return ""
    # no country's code begins with a zero
    international = text.startswith("+") and digits[:1] != "0"
    if digits.startswith("00"):
        if _PERSON.fullmatch(digits) or not _ABROAD.fullmatch(digits):
            return ""
        international, digits = True, digits[2:]
    if digits.startswith(f"0{COUNTRY_CODE}") and len(digits) > 10:
        # "084 912 345 678": ten digits are a mobile number of today
        international, digits = True, digits[1:]
    if international and not digits.startswith(COUNTRY_CODE):
        return f"+{digits}" if _FOREIGN.fullmatch(digits) else ""
    national = ""
    if digits.startswith(COUNTRY_CODE) and (international or len(digits) >= 10):
        national = _national(digits[2:])
    if not national and not international:
        national = _national(digits)
    if not national:
        return ""
    return f"+{COUNTRY_CODE}{national.removeprefix('0')}"


def _national(digits):
    """Return the number as it is dialled in Vietnam today, ``""`` if none is.

    >>> _national("1681234567"), _national("438251234"), _national("838291234")
    ('0381234567', '02438251234', '0838291234')
    """
    if _SERVICE.fullmatch(digits):
        return digits
    if not digits.startswith("0"):
        digits = f"0{digits}"
    if _MOBILE.fullmatch(digits):
        return digits
    if len(digits) == 11:
        if new := MOBILE_PREFIXES_2018.get(digits[:4]):
            return new + digits[4:]
        if new := AREA_CODES_2017.get(digits[:4]):
            return new + digits[4:]
        return digits if _LANDLINE.fullmatch(digits) else ""
    if len(digits) == 10:
        for length in (3, 2):
            if new := AREA_CODES_2017.get(digits[:length]):
                return new + digits[length:]
    return ""


def spellings(number):
    """Return the digits of an E.164 *number* in the ways they are often stored.

    >>> sorted(spellings("+84381234567"))
    ['01681234567', '0381234567', '381234567', '841681234567', '84381234567']
    """
    digits = number.lstrip("+")
    if not digits.startswith(COUNTRY_CODE):
        return {digits, f"00{digits}"}
    national = digits[len(COUNTRY_CODE) :]
    heads = {
        new: old for old, new in {**MOBILE_PREFIXES_2018, **AREA_CODES_2017}.items()
    }
    bare = {national}
    for length in (3, 4):
        if old := heads.get(f"0{national}"[:length]):
            bare.add(f"{old}{national[length - 1 :]}".removeprefix("0"))
    return (
        {national}
        | {f"0{form}" for form in bare}
        | {f"{COUNTRY_CODE}{form}" for form in bare}
    )


def display(number):
    """Return an E.164 *number* grouped for reading, as Odoo's forms write it.

    >>> display("+84912345678"), display("+842438251234"), display("+842363822222")
    ('+84 912 345 678', '+84 24 3825 1234', '+84 236 3822 222')
    >>> display("+8419001234"), display("+16502530000")
    ('1900 1234', '+16502530000')
    """
    if not number.startswith(f"+{COUNTRY_CODE}"):
        return number
    national = number[3:]
    if _SERVICE.fullmatch(national):
        return f"{national[:4]} {national[4:]}"
    if national[0] == "2":
        size = 2 if national[:2] in ("24", "28") else 3
        return (
            f"+{COUNTRY_CODE} {national[:size]} "
            f"{national[size : size + 4]} {national[size + 4 :]}"
        )
    return f"+{COUNTRY_CODE} {national[:3]} {national[3:6]} {national[6:]}"
