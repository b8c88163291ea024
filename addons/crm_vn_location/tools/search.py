"""Which part of an address names a province, a district, a ward. No ORM in here."""

from functools import lru_cache

from .match import Match, announced, bare, loose, named
from .spelling import keys
from .units import atlas
from .words import DISTRICTS, PROVINCES

WARD_WORDS = frozenset(("phuong", "xa", "p", "f", "thi", "dac"))
DISTRICT_WORDS = frozenset(("quan", "huyen", "q", "h", "tx", "thi"))


@lru_cache(maxsize=1)
def provinces():
    """Return {plain name: [units of today and of before]}."""
    found = {}
    book = atlas()
    for unit in [*book.provinces.values(), *book.old_provinces.values()]:
        names = {unit.plain, ("".join(unit.plain),)}
        for plain in names:
            found.setdefault(" ".join(plain), []).append(unit)
    for written, name in PROVINCES.items():
        plain = " ".join(keys(name)[0])
        found.setdefault(" ".join(keys(written)[0]), found[plain])
    return found


@lru_cache(maxsize=256)
def districts(codes):
    """Return {plain name: districts} of the old provinces *codes*; of all if none."""
    book = atlas()
    found = {}
    for index in [book.districts_in[c] for c in codes] if codes else [book.districts]:
        for plain, units in index.items():
            found.setdefault(plain, []).extend(units)
    for plain, others in DISTRICTS.items():
        units = [book.old_districts[code] for code in others]
        if not codes or units[0].province.code in codes:
            found.setdefault(plain, units)
    return found


@lru_cache(maxsize=256)
def old_wards(codes):
    """Return {plain name: old communes} of the old provinces *codes*."""
    book = atlas()
    if len(codes) == 1:
        return book.old_wards_in[codes[0]]
    found = {}
    for code in codes:
        for plain, units in book.old_wards_in[code].items():
            found.setdefault(plain, []).extend(units)
    return found


@lru_cache(maxsize=1)
def province_initials():
    """Return {first letters: codes of old provinces}, but for those known as a name."""
    found = {}
    for unit in atlas().old_provinces.values():
        if unit.initials not in PROVINCES:
            found.setdefault(unit.initials, []).append(unit.code)
    return {letters: tuple(codes) for letters, codes in found.items()}


@lru_cache(maxsize=256)
def district_initials(codes):
    """Return {first letters: districts} of the old provinces *codes*."""
    found = {}
    for code in codes:
        for units in atlas().districts_in[code].values():
            for unit in units:
                same = found.setdefault(unit.initials, [])
                # those of its province are the province, said again
                own = unit.initials == unit.province.initials
                if unit not in same and len(unit.plain) > 1 and not own:
                    same.append(unit)
    return found


def cut_initials(tokens):
    """Return the old provinces whose initials end the text, and take those off it."""
    last = tokens.end - 1
    if last > tokens.first and tokens.edges >> last & 1:
        codes = province_initials().get(tokens.plain[last], ())
        if codes:
            tokens.end = last
        return codes
    return ()


def final_initials(tokens, province):
    """Return "own", "other" or "" for capital initials behind the *province* found.

    "TP Hà Giang, HG" says it twice; "Quảng Ninh, QB" is a district of Quảng Bình.
    """
    last = tokens.end - 1
    if province.end != last or not tokens.edges >> last & 1:
        return ""
    codes = province_initials().get(tokens.plain[last], ())
    if not codes or not tokens.is_upper(last):
        return ""
    own = {unit.code for unit in province.units if not unit.new}
    return "other" if own.isdisjoint(codes) else "own"


def find_province(tokens):
    """Return (Match, mask of it and its repetitions, whether "tp" announces it)."""
    index = provinces()
    segments = tokens.segments(0)
    code = tokens.has_code(*segments[0]) if segments else 0
    if code:
        segments[0] = (segments[0][0] + 1, segments[0][1])
    matches = named(tokens, 0, "province", index)
    # "TP Điện Biên Phủ" is no province
    matches = [match for match in matches if not match.loose]
    spans = [(m.start, m.end) for m in matches]
    for match in bare(tokens, segments, index):
        if not any(s <= match.start < e for s, e in spans):
            matches.append(match)
    if not matches:
        match = _loose_province(tokens, index)
        if match is None:
            return None, 0, False
        strong = " ".join(tokens.plain[match.start : match.end]) in PROVINCES
        match.loose = not strong
        matches = [match]
    elif all(match.end != tokens.end for match in matches):
        # a name at the very end comes before one inside
        match = _loose_province(tokens, index)
        if match is not None and match.end - match.start > 1:
            last = max(matches, key=lambda m: m.end)
            if last.start and match.start >= last.end:
                matches.append(match)

    def rank(match):
        at_end = match.end == tokens.end
        at_start = match.start == tokens.first
        return at_end, at_start, not match.loose, match.end

    top = max(matches, key=rank)
    mask = top.mask
    if code and top.start == tokens.first + 1:
        mask |= 1 << tokens.first
    # "Hà Nội, Thành phố Hà Nội"
    names = {unit.plain for unit in top.units}
    codes = tuple(unit.code for unit in top.units if not unit.new)
    index = districts(codes) if codes else {}
    for match in matches:
        if match is top or match.mask & mask:
            continue
        if {unit.plain for unit in match.units} == names:
            plain = " ".join(match.units[0].plain)
            if plain not in index:
                mask |= match.mask
    tp = top.marked and tokens.plain[top.start] in ("tp", "thanh")
    return top, mask, tp


def _loose_province(tokens, index):
    """Return the province at the end of the text, unless it is a district's name."""
    match = loose(tokens, 0, index)
    if match is None or not match.fit:
        return None
    plain, toned = tokens.plain, tokens.toned
    blind = plain == toned
    for marker, place in tokens.markers:
        if place + marker.length != match.start or "province" in marker.levels:
            continue
        # in a text with marks, "quan" is the end of a name
        if blind or plain[place] != toned[place] or len(plain[place]) < 3:
            return None
    return match


def find_districts(tokens, used, codes, blind):
    """Return the matches of districts of the old provinces *codes*, likeliest first."""
    index = districts(codes)
    short = district_initials(codes)
    matches = named(tokens, used, "district", index, blind)
    matches = matches or named(tokens, used, "district", short, blind)
    if matches:
        return matches
    segments = tokens.segments(used)
    matches = _shortened(tokens, segments[-1:], index, short)
    if matches:
        return matches
    ends = segments[-1:] + segments[:1]
    matches = bare(tokens, ends, index, blind)
    if not matches:
        match = loose(tokens, used, index, blind)
        if match is not None:
            matches.append(match)
    return matches


def _shortened(tokens, segments, index, short):
    """Return the district that a part names by "D7", "7" or in capital initials."""
    for start, stop in segments:
        word = "".join(tokens.plain[start:stop])
        if word[:1] == "d" and word[1:].isdigit() and word[1:] in index:
            return [Match(start, stop, index[word[1:]], 1, marked=True)]
        if word.isdigit() and stop - start == 1 and word in index:
            return [Match(start, stop, index[word], 1)]
        if stop - start == 1 and word in short and tokens.is_upper(start):
            return [Match(start, stop, short[word], 1)]
    return []


def find_in_district(tokens, used, district, blind):
    """Return the match of a commune of one of the districts, or none."""
    book = atlas()
    if len(district.units) == 1:
        index = book.old_wards_of[district.units[0].code]
    else:
        index = {}
        for unit in district.units:
            for plain, wards in book.old_wards_of[unit.code].items():
                index.setdefault(plain, []).extend(wards)
    return find_ward(tokens, used, index, blind)


def find_ward(tokens, used, index, blind):
    """Return the best match of a ward or commune of *index*, or none."""
    matches = named(tokens, used, "ward", index, blind)
    if matches:
        # "phường" and "p" of a street's name are alike: the one that fits better
        return max(matches, key=lambda m: (not m.loose, m.fit, m.kind, m.start))
    matches = bare(tokens, tokens.segments(used), index, blind)
    if matches:
        match = max(matches, key=lambda m: (m.fit, m.start))
        # another ward is announced: this may be a street, a hamlet or a building
        match.loose = announced(tokens, used, WARD_WORDS)
        return match
    return loose(tokens, used, index, blind)
