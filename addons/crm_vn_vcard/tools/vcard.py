"""Read vCard files (2.1, 3.0, 4.0), however broken, without losing a card.

No ORM here. :func:`read_cards` gives one :class:`Card` for every ``BEGIN:VCARD`` of
a file, in its order; a card that can't become a customer says why in ``problem``.
Remote photos are named in ``warnings`` and ``extras``, and never fetched.

>>> (card,) = read_cards('''BEGIN:VCARD
... VERSION:3.0
... N:Trần;An;Văn;;
... TEL;TYPE=CELL:0903 123 456
... EMAIL:an@example.com
... END:VCARD'''.encode())
>>> card.name, card.phones, card.emails, card.problem
('Trần Văn An', ['0903 123 456'], ['an@example.com'], None)
"""

import dataclasses
import re
from urllib.parse import unquote

from odoo.addons.crm_vn_base.tools.text import key

from .vcard_extras import TEXT_MAX, extras_of
from .vcard_lines import properties_of, split_cards
from .vcard_text import base64_bytes, canonical, split_escaped, unescape

#: a photo above this many bytes is left out, with a warning
PHOTO_MAX_BYTES = 4 * 1024 * 1024
#: first bytes of the pictures Odoo can show
PHOTO_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")

#: lower is better: the kind of a number that becomes the main phone
PHONE_RANK = {"CELL": 0, "IPHONE": 0, "MOBILE": 0, "MAIN": 1, "WORK": 2, "HOME": 3}
FAX_KINDS = {"FAX", "PAGER", "MODEM", "TLX"}
#: what else is said of a number that everybody knows; other kinds are told
PLAIN_KINDS = {
    *(*PHONE_RANK, *FAX_KINDS, "VOICE", "PREF", "MSG", "OTHER", "TEXT", "VIDEO"),
    *("TEXTPHONE", "CAR", "ISDN", "PCS", "BBS", "INTERNET", "DOM", "INTL", "X400"),
    *(
        "UTF-8",
        "QUOTED-PRINTABLE",
        "BASE64",
        "8BIT",
        "B",
        "URI",
        "X-MOBILE",
        "PERSONAL",
    ),
}
#: labels that Apple ships are written in signs: "_$!<HomePage>!$_"
APPLE_LABEL = re.compile(r"^_\$!<(.*)>!\$_$")
EXTENSION = re.compile(r"(?i)(?:^|;)ext=([0-9]{1,6})")


@dataclasses.dataclass
class Address:
    """One ``ADR``; every part is text, empty when the card is silent."""

    street: str = ""
    street2: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""


@dataclasses.dataclass
class Card:
    """What one card says.

    ``number`` counts the cards of the file from 1, ``line`` is where it begins.
    ``problem`` is None or the reason why it can't become a customer: ``empty``
    (no name, company, phone or e-mail) or ``group`` (a list of other cards).
    ``warnings`` holds ``unclosed``, ``remote_photo``, ``big_photo``, ``bad_photo``.
    """

    number: int
    line: int
    version: str = ""
    name: str = ""
    #: the personal name in its parts, where it is another than ``name``
    person: str = ""
    company: str = ""
    function: str = ""
    nickname: str = ""
    uid: str = ""
    birthday: str = ""
    note: str = ""
    is_company: bool = False
    photo: bytes = b""
    phones: list = dataclasses.field(default_factory=list)
    faxes: list = dataclasses.field(default_factory=list)
    emails: list = dataclasses.field(default_factory=list)
    addresses: list = dataclasses.field(default_factory=list)
    websites: list = dataclasses.field(default_factory=list)
    categories: list = dataclasses.field(default_factory=list)
    #: what has no place of its own: (label of the card, or kind in lower case, text)
    extras: list = dataclasses.field(default_factory=list)
    warnings: list = dataclasses.field(default_factory=list)
    problem: str | None = None


def read_cards(data, *, photo_max_bytes=PHOTO_MAX_BYTES):
    """Return the list of :class:`Card` of the bytes *data* of a file.

    There is exactly one for every line ``BEGIN:VCARD``, nested ones included.
    """
    cards = []
    for line, closed, lines in split_cards(canonical(data)):
        card = Card(number=len(cards) + 1, line=line)
        if not closed:
            card.warnings.append("unclosed")
        properties = properties_of(lines)
        _fill(card, properties, photo_max_bytes)
        cards.append(card)
    return cards


def _fill(card, properties, photo_max_bytes):
    by_name = {}
    for prop in properties:
        by_name.setdefault(prop.name, []).append(prop)

    def first(*names):
        return next(
            (p.value for name in names for p in by_name.get(name, ()) if p.value), ""
        )

    card.version = first("VERSION")
    card.uid = first("UID")
    card.birthday = _birthday(by_name.get("BDAY", ()))
    card.nickname = first("NICKNAME", "X-NICKNAME")
    card.function = first("TITLE", "ROLE")
    card.note = "\n".join(p.value for p in by_name.get("NOTE", ()) if p.value)
    card.categories = [
        unescape(item).strip()
        for prop in by_name.get("CATEGORIES", ())
        for item in split_escaped(prop.text, ",")
        if item.strip()
    ]
    card.company = " - ".join(
        part for prop in by_name.get("ORG", ())[:1] for part in prop.parts if part
    )
    shown = {
        prop.group: APPLE_LABEL.sub(r"\1", prop.value)
        for prop in by_name.get("X-ABLABEL", ())
        if prop.group
    }
    # labels of one's own are told; those that Apple ships only repeat the kind
    own = {
        prop.group: prop.value
        for prop in by_name.get("X-ABLABEL", ())
        if prop.group and prop.value and not APPLE_LABEL.match(prop.value)
    }
    card.phones, card.faxes, beside = _phones(by_name.get("TEL", ()), own)
    beside += [
        (own[prop.group], prop.value)
        for name in ("EMAIL", "URL", "ADR")
        for prop in by_name.get(name, ())
        if prop.group in own
    ]
    card.emails = _emails(by_name.get("EMAIL", ()))
    card.websites = _unique(p.value for p in _preferred(by_name.get("URL", ())))
    card.addresses = [
        address
        for address in map(_address, _preferred(by_name.get("ADR", ())))
        if address != Address()
    ]
    if not card.addresses:
        labels = [prop.value for prop in by_name.get("LABEL", ())]
        labels += [
            unescape(prop.parameters.get("LABEL", "").replace("^n", "\n"))
            for prop in by_name.get("ADR", ())
        ]
        card.addresses = [
            Address(street=", ".join(label.split("\n"))) for label in labels if label
        ]
    shown_name = next(
        (p.value for p in _preferred(by_name.get("FN", ())) if p.value), ""
    )
    _fill_name(card, shown_name, by_name.get("N", ()))
    photos = _fill_photo(card, by_name.get("PHOTO", ()), photo_max_bytes)
    kind = first("KIND", "X-ADDRESSBOOKSERVER-KIND").lower()
    shown_as = first("X-ABSHOWAS").upper()
    card.is_company = kind in {"org", "organization"} or shown_as == "COMPANY"
    if card.company and not _has_personal_name(card, by_name.get("N", ())):
        card.is_company = True
    card.extras = [*beside, *extras_of(card, properties, shown), *photos]
    if kind == "group":
        card.problem = "group"
    elif not card.name:
        card.problem = "empty"


def _fill_name(card, full_name, structured):
    """Set the name: as written, else family-middle-given, else what is known."""
    name = " ".join(full_name.split())
    for prop in structured:
        family, given, middle, prefix, suffix = [*prop.parts, *[""] * 5][:5]
        ordered = (prefix, family, middle, given, suffix)
        person = " ".join(part.replace(",", " ") for part in ordered if part)
        person = " ".join(person.split())
        if person:
            if not name:
                name = person
            elif not {*key(person).split()} <= {*key(name).split()}:
                card.person = person
            break
    known = (name, card.company, card.nickname, *card.emails[:1], *card.phones[:1])
    card.name = next((value for value in known if value), "")


def _has_personal_name(card, structured):
    if any(part for prop in structured for part in prop.parts):
        return True
    return card.name != card.company


def _phones(properties, labels):
    """Return the phone numbers, the main one first, the faxes, and what is beside.

    :return: (phones, faxes, list of (label, text) of extensions and own labels)
    """

    def rank(prop):
        kind = min((PHONE_RANK.get(kind, 4) for kind in prop.kinds), default=4)
        return (prop.rank, kind)

    phones, faxes, beside = [], [], []
    for prop in sorted(properties, key=rank):
        value, extension = prop.value, None
        if value[:4].lower() == "tel:":
            value, _semicolon, rest = unquote(value[4:]).partition(";")
            extension = EXTENSION.search(rest)
        value = " ".join(value.split())
        label = labels.get(prop.group, "") or _kind_label(prop.kinds)
        if prop.kinds & FAX_KINDS or any("FAX" in kind for kind in prop.kinds):
            faxes.append(value)
            continue
        if "fax" in label.lower():
            faxes.append(value)
            continue
        phones.append(value)
        if extension:
            beside.append(("extension", f"{value} ext. {extension[1]}"))
        if label and value:
            beside.append((label, value))
    return _unique(phones), _unique(faxes), beside


def _kind_label(kinds):
    """Return what of the *kinds* of a number is somebody's own word.

    >>> _kind_label({"CELL", "X-ZALO"}), _kind_label({"HOME", "VOICE"})
    ('zalo', '')
    """
    own = sorted(kind for kind in kinds if kind and kind not in PLAIN_KINDS)
    return " ".join(own).lower().replace("x-", "")


def _emails(properties):
    addresses = []
    for prop in _preferred(properties):
        value = prop.value
        if value[:7].lower() == "mailto:":
            value = unquote(value[7:].partition("?")[0])
        addresses.append(value.strip())
    return _unique(addresses)


def _preferred(properties):
    return sorted(properties, key=lambda prop: prop.rank)


def _unique(values):
    return list(dict.fromkeys(value for value in values if value))


def _address(prop):
    box, extended, street, city, state, zip_code, country = [
        *(" ".join(part.split()) for part in prop.parts),
        *[""] * 7,
    ][:7]
    if not street:
        street, extended = extended, ""
    return Address(
        street=street,
        street2=", ".join(part for part in (extended, box) if part),
        city=city,
        state=state,
        zip=zip_code,
        country=country,
    )


def _fill_photo(card, properties, photo_max_bytes):
    """Set the first photo that is inside the card, small enough and a picture.

    :return: list of ("photo", address) of those that are not inside
    """
    remote = []
    for prop in properties:
        raw, embedded = prop.raw.strip(), prop.is_base64
        if raw[:5].lower() == b"data:":
            head, _comma, raw = raw.partition(b",")
            embedded = b"base64" in head.lower()
        if not embedded:
            if raw:
                card.warnings.append("remote_photo")
                remote.append(("photo", " ".join(prop.value[:TEXT_MAX].split())))
            continue
        if len(raw) > photo_max_bytes * 3 // 2:
            card.warnings.append("big_photo")
            continue
        photo = base64_bytes(raw)
        if not photo.startswith(PHOTO_SIGNATURES):
            card.warnings.append("bad_photo")
        elif len(photo) > photo_max_bytes:
            card.warnings.append("big_photo")
        else:
            card.photo = photo
            break
    return remote


def _birthday(properties):
    """Return the day of birth as written; a year that only fills a place is none.

    Apple writes 1604 where it knows no year, and says so in a parameter.
    """
    for prop in properties:
        if prop.value:
            filler = prop.parameters.get("X-APPLE-OMIT-YEAR", "")
            known = not filler or not prop.value.startswith(filler)
            return prop.value if known else f"-{prop.value[len(filler) :]}"
    return ""
