"""Vietnamese text of before Unicode: TCVN3 (ABC) and VNI fonts, Windows-1258.

In spreadsheets such text is made of western letters that only the right font shows as
Vietnamese; in text files it is bytes without a name. No ORM in here. The codecs
``tcvn3`` and ``vni`` are registered with Python.

>>> decode("C«ng ty TNHH §¹i Ph¸t", "tcvn3"), decode("Coâng ty Ñaïi Phaùt", "vni")
('Công ty TNHH Đại Phát', 'Công ty Đại Phát')
>>> "Công ty".encode("utf-8").decode("utf-8") == b"C\\xabng ty".decode("tcvn3")
True
"""

import codecs
import re
import unicodedata

#: letters of TCVN3 (ABC) fonts, and what they show, one under the other
_TCVN3 = str.maketrans(
    "¢£¤µ¸©·ÌÐª×Ýßã«âïóý¡¨§®Üò¥¬¦\u00ad¹¶ÊÇÈÉË¾»¼½ÆÑÎÏÕÒÓÔÖØÞäáèåæçéíêëìîôñøõö÷ùúþûü",
    "ÂÊÔàáâãèéêìíòóôõùúýĂăĐđĩũƠơƯưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
)
#: small letters of VNI fonts, each followed by what it shows
_VNI_PAIRS = (
    "aøà aùá aââ aõã eøè eùé eâê iøì iùí oøò oùó oâô oõõ uøù uùú yùý aêă uõũ "
    "aïạ aûả aáấ aàầ aåẩ aãẫ aäậ aéắ aèằ aüẵ aëặ eïẹ eûẻ eõẽ eáế eàề eåể eãễ "
    "eäệ oïọ oûỏ oáố oàồ oåổ oãỗ oäộ ôùớ ôøờ ôûở ôõỡ ôïợ uïụ uûủ öùứ öøừ öûử "
    "öõữ öïự yøỳ yïỵ yûỷ yõỹ aúẳ ñđ óĩ ôơ öư æỉ òị "
)
_VNI = {
    form[:-1]: form[-1]
    for pair in _VNI_PAIRS.split()
    for form in (pair, pair.upper(), pair[0].upper() + pair[1:-1] + pair[-1].upper())
}
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
#: encodings that are offered, beside those of Odoo
ENCODINGS = ("windows-1258", "tcvn3", "vni")
#: how many bytes of a file, and characters of a sheet, are looked at
SAMPLE = 65536
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORD = re.compile(r"[^\W\d_]+")
#: signs that TCVN3 uses as letters, beside a letter, and capitals behind small ones
_SIGN_AS_LETTER = re.compile("[A-Za-z][¡-¿×]|[¡-¿][a-zA-Z]|[a-z][À-ÖØ-Þ]")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    r"(?:[oôơ]o|[ouưi]?a[iouy]?|[ou]ă|[ou]?â[uy]?|o?e[o]?|[iuy]?ê[u]?|[ăâêiouyôơư]|"
    r"[uo]?[iy][ua]?|uyê|ô?i|[ouôơư][iu]|u?[ôơ]i?|u?ươ?[iu]?)(?:ng|nh|ch|[ckmnpt])?"
)
#: the order in which they are tried: much of VNI is Vietnamese if read as TCVN3
_TRIED = ("windows-1258", "vni", "tcvn3")


def decode(text, encoding):
    """Return *text* of a spreadsheet, whose letters are *encoding*'s, as Unicode.

    :param encoding: ``"tcvn3"``, ``"vni"``, else the text is given back
    """
    if encoding == "tcvn3":
        return text.translate(_TCVN3)
    if encoding == "vni":
        return _VNI_LETTER.sub(lambda match: _VNI[match[0]], text)
    return text


def decode_row(cells, encoding):
    """Return the *cells* of a row as Unicode; a row that is Unicode stays as it is.

    >>> decode_row(["Tên KH", "Điện thoại"], "tcvn3"), decode_row(["Hµ", 5], "tcvn3")
    (['Tên KH', 'Điện thoại'], ['Hà', 5])
    """
    texts = [cell for cell in cells if isinstance(cell, str) and not cell.isascii()]
    if not all(map(_is_western, texts)):
        return cells
    return [decode(cell, encoding) if isinstance(cell, str) else cell for cell in cells]


def _is_western(text):
    """Say whether *text* has letters with accents, all of them western ones."""
    return not text.isascii() and not any(
        char > "\u00ff" and char.isalpha() for char in text
    )


def font_encoding(font):
    """Return (encoding, capitals) of the text in a *font*, or (``""``, False).

    >>> font_encoding(".VnTimeH"), font_encoding("VNI-Times"), font_encoding("Arial")
    (('tcvn3', True), ('vni', False), ('', False))
    """
    name = (font or "").strip().lower()
    if name.startswith(".vn"):
        return "tcvn3", name.endswith("h")
    return ("vni", False) if name.startswith("vni-") else ("", False)


def guess_text(texts):
    """Return the encoding that the *texts* of a spreadsheet are probably in.

    Only what could not be Unicode: signs inside of words, and words that are
    Vietnamese once decoded.

    >>> guess_text(["C«ng ty TNHH §¹i Ph¸t", "0912345678"])
    'tcvn3'
    >>> guess_text(["Coâng ty Ñaïi Phaùt", "Nguyeãn Vaên Oåi"])
    'vni'
    >>> guess_text(["Công ty Ổi"]), guess_text(["Müller «Corazón» São Señor"])
    ('', '')
    """
    text = "\n".join(text for text in texts if _is_western(text))[:SAMPLE]
    if not text:
        return ""
    for encoding in _TRIED[1:]:
        if encoding == "tcvn3" and not _SIGN_AS_LETTER.search(text):
            continue
        total, share = vietnamese_share(decode(text, encoding))
        if total > 1 and share >= 0.9 and share > vietnamese_share(text)[1]:
            return encoding
    return ""


def _is_utf8(sample):
    """Tell whether a piece of a file is UTF-8; a letter may be cut at its end.

    >>> _is_utf8("Nguyễn".encode()), _is_utf8("Nguyễn".encode()[:-2])
    (True, True)
    >>> _is_utf8("Müller".encode("latin-1"))
    False
    """
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def guess_bytes(data):
    r"""Return the encoding of the bytes of a text file, ``""`` where none is sure.

    A mark at the beginning of the file says more: it is left to who reads it.

    >>> text = "Nguyễn Thị Ổi, phường Bến Nghé"
    >>> guess_bytes(text.encode()), guess_bytes("Müller, Señor".encode("latin-1"))
    ('utf-8', '')
    >>> guess_bytes(text.encode("utf-16-le")), guess_bytes(text.encode("utf-16"))
    ('utf-16-le', '')
    >>> guess_bytes("NguyÔn ThÞ æi, ph\u00adêng BÕn NghÐ".encode("latin-1"))
    'tcvn3'
    """
    sample = data[:SAMPLE]
    if sample.startswith(_MARKS):
        return ""
    if sample.count(0) > len(sample) // 3:
        return (
            "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
        )
    if sample.isascii():
        return ""
    if _is_utf8(data):
        return "utf-8"
    if b"\x00" in sample:
        return ""
    best = ("", 0.8)
    for encoding in _TRIED:
        text = sample.decode(encoding, "replace")
        if encoding == "windows-1258" and not _TONES.search(text):
            continue
        total, share = vietnamese_share(unicodedata.normalize("NFC", text))
        if total > 1 and share > best[1]:
            best = (encoding, share)
    return best[0]


def vietnamese_share(text):
    """Return how many words of *text* have accents, and the share of Vietnamese ones.

    >>> vietnamese_share("Nguyễn Thị Ổi an"), vietnamese_share("Müller")
    ((3, 1.0), (1, 0.0))
    """
    words = [
        word
        for word in re.split(r"[\s\d,;:!?*&+.|/()\"'-]+", text)
        if not word.isascii()
    ]
    right = sum(map(_is_syllable, words))
    return len(words), right / len(words) if words else 0.0


def _is_syllable(word):
    plain = unicodedata.normalize("NFD", word.lower())
    tones = len(_TONES.findall(plain))
    plain = unicodedata.normalize("NFC", _TONES.sub("", plain))
    return tones <= 1 and bool(_SYLLABLE.fullmatch(plain))


def _codec(name):
    if name not in ("tcvn3", "vni"):
        return None

    def read(data, errors="strict"):
        text, length = codecs.charmap_decode(bytes(data), errors, _LATIN)
        return decode(text, name), length

    def write(text, errors="strict"):
        raise UnicodeError(f"Nothing is written in {name}")

    return codecs.CodecInfo(write, read, name=name)


_LATIN = "".join(map(chr, range(256)))
codecs.register(_codec)
