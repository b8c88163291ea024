"""An address as a row of syllables with the marks between them."""

import unicodedata

from .spelling import TOKENS, split_glued, syllable
from .words import COUNTRY, MARKERS

_MAX = 5  # syllables of the longest name
#: hyphens inside a name, by the syllables on both sides
_HYPHENS = frozenset(
    (
        ("rang", "thap"),
        ("ria", "vung"),
        ("br", "vt"),
        ("thien", "hue"),
        ("tt", "hue"),
        ("mieu", "quoc"),
        ("lien", "trung"),
        ("mai", "lang"),
        ("may", "lang"),
        ("vien", "da"),
        ("huong", "da"),
        ("li", "da"),
        ("ly", "da"),
        ("truong", "da"),
        ("biang", "da"),
    )
)
_SHORT = frozenset(
    ("p", "q", "f", "h", "x", "t", "tp", "tx", "tt", "ttr", "d", "st", "dist")
)


class Tokens:
    """The syllables of a text, where they are in it, and what parts them.

    `edges` has bit i set where something stands before syllable i; `used` bit i
    where syllable i is known to be part of a place's name.
    """

    __slots__ = (
        "edges",
        "end",
        "ends",
        "first",
        "markers",
        "plain",
        "starts",
        "text",
        "toned",
    )

    def __init__(self, text):
        self.text = text = unicodedata.normalize("NFC", text)
        plain, toned, starts, ends = [], [], [], []
        edges, gap = 0, ""
        lower = text.lower()
        if len(lower) != len(text):
            lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
        for match in TOKENS.finditer(lower):
            word = match.group()
            if not word[0].isalnum():
                gap = word
                continue
            start = match.start()
            if gap and (gap != "." or not plain or plain[-1] not in _SHORT):
                edges |= 1 << len(plain)
            parts = split_glued(syllable(word)[0]) if len(word) < 9 else None
            if parts:
                cut = start + len(parts[0])
                plain.append(parts[0])
                toned.append(syllable(word[: len(parts[0])])[1])
                starts.append(start)
                ends.append(cut)
                word, start = word[len(parts[0]) :], cut
                gap = ""
            bare, marked = syllable(word)
            if gap and gap not in ".,;\n" and plain and (plain[-1], bare) in _HYPHENS:
                edges &= ~(1 << len(plain))
            gap = ""
            plain.append(bare)
            toned.append(marked)
            starts.append(start)
            ends.append(match.end())
        self.plain, self.toned, self.starts, self.ends = plain, toned, starts, ends
        self.first, self.end = 0, len(plain)
        self._drop_country()
        self.edges = edges | 1 << self.first | 1 << self.end
        self.markers = self._find_markers()

    def _drop_country(self):
        """Leave out "Việt Nam" and postal codes at either end."""
        plain = self.plain
        changed = True
        while changed and self.end - self.first > 1:
            changed = False
            for size in (2, 1):
                if tuple(plain[self.end - size : self.end]) in COUNTRY:
                    self.end -= size
                    changed = True
                    break
            last = self.end - 1
            if (
                last > 0
                and plain[last].isdigit()
                and 5 <= self.size(last) <= 6
                and not (last and plain[last - 1] in ("duong", "so"))
            ):
                self.end -= 1
                changed = True
        if tuple(plain[self.first : self.first + 2]) == ("viet", "nam"):
            self.first += 2

    def _find_markers(self):
        """Return (Marker, where it begins, where the name beside it begins or ends)."""
        found = []
        toned, place = self.toned, self.first
        while place < self.end:
            marker = None
            if place + 1 < self.end:
                marker = MARKERS.get((toned[place], toned[place + 1]))
            if marker is None:
                marker = MARKERS.get((toned[place],))
            if marker is not None:
                found.append((marker, place))
                if marker.length == 2:
                    place += 1
            place += 1
        return found

    def is_blind(self, used):
        """Say whether the text has no marks at all, but for what is *used*."""
        plain, toned = self.plain, self.toned
        return all(
            plain[place] == toned[place]
            for place in range(self.first, self.end)
            if not used >> place & 1
        )

    def size(self, place):
        """Return the number of characters of a syllable as it is written."""
        return self.ends[place] - self.starts[place]

    def has_code(self, start, stop):
        """Say whether a part begins with a postal code, and goes on."""
        first = self.plain[start]
        return stop - start > 1 and first.isdigit() and 5 <= self.size(start) <= 6

    def is_upper(self, place):
        """Say whether a syllable is written in capitals."""
        return self.text[self.starts[place] : self.ends[place]].isupper()

    def rest(self, used):
        """Return the parts of the text that are not *used*, with what is between."""
        parts, start = [], None
        for place in range(self.first, self.end):
            free = not used >> place & 1
            if free and start is None:
                start = place
            if start is not None and not free:
                parts.append(self.text[self.starts[start] : self.ends[place - 1]])
                start = None
        if start is not None:
            parts.append(self.text[self.starts[start] : self.ends[self.end - 1]])
        return ", ".join(" ".join(part.split()) for part in parts)

    def segments(self, used):
        """Return (start, end) of the parts between edges that are wholly unused."""
        found, start = [], self.first
        for place in range(self.first + 1, self.end + 1):
            if (
                self.edges >> place & 1
                or (place < self.end and used >> place & 1)
                or used >> (place - 1) & 1
            ):
                if not used >> start & 1 and place - start <= _MAX + 2:
                    found.append((start, place))
                start = place
        return found
