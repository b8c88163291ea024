"""Vietnamese text: one form to store, one form to compare.

A Vietnamese letter can be written in Unicode in several ways ("ễ" as one code
point, as "ê" and a tilde, as "e" and two marks), and people type names with
and without accents. :func:`clean` gives the form to store, :func:`fold` the
form in which two spellings of the same name are equal; it does what
PostgreSQL's ``unaccent(lower(…))`` does for Vietnamese. No ORM in here.
"""

import re
import unicodedata

# Letters that look like đ and come from other keyboards and code pages.
_LOOKALIKES = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
# Letters that have no canonical decomposition, but a plain letter people type.
_PLAIN = {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ø": "o", "ß": "ss"}
# Spaces of every kind become one space, one that is one stays; marks that show
# nothing disappear.
_SPACES = re.compile(r"(?:[^\S\n ]| (?=[^\S\n]))[^\S\n]*")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")

#: Words that say what a company is, not which one, accents folded. The longest
#: come first, so that "co phan" goes before "co".
LEGAL_FORMS = (
    *("trach nhiem huu han", "mot thanh vien", "hai thanh vien", "1 thanh vien"),
    *("2 thanh vien", "doanh nghiep tu nhan", "thuong mai", "dich vu", "san xuat"),
    *("xuat nhap khau", "ho kinh doanh", "van phong dai dien", "chi nhanh"),
    *("hop danh", "hop tac xa", "tap doan", "tong cong ty", "tong cty", "cong ty"),
    *("dn tu nhan", "doanh nghiep tn", "dn tn", "ho kd", "vpdd", "tro len", "pte ltd"),
    *("c ty", "cty", "ctcp", "cttnhh", "co phan", "cphan", "tnhh", "tmcp", "mtv"),
    *("1tv", "2tv", "1 tv", "2 tv", "hkd", "dntn", "htx", "jsc", "one member"),
    *("limited liability", "co ltd", "ltd co", "ltd", "llc", "corp", "corporation"),
    *("company limited", "company", "limited", "joint stock", "inc"),
    *("congtytnhh", "congtycp", "ctytnhh", "ctycp"),
)
#: short for such a word, where a legal form or another of these stands beside it
ABBREVIATIONS = (
    *("cp", "tm", "dv", "sx", "xnk", "va", "and", "tmdv", "dvtm", "sxtm", "tmsx"),
)
#: what words of names are short for
SHORT = {
    "vietnam": "viet nam",
    "c p": "cp",
    "c t": "ct",
    "nhtmcp": "ngan hang tmcp",
    "nh tmcp": "ngan hang tmcp",
    "truong th": "truong tieu hoc",
    "truong mn": "truong mam non",
    "truong dh": "dai hoc",
    "truong dai hoc": "dai hoc",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "xd": "xay dung",
    "dt": "dau tu",
    "pt": "phat trien",
    "nn": "nong nghiep",
}
#: the same, where the name begins with them, beside legal forms
SHORT_FIRST = {"bv": "benh vien", "dh": "dai hoc", "tt": "trung tam"}
#: words that tell no company from another
GENERAL = {"group", "holdings", "holding", "viet nam", "vietnam", "vn"}
_LEGAL_FORM = re.compile(rf"\b(?:{'|'.join(LEGAL_FORMS)})\b")
_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(ABBREVIATIONS)})\b")
_SPELLED = re.compile(r"\b[a-z](?: [a-z]){2,}\b")
_SHORT = re.compile(rf"\b(?:{'|'.join(SHORT)})\b")
_SHORT_FIRST = re.compile(rf"(?:{'|'.join(SHORT_FIRST)})\b")
_GLUED = re.compile(r"\b(?:tm|dv|sx|xnk|xd|dt|pt){2,}\b")
_GLUE = re.compile(r"xnk|..")
_BRANCH = re.compile(r"^cn (?=c ?ty|cong ty|ct ?cp|ct ?tnhh|ngan hang)")
#: how many characters of a name are looked at
NAME_MAX = 500


def nfc(text):
    """Return *text* in composed form, with the letter Đ that Vietnamese uses.

    >>> nfc("Nguye\\u0302\\u0303n") == "Nguyễn"
    True
    >>> nfc("\\u00d0ặng") == "Đặng"
    True
    """
    if text.isascii():
        return text
    return _replaced(unicodedata.normalize("NFC", text), _LOOKALIKES)


def _replaced(text, letters):
    for letter, other in letters.items():
        if letter in text:
            text = text.replace(letter, other)
    return text


def clean(text):
    """Return *text* as it should be stored: composed, without stray spaces.

    No-break spaces become spaces, runs of spaces one, invisible characters
    disappear. Line ends stay.

    >>> clean("  Trần\\u00a0 Văn\\u200b  Đạt ")
    'Trần Văn Đạt'
    >>> clean("Số 5 \\nngõ 2")
    'Số 5\\nngõ 2'
    >>> clean(False)
    ''
    """
    if not text:
        return ""
    text = _SPACES.sub(" ", _INVISIBLE.sub("", nfc(text).replace("\r\n", "\n")))
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def tidy(text):
    """Return *text* as it should be stored in a field of one line.

    >>> tidy(" Nguye\\u0302\\u0303n\\u00a0\\nAn "), tidy(False)
    ('Nguyễn An', '')
    """
    return " ".join(clean(text).split())


def fold(text):
    """Return *text* in the form that ignores accents, case and extra spaces.

    >>> fold("Đặng Thị Ngọc ÁNH")
    'dang thi ngoc anh'
    >>> fold("Hòa") == fold("Hoà") == fold("HOA ")
    True
    >>> fold("Ư ơ Ă â Ê ô")
    'u o a a e o'
    >>> fold(False)
    ''
    """
    plain = clean(text)
    if not plain.isascii():
        plain = plain.translate(_LETTERS)
    if not plain.isascii():
        plain = _plain(plain)
    return _SPACES.sub(" ", plain.replace("\n", " ").lower()).strip()


def _plain(text):
    """Return *text* without accents, letter by letter: right for every script."""
    decomposed = unicodedata.normalize("NFKD", _replaced(text, _PLAIN))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


# Latin letters, as far as Vietnamese has any, and their plain ones: five times faster.
_LETTERS = {
    ord(letter): plain
    for letter in map(chr, range(0xC0, 0x1F00))
    if (plain := _plain(letter)) != letter and plain.isascii()
}


def key(text):
    """Return the letters and digits of *text*, folded, one space between words.

    Two entries of a list are the same when their keys are.

    >>> key("Bán lẻ - Siêu thị")
    'ban le sieu thi'
    >>> key("F&B") == key("f & b")
    True
    """
    return _NOT_WORD.sub(" ", fold(text)).strip()


def company_key(name):
    """Return what tells a company's name from another's, folded.

    Legal forms and general words of business are left out; if nothing else is
    there, the whole name is the key.

    >>> company_key("Công ty TNHH Thương mại và Dịch vụ Hòa Phát")
    'hoa phat'
    >>> company_key("CTY CP HOÀ PHÁT"), company_key("C.ty TNHH Hòa Phát")
    ('hoa phat', 'hoa phat')
    >>> company_key("CTY TNHH TMDV Hoa Lan"), company_key("Hoa Lan J.S.C")
    ('hoa lan', 'hoa lan')
    >>> company_key("CTCP Hoa Lan"), company_key("Hoa Lan Co., Ltd")
    ('hoa lan', 'hoa lan')
    >>> company_key("CT TNHH Hoa Lan"), company_key("CT Group"), company_key("TM Group")
    ('hoa lan', 'ct group', 'tm group')
    >>> company_key("Công ty Cổ phần"), company_key("Mai và Đào")
    ('cong ty co phan', 'mai va dao')
    >>> company_key("Cty TNHH SXTMDV A.B.C"), company_key("CTCP ĐTXD Hoa Lan")
    ('abc', 'dau tu xay dung hoa lan')
    >>> company_key("NHTMCP Á Châu"), company_key("BV Hoa Lan"), company_key("Á Châu")
    ('ngan hang a chau', 'benh vien hoa lan', 'a chau')
    """
    whole = key((name or "")[:NAME_MAX])
    # "A.B.C" and "ABC" are one name, "T.N.H.H" and "TNHH" one legal form
    whole = _SPELLED.sub(lambda match: match[0].replace(" ", ""), whole)
    whole = _GLUED.sub(lambda match: " ".join(_GLUE.findall(match[0])), whole)
    whole = _SHORT.sub(lambda match: SHORT[match[0]], _BRANCH.sub("", whole))
    left = _LEGAL_FORM.sub(" ", whole)
    if whole.startswith("ct "):
        rest = " ".join(left.removeprefix("ct ").split())
        if rest and rest not in GENERAL:
            whole, left = f"cty {rest}", f" {rest}"
    if " ".join(left.split()) != whole:
        left = _ABBREVIATION.sub(" ", left)
    found = " ".join(left.split()) or whole
    first = _SHORT_FIRST.match(found)
    return SHORT_FIRST[first[0]] + found[first.end() :] if first else found
