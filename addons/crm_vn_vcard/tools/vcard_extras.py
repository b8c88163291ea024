"""What a card says that has no field of its own, so that nothing is lost.

No ORM here. :func:`extras_of` gives (label, text) pairs: the label is the one that
the card gives, else one of :data:`KINDS`, else the property's name.
"""

import re

from odoo.addons.crm_vn_base.tools.text import key, tidy

#: property: kind of what it says
KINDS = {
    "NICKNAME": "nickname",
    "X-NICKNAME": "nickname",
    "ORG": "company",
    "TITLE": "function",
    "ROLE": "function",
    "CATEGORIES": "categories",
    "IMPP": "chat",
    "RELATED": "related",
    "X-ABRELATEDNAMES": "related",
    "X-SPOUSE": "related",
    "X-MANAGER": "related",
    "X-ASSISTANT": "related",
    "ANNIVERSARY": "date",
    "X-ANNIVERSARY": "date",
    "X-ABDATE": "date",
    "X-SOCIALPROFILE": "chat",
    "LABEL": "address",
    "FN": "name",
    "AGENT": "related",
}
#: what Android calls what has no property: "vnd.android.cursor.item/nickname"
_ANDROID = {"nickname": "nickname", "contact_event": "date", "relation": "related"}
#: properties that are read elsewhere, or are about the card and not the person
_SILENT = {
    *("VERSION", "PRODID", "REV", "UID", "N", "TEL", "EMAIL", "URL", "ADR", "NOTE"),
    *("BDAY", "PHOTO", "LOGO", "KEY", "SOUND", "SORT-STRING", "CLASS", "MAILER", "TZ"),
    *("LANG", "KIND", "SOURCE", "CLIENTPIDMAP", "XML", "PROFILE", "MEMBER", "NAME"),
    *("X-ADDRESSBOOKSERVER-KIND", "X-ADDRESSBOOKSERVER-MEMBER", "X-ABSHOWAS"),
    *(
        "X-ABUID",
        "X-ABLABEL",
        "X-ABADR",
        "X-IMAGEHASH",
        "X-IMAGETYPE",
        "X-SHARED-PHOTO",
    ),
    *("X-PHONETIC-FIRST-NAME", "X-PHONETIC-LAST-NAME", "X-PHONETIC-MIDDLE-NAME"),
    *("X-ABPHOTO", "X-EVOLUTION-FILE-AS", "X-WEBDAV-ETAG", "X-RADICALE-NAME", "FBURL"),
    *("CALURI", "CALADRURI", "X-MOZILLA-HTML", "X-CLASS", "BEGIN", "END"),
}
#: what only repeats a name, a company or a position that the card gives
_NAMES = {"FN", "ORG", "TITLE", "ROLE", "NICKNAME", "X-NICKNAME", "AGENT"}
TEXT_MAX = 2000
#: what a card in a card says of itself
_CARD_FRAME = re.compile(r"(?i)\b(?:begin:vcard|end:vcard|version:[0-9.]+)\s*")


def extras_of(card, properties, labels):
    """Return the list of (label, text) of *properties* that *card* has no place for.

    :param card: what was read so far
    :param labels: {group: label that the card gives}
    """
    told = {key(text) for text in (card.name, card.company, card.function)}
    address = " ".join(
        part for found in card.addresses for part in vars(found).values() if part
    )
    extras = []
    for prop in properties:
        if prop.name in _SILENT or prop.is_base64:
            continue
        if prop.name == "LABEL" and {*key(prop.value).split()} <= {
            *key(address).split()
        }:
            continue
        text = _text(prop)[:TEXT_MAX]
        # a name in a chat may be that of the person, and is told all the same
        form = key(text) if prop.name in _NAMES else (prop.name, key(text))
        if not text or form in told:
            continue
        told.add(form)
        kind = KINDS.get(prop.name)
        if prop.name == "X-ANDROID-CUSTOM":
            kind = _ANDROID.get(prop.parts[0].rpartition("/")[2])
        label = labels.get(prop.group) or kind or _plain(prop.name)
        extras.append((label, text))
    return extras


def _text(prop):
    if prop.name == "ORG":
        return " - ".join(tidy(part) for part in prop.parts if part)
    if prop.name == "X-ANDROID-CUSTOM":
        return tidy(" ".join(part for part in prop.parts[1:] if not part.isdigit()))
    if prop.name == "CATEGORIES":
        return tidy(prop.value.replace(",", ", "))
    if prop.name == "AGENT":
        return tidy(_CARD_FRAME.sub(" ", prop.value))
    return tidy(prop.value).strip(" ;")


def _plain(name):
    """Return a property's *name* as a label: ``X-ZALO_ID`` is "zalo id"."""
    return name.removeprefix("X-").replace("-", " ").replace("_", " ").lower().strip()
