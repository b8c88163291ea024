"""Bytes of a vCard file to text: encodings, folding, quoted-printable, escapes.

No ORM here. Phones of the last twenty years write vCards in UTF-8, UTF-16 and the
code page of the day, fold lines by characters or by octets, and forget to indent.
Nothing in this module raises on what a file holds.

>>> decode("Nguyễn".encode())
'Nguyễn'
>>> decode("Ðà Nẵng".encode("utf-16"), "utf-16")
'Ðà Nẵng'
>>> decode("Khách quen ở Đà Nẵ".encode()[:-1])
'Khách quen ở Đà N'
>>> decode(b"Tr\\xe2\\xccn", None)
'Trần'
>>> split_escaped(r"Trần;Văn\\;An;;", ";")
['Trần', 'Văn\\\\;An', '', '']
>>> unescape(r"Số 1\\, Lê Lợi\\nQuận 1")
'Số 1, Lê Lợi\\nQuận 1'
"""

import binascii
import codecs
import contextlib
import quopri
import re
import unicodedata

#: bytes of a byte order mark and the encoding it announces, longest first
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: what is tried, in this order, on bytes that are not UTF-8: Vietnamese Windows first
LEGACY_ENCODINGS = ("cp1258", "cp1252")
#: characters that phones put around numbers and names and nobody sees
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufffe\uffff\ud800-\udfff]"
)
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
#: declared charsets that are believed; Python knows others that are no text
CHARSET = re.compile(
    r"(?i)(utf-?(8|16|32)|us-ascii|iso-?8859|latin|windows-|cp-?\d|koi8|gb|big5|"
    r"shift|euc|mac|tcvn|viscii)[\w:-]*"
)
ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def canonical(data):
    """Return the bytes *data* of a file as UTF-8-like bytes with ``\\n`` line ends.

    UTF-16 and UTF-32, with or without a mark, are recoded; everything else is left
    for :func:`decode`, property by property, because files mix encodings.

    >>> canonical("BEGIN:VCARD\\r\\n".encode("utf-16"))
    b'BEGIN:VCARD\\n'
    >>> canonical("BEGIN:VCARD\\r".encode("utf-16-be"))
    b'BEGIN:VCARD\\n'
    """
    mark, encoding = next(
        (pair for pair in BYTE_ORDER_MARKS if data.startswith(pair[0])), (b"", "")
    )
    data = data[len(mark) :]
    encoding = encoding or _encoding_without_mark(data[:4096])
    if encoding != "utf-8":
        data = data.decode(encoding, "replace").encode("utf-8", "replace")
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _encoding_without_mark(head):
    """Return the encoding the first bytes betray by their zeros."""
    head = head.upper()
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        found = head.find("BEGIN".encode(encoding))
        if found >= 0 and found % (int(encoding[4:6]) // 8) == 0:
            return encoding
    return "utf-8"


def decode(raw, charset=None):
    """Return the bytes *raw* of one value as clean NFC text.

    Bytes that are valid UTF-8 are UTF-8, whatever the file claims; then the
    declared *charset*, then the Vietnamese and the western code pages.
    """
    text = _decode_utf8(raw)
    if text is not None:
        return clean(text)
    for encoding in (charset, *LEGACY_ENCODINGS):
        if not encoding or not CHARSET.fullmatch(encoding):
            continue
        try:
            return clean(raw.decode(encoding))
        except (LookupError, UnicodeError, ValueError):
            continue
    return clean(raw.decode("latin-1"))


def _decode_utf8(raw):
    """Return *raw* as text if it is UTF-8, also with emoji in two halves."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        # a text that a phone cut after so many bytes, inside a letter
        if (
            error.end == len(raw)
            and error.start > 8
            and error.reason.startswith("unexpected end")
        ):
            return raw[: error.start].decode("utf-8")
    with contextlib.suppress(UnicodeError):  # as older Android phones write emoji
        halves = raw.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass")
        return halves.decode("utf-16")
    return None


def clean(text):
    """Return *text* in NFC, without what can't be seen or stored.

    >>> clean("\\u202a+84 903\\u00a0123 456\\u202c\\x00")
    '+84 903 123 456'
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", SPACES.sub(" ", INVISIBLE.sub("", text)))


def quoted_printable(raw):
    """Return the bytes behind quoted-printable ones; wrong escapes stay as typed.

    >>> quoted_printable(b"Nguy=E1=BB=85n=ZZ")
    b'Nguy\\xe1\\xbb\\x85n=ZZ'
    """
    return quopri.decodestring(raw)


def base64_bytes(raw):
    """Return the bytes behind base64 ones, or ``b""`` when they are no base64.

    >>> base64_bytes(b"aGVs\\n bG8")
    b'hello'
    >>> base64_bytes(b"%%%")
    b''
    """
    compact = b"".join(raw.split())
    compact = compact.rstrip(b"=")
    compact += b"=" * (-len(compact) % 4)
    try:
        return binascii.a2b_base64(compact, strict_mode=True)
    except (ValueError, TypeError):
        return b""


def split_escaped(text, separator):
    """Split *text* at each *separator* that no backslash protects."""
    if "\\" not in text:
        return text.split(separator)
    parts, current, protected = [], [], False
    for character in text:
        if protected or character != separator:
            current.append(character)
            protected = character == "\\" and not protected
        else:
            parts.append("".join(current))
            current = []
    return [*parts, "".join(current)]


def unescape(text):
    """Undo the backslashes of vCard 3.0 and 4.0 (2.1 uses a subset of them)."""
    if "\\" not in text:
        return text
    return ESCAPE.sub(
        lambda match: "\n" if match[1] in "nN" else _unescaped(match[1]), text
    )


def _unescaped(character):
    r"""Return what ``\character`` means; an unknown escape keeps its backslash."""
    return character if character in "\\,;:\"'" else "\\" + character
