"""The spelling of Vietnamese place names: what is the same, what only looks so.

A syllable has two keys. The *toned* one keeps vowels and tone, however the tone mark
is placed (hòa, hoà) and whichever of i and y is written (Lý, Lí). The *plain* one has
no marks at all, as names are typed on a keyboard without them. No ORM in here.
"""

import re
import unicodedata
from functools import lru_cache

# grave, acute, tilde, hook above, dot below: the five marked tones
_TONES = {"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"}
_STOPS = ("c", "h", "k", "p", "t")
_DIGITS = {"ii": "2", "iii": "3", "iv": "4"}
_FINAL_Y = re.compile(r"^([bcdđghklmnprstvx]+|qu)y$")
#: words, and everything that can end a part of an address
TOKENS = re.compile(
    r"[^\W_]+(?:['’`ʼ][^\W_]+)*|[,;\n\t|()\[\]]|\s[-–—/]\s|[-–—]|\.(?=\s)"
)
_GLUED = re.compile(r"^(p|q|f|h|x|tx|tt|tp|phuong|quan)(\d{1,2})$")


@lru_cache(maxsize=32768)
def syllable(word):
    """Return the (plain, toned) keys of one written *word* in lower case.

    >>> syllable("hòa") == syllable("hoà") == ("hoa", "hoa1")
    True
    >>> syllable("lý") == syllable("lí"), syllable("đường")
    (True, ('duong', 'đương1'))
    >>> syllable("05"), syllable("m'đrắk"), syllable("iii")
    (('5', '5'), ('mdrak', 'mđrăk2'), ('3', '3'))
    """
    if word.isdigit():
        number = word.lstrip("0") or "0"
        return number, number
    tone, letters = "", []
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        elif char.isalnum() or unicodedata.combining(char):
            letters.append("đ" if char == "ð" else char)
    base = unicodedata.normalize("NFC", "".join(letters))
    base = _FINAL_Y.sub(r"\1i", base)
    plain = "".join(
        "d" if char == "đ" else char
        for char in unicodedata.normalize("NFD", base)
        if not unicodedata.combining(char)
    )
    if plain in _DIGITS and plain == base:
        plain = base = _DIGITS[plain]
    return plain, base + tone


def keys(name):
    """Return the (plain, toned) syllables of a *name*, as two tuples.

    >>> keys("Phan Rang-Tháp Chàm")[0]
    ('phan', 'rang', 'thap', 'cham')
    """
    words = [
        syllable(token)
        for token in TOKENS.findall(unicodedata.normalize("NFC", name).lower())
        if token[0].isalnum()
    ]
    return tuple(w[0] for w in words), tuple(w[1] for w in words)


def split_glued(word):
    """Return the two parts of an abbreviation written with its number, or none.

    >>> split_glued("q1"), split_glued("phuong12"), split_glued("a1")
    (('q', '1'), ('phuong', '12'), None)
    """
    match = _GLUED.match(word)
    return match and match.groups()


def agreement(written, toned):
    """Say how well *written* syllables (plain, toned) fit a name's *toned* ones.

    :return: 2 they are equal, 1 marks are missing, 0 they contradict each other

    >>> name = keys("Văn Lăng")[1]
    >>> [agreement(keys(text), name) for text in ("Văn Lăng", "van lăng", "Văn Lang")]
    [2, 1, 1]
    >>> agreement(keys("Vân Lăng"), name)
    0
    >>> agreement(keys("Đăk Lăk"), keys("Đắk Lắk")[1])
    1
    """
    plain, marked = written
    if marked == toned:
        return 2
    for bare, mark, wanted in zip(plain, marked, toned, strict=True):
        # a syllable that ends in a stop has a tone: "đăk" is "đắk" misspelt
        if mark not in (wanted, bare) and not (
            mark[-1:] in _STOPS and mark == wanted[:-1]
        ):
            return 0
    return 1
