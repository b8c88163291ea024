"""Lines of a vCard file to cards and their properties, before they mean anything.

No ORM here. Understands folding of all versions, quoted-printable that goes over
several lines, base64 without indentation, cards without an end and cards in cards.

>>> [(line, closed, len(lines)) for line, closed, lines in split_cards(
...     b"BEGIN:VCARD\\nFN:A\\nBEGIN:VCARD\\nFN:B\\n B\\nEND:VCARD")]
[(1, False, 1), (3, True, 1)]
>>> (prop,) = properties_of([[b'item1.TEL;type=CELL;TYPE="a:b,pref":0903 1', b" 23"]])
>>> prop.name, sorted(prop.kinds), prop.value
('TEL', ['A:B', 'CELL', 'PREF'], '0903 123')
"""

import dataclasses
import re

from .vcard_text import base64_bytes, decode, quoted_printable, split_escaped, unescape

BEGIN = re.compile(rb"(?i)begin[ \t]*:[ \t]*vcard[ \t]*")
END = re.compile(rb"(?i)end[ \t]*:[ \t]*vcard[ \t]*")
#: the start of a property: "item1.TEL;" or "FN:"
PROPERTY = re.compile(
    rb"(?:[A-Za-z0-9_-]+\.)?"
    rb"(?:_?[A-Za-z][A-Za-z0-9_/-]*|[Xx]-[A-Za-z0-9_/. -]+)[ \t]*[;:]"
)
#: names that end a quoted-printable value which forgot to end by itself
KNOWN_PROPERTY = re.compile(
    rb"(?i)(?:[a-z0-9_-]+\.)?(?:version|fn|n|tel|email|org|adr|title|role|url|note|"
    rb"photo|bday|rev|uid|nickname|categories|label|logo|prodid|kind|x-[a-z0-9_/-]+)[;:]"
)
#: what stands before the colon when a parameter in quotes holds another colon
QUOTED_HEAD = re.compile(rb'((?:[^":]|"[^"]*")*):')
#: a card that begins on the line of the property that holds it
AGENT = re.compile(
    rb"(?i)(?:[a-z0-9_-]+\.)?agent[^:]*:[ \t]*begin[ \t]*:[ \t]*vcard[ \t]*"
)
#: a quoted-printable line that begins with the rest of a letter
HALF_LETTER = re.compile(rb"=[89ABab][0-9A-Fa-f]")
LABEL_PARAMETER = re.compile(rb'(?i);label="([^"]*)"')
PARAMETER = re.compile(r';((?:[^";]|"[^"]*"?)*)')


@dataclasses.dataclass
class Property:
    """One line of a card: its name, kinds (``TYPE``), parameters and raw value."""

    name: str
    kinds: frozenset
    parameters: dict
    raw: bytes
    #: what binds it to a label: "item1" of "item1.TEL"
    group: str = ""

    @property
    def encoding(self):
        return self.parameters.get("ENCODING", "").upper()

    @property
    def is_base64(self):
        return self.encoding in {"B", "BASE64"} or "BASE64" in self.kinds

    @property
    def text(self):
        """The value as text, still with its backslashes."""
        raw = self.raw
        if self.encoding == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in self.kinds:
            raw = quoted_printable(raw)
        elif self.is_base64:
            raw = base64_bytes(raw) or raw
        return decode(raw, self.parameters.get("CHARSET"))

    @property
    def value(self):
        return unescape(self.text).strip()

    @property
    def parts(self):
        """The value of a structured property, part by part."""
        return [unescape(part).strip() for part in split_escaped(self.text, ";")]

    @property
    def rank(self):
        """Lower is more preferred by the one who wrote the card."""
        pref = self.parameters.get("PREF", "")
        if pref.isdigit():
            return int(pref[:3])
        return 0 if "PREF" in self.kinds or "PREF" in self.parameters else 1000


def split_cards(data):
    """Yield (line, closed, logical lines) of each card, in the file's order.

    A card that never ends is ended by the next one; one inside another (``AGENT``)
    is a card of its own.
    """
    found, open_cards = [], []
    for number, raw in enumerate(_dedented(data).split(b"\n"), 1):
        if (agent := AGENT.fullmatch(raw)) or BEGIN.fullmatch(raw):
            if open_cards and not agent and not _awaits_agent(open_cards[-1]):
                open_cards.pop()
            entry = [number, False, []]
            found.append(entry)
            open_cards.append(entry)
        elif not open_cards:
            continue
        elif END.fullmatch(raw):
            open_cards.pop()[1] = True
        else:
            _append_line(open_cards[-1][2], raw)
    return found


def _dedented(data):
    """Undo an indentation that the whole file has."""
    match = re.search(rb"(?i)^([ \t]+)begin[ \t]*:[ \t]*vcard", data, re.MULTILINE)
    if not match or re.search(rb"(?im)^begin[ \t]*:[ \t]*vcard", data):
        return data
    return re.sub(rb"(?m)^" + match[1], b"", data)


def _awaits_agent(entry):
    return bool(entry[2]) and re.match(rb"(?i)agent[^:]*:\s*$", b"".join(entry[2][-1]))


def _append_line(lines, raw):
    """Add a physical line to the logical *lines* (each a list of parts)."""
    if not raw.strip():
        return
    previous = lines[-1] if lines else None
    unfinished = previous and previous[-1].endswith(b"=") and _is_quoted(previous[0])
    if unfinished and not KNOWN_PROPERTY.match(raw):
        previous[-1] = previous[-1][:-1]
        previous.append(raw)
    elif raw[:1] in b" \t" and previous:
        previous.append(raw)
    elif PROPERTY.match(raw) or not previous:
        lines.append([raw])
    elif HALF_LETTER.match(raw) and _is_quoted(previous[0]):
        # the mark of a line that goes on is missing
        previous.append(raw)
    elif raw[:1] not in b";:":  # a line break that nobody escaped
        previous.append(b"\\n" + raw if not _is_base64(previous[0]) else raw)


def _is_quoted(first):
    return b"QUOTED-PRINTABLE" in first.partition(b":")[0].upper()


def _is_base64(first):
    head = first.partition(b":")[0].upper()
    return b"BASE64" in head or b"ENCODING=B" in head or b";BASE64," in first.upper()


def properties_of(lines):
    """Return the properties of a card's logical lines, unfolded for its version."""
    old = any(b"2.1" in line[0] and line[0][:7].upper() == b"VERSION" for line in lines)
    properties = []
    for first, *rest in lines:
        raw = first
        if rest:
            keep = old and not _is_base64(first)
            raw += b"".join(
                part
                if part[:1] not in b" \t" or (keep and not _is_inside_letter(part))
                else part[1:]
                for part in rest
            )
        parsed = _property(raw)
        if parsed:
            properties.append(parsed)
    return properties


def _is_inside_letter(part):
    """Say whether a line was folded between the bytes of one letter."""
    return 0x80 <= part[1] < 0xC0 if len(part) > 1 else False


def _property(raw):
    head, value = _split_value(raw)
    if value is None:
        return None
    head = decode(head)
    name, _separator, rest = head.partition(";")
    group, _dot, name = name.rpartition(".")
    group, name = group.strip().upper(), name.strip().upper()
    if not rest:
        return Property(name, frozenset(), {}, value, group)
    kinds, parameters = set(), {}
    for parameter in PARAMETER.findall(";" + rest):
        key, equals, content = parameter.partition("=")
        key, content = key.strip().upper(), content.strip().strip('"')
        if not equals:
            kinds.add(key)
        elif key == "TYPE":
            kinds.update(kind.strip().upper() for kind in content.split(","))
        else:
            parameters[key] = content
    if label := LABEL_PARAMETER.search(raw[: len(raw) - len(value)]):
        # the only parameter that people read
        parameters["LABEL"] = decode(label[1])
    return Property(name, frozenset(kinds), parameters, value, group)


def _split_value(raw):
    """Return the bytes before and after the first colon outside of quotes."""
    head, colon, value = raw.partition(b":")
    if head.count(b'"') % 2 and (match := QUOTED_HEAD.match(raw)):
        return match[1], raw[match.end() :]
    return head, value if colon else None
