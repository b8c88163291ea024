"""Finding the names of units in the syllables of an address."""

from .spelling import agreement
from .units import atlas

_MAX = 5  # syllables of the longest name
#: words after which "phường" or "xã" is part of a street's name, and what is none
_STREET = frozenset(("duong", "pho"))
_NO_STREET = frozenset(("khu", "dan", "thanh"))


class Match:
    """A place in the text that names units, all of them equally well.

    `marked` says that a word announces the unit ("phường"), `fit` how well the
    spelling agrees (see :func:`..spelling.agreement`), `kind` whether the word
    agrees with the kind of unit, `loose` that nothing parts the name from its
    neighbours.
    """

    __slots__ = ("end", "fit", "kind", "loose", "marked", "mask", "start", "units")

    def __init__(self, start, end, units, fit, marked=False, kind=True, loose=False):
        self.start = start
        self.end = end
        self.units = units
        self.fit = fit
        self.marked = marked
        self.kind = kind
        self.loose = loose
        self.mask = (1 << end) - (1 << start)

    def keep_within(self, places):
        """Drop the units of today that have nothing of these old *places*."""
        found = atlas().old_places
        self.units = [unit for unit in self.units if found[unit.code] & places]

    def successors(self):
        """Return the codes of today's wards that the units have become."""
        found = []
        for unit in self.units:
            found += [code for code in unit.to if code not in found]
        return found


def best(units, written, kinds=None, blind=False):
    """Return (those *units* that fit best, how well, whether the kind fits).

    :param written: (plain, toned) syllables of the text
    :param kinds: kinds that the text names, or none
    :param blind: the text has no marks at all, so that a name that needs none is
        no better than one whose marks are missing
    """
    kept, top = [], -1
    for unit in units:
        # an alias is known by its own spelling
        same = unit.plain == written[0]
        fit = agreement(written, unit.toned) if same else 1
        if blind and fit == 2:
            fit = 1
        if fit > top:
            kept, top = [unit], fit
        elif fit == top:
            kept.append(unit)
    if not kinds:
        return kept, top, True
    if top < 2 and len({unit.toned for unit in kept}) > 1:
        # without marks, "phường" or "xã" is too little to tell two names apart
        return kept, top, any(not set(kinds).isdisjoint(u.kinds) for u in kept)
    right = [unit for unit in kept if not set(kinds).isdisjoint(unit.kinds)]
    return (right, top, True) if right else (kept, top, False)


def _ends(tokens, used, stop):
    """Say whether a name may end before *stop*: what follows is not more of it."""
    return bool(
        tokens.edges >> stop & 1
        or used >> stop & 1
        or tokens.plain[stop][0].isdigit()
        or any(place == stop for __, place in tokens.markers)
    )


def announced(tokens, used, words):
    """Say whether one of the *words* announces a name that was not found."""
    plain = tokens.plain
    for marker, place in tokens.markers:
        start = place + marker.length
        if plain[place] in words and not used >> place & 1 and start < tokens.end:
            if tokens.edges >> start & 1 or used >> start & 1:
                continue
            if plain[start].isdigit() and len(plain[start]) > 2:
                # room 302 is no ward
                continue
            return True
    return False


def _in_street(tokens, place):
    """Say whether the marker at *place* belongs to a street: "đường Phường Đúc"."""
    plain, before = tokens.plain, place - 1
    if before < tokens.first or tokens.edges >> place & 1:
        return False
    if plain[before] not in _STREET:
        return False
    return before == tokens.first or plain[before - 1] not in _NO_STREET


def named(tokens, used, level, index, blind=False):
    """Return the matches of *index* that a marker of *level* announces, last first."""
    found = []
    plain, first, end = tokens.plain, tokens.first, tokens.end
    taken = 0
    for marker, place in reversed(tokens.markers):
        if level not in marker.levels or used >> place & 1:
            continue
        if level == "ward" and _in_street(tokens, place):
            continue
        match = None
        start = place + marker.length
        limit = min(end, start + _MAX)
        for size in range(limit - start, 0, -1):
            stop = start + size
            if units := index.get(" ".join(plain[start:stop])):
                span = (1 << stop) - (1 << place)
                # no edge inside the name, nor between it and its marker
                inner = (1 << stop) - (1 << start)
                if span & used or inner & tokens.edges:
                    continue
                written = tuple(plain[start:stop]), tuple(tokens.toned[start:stop])
                kinds = None if level == "province" else marker.kinds
                kept, fit, kind = best(units, written, kinds, blind)
                cut = not _ends(tokens, used, stop)
                match = Match(place, stop, kept, fit, True, kind, loose=cut)
                break
        if match is None and marker.behind:
            for size in range(min(_MAX, place - first), 0, -1):
                start = place - size
                if units := index.get(" ".join(plain[start:place])):
                    span = (1 << (place + 1)) - (1 << start)
                    if span & used or (span & tokens.edges) >> (start + 1):
                        continue
                    written = (
                        tuple(plain[start:place]),
                        tuple(tokens.toned[start:place]),
                    )
                    kept, fit, kind = best(units, written, marker.kinds, blind)
                    match = Match(start, place + 1, kept, fit, True, kind)
                    break
        if match is not None and not match.mask & taken:
            taken |= match.mask
            found.append(match)
    return found


def bare(tokens, segments, index, blind=False, numbers=False):
    """Return the matches of *index* that are a whole segment, last first."""
    found = []
    plain = tokens.plain
    for start, stop in reversed(segments):
        units = index.get(" ".join(plain[start:stop]))
        if units and (numbers or not plain[start].isdigit() or stop - start > 1):
            written = tuple(plain[start:stop]), tuple(tokens.toned[start:stop])
            kept, fit, __ = best(units, written, None, blind)
            found.append(Match(start, stop, kept, fit))
    return found


def loose(tokens, used, index, blind=False):
    """Return the match of *index* at the end of what is unused, or none.

    Nothing parts it from what stands before: the name may be a street's.
    """
    end = tokens.end
    while end > tokens.first and used >> (end - 1) & 1:
        end -= 1
    plain = tokens.plain
    for size in range(min(_MAX, end - tokens.first), 0, -1):
        start = end - size
        span = (1 << end) - (1 << start)
        if span & used or (span & tokens.edges) >> (start + 1):
            continue
        units = index.get(" ".join(plain[start:end]))
        if units and (size > 1 or not plain[start].isdigit()):
            written = tuple(plain[start:end]), tuple(tokens.toned[start:end])
            kept, fit, __ = best(units, written, None, blind)
            return Match(start, end, kept, fit, loose=True)
    return None
