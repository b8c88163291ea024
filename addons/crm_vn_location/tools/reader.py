"""Reading a Vietnamese address as people type it: which ward, and how sure.

:func:`read` never guesses. It says ``exact`` only where every sensible reading of the
text leads to the same ward of today; where a commune was split, where two names look
alike or where something is missing it says ``choice`` and names the candidates. Codes
are never read: the same code meant another place before July 2025. No ORM in here.
"""

from .answers import (
    MOST,
    Reading,
    exact,
    nothing,
    offer,
    settle_district,
    settle_new,
    settle_old,
    settle_several,
)
from .match import Match, announced
from .search import (
    DISTRICT_WORDS,
    cut_initials,
    final_initials,
    find_districts,
    find_in_district,
    find_province,
    find_ward,
    old_wards,
)
from .tokens import Tokens
from .units import atlas

#: no address is longer, in characters; more of a text is not looked at
LONGEST = 500


def read(text):
    """Read one address.

    :param text: as typed, on one line or several
    :return: :class:`Reading`

    >>> found = read("12 Lý Thái Tổ, P. Bến Nghé, Q.1, TP.HCM")
    >>> found.certainty, found.ward.full_name, found.era, found.street
    ('exact', 'Phường Sài Gòn', 'old', '12 Lý Thái Tổ')
    >>> found = read("xa van lang, thai nguyen")
    >>> found.certainty, [atlas().wards[code].name for code in found.candidates]
    ('choice', ['Văn Lang', 'Văn Lăng'])
    >>> read("00004").certainty
    'unknown'
    >>> found = read("Q.1 P.2 " * 10_000)
    >>> found.certainty, len(found.street)
    ('unknown', 79999)
    """
    result = Reading(" ".join(text.split()))
    tokens = Tokens(text if len(text) <= LONGEST else "")
    if tokens.first >= tokens.end:
        return result
    province, used, announced_city = find_province(tokens)
    if province is None:
        return _without_province(tokens, result)
    behind = final_initials(tokens, province)
    if behind == "other":
        # "xã Vạn Ninh, Quảng Ninh, QB": what looks like a province is a district
        other = _without_province(Tokens(text), Reading(result.street))
        if other.certainty == "exact":
            return other
    elif behind:
        tokens.end -= 1
        province, used, announced_city = find_province(tokens)
    case = Case(tokens, result, province, used, announced_city)
    case.solve()
    if not province.fit and result.certainty == "exact":
        result.certainty, result.ward, result.reason = "choice", None, "spelling"
    if province.loose and not result.candidates:
        # the end of a street's name
        result.province = None
        result.street = " ".join(text.split())
    return result


class Case:
    """An address whose province is known.

    `new` is the province of today that has its name, `old` are those of before with
    that name, `merged` the others that are part of the same province now; `used` are
    the syllables of the province.
    """

    def __init__(self, tokens, result, province, used, announced_city):
        self.tokens = tokens
        self.result = result
        self.province = province
        self.used = used
        self.announced_city = announced_city
        self.blind = tokens.is_blind(used)
        self.new = next((unit for unit in province.units if unit.new), None)
        self.old = tuple(unit.code for unit in province.units if not unit.new)
        book = atlas()
        self.today = self.new or book.provinces[book.part_of[self.old[0]]]
        self.merged = tuple(
            code for code in book.made_of[self.today.code] if code not in self.old
        )
        self.wards = book.wards_in[self.today.code]
        result.province = self.today

    def solve(self):
        """Read a commune of a district, else a ward of the province."""
        unclear = []
        for codes in filter(None, (self.old, self.merged)):
            for district in find_districts(self.tokens, self.used, codes, self.blind):
                if self._is_one_name(district):
                    continue
                ward = find_in_district(
                    self.tokens, self.used | district.mask, district, self.blind
                )
                if ward is not None:
                    return settle_old(self, self.used, ward, district)
                unclear.append(district)
        if any(match.marked for match in unclear):
            unclear = [match for match in unclear if match.marked]
        for district in unclear:
            # a ward of today with the district that it was in
            mask = self.used | district.mask
            ward = find_ward(self.tokens, mask, self.wards, self.blind)
            if ward is not None and ward.marked and not ward.loose:
                ward.keep_within({unit.code for unit in district.units})
                if ward.units:
                    return settle_new(self, mask, ward)
        if any(match.marked for match in unclear):
            return settle_district(self, self.used, unclear[0])
        return self._read_flat(unclear)

    def _is_one_name(self, district):
        """Say whether the district's name is the end of a ward's: "1 Bảo Lộc"."""
        if not district.loose or self.new is None:
            return False
        ward = find_ward(self.tokens, self.used, self.wards, self.blind)
        if not (ward and ward.marked and ward.fit and ward.mask & district.mask):
            return False
        # "xa Hoang Xa Thanh Thuy": the second "xa" is part of a name
        mask = self.used | district.mask
        inner = find_in_district(self.tokens, mask, district, self.blind)
        return not (inner and inner.marked and inner.start < ward.start < inner.end)

    def _read_flat(self, unclear):
        """Read an address of two levels: a ward and its province."""
        tokens, used, blind = self.tokens, self.used, self.blind
        ward = find_ward(tokens, used, self.wards, blind)
        if self.new is None and ward is not None:
            # a name of today beside a province of before
            ward.keep_within({"p" + code for code in self.old})
            if not ward.units:
                ward = None
        before = find_ward(tokens, used, old_wards(self.old), blind)
        found = [match for match in (ward, before) if match is not None]
        if not found:
            other = find_ward(tokens, used, old_wards(self.merged), blind)
            found = [other] if other is not None else []
        # "Bàu Hàm 2" is not "Bàu Hàm"
        ends = {match.start: match.end for match in sorted(found, key=lambda m: m.end)}
        found = [match for match in found if match.end == ends[match.start]]
        for good in (lambda m: not m.loose, lambda m: m.fit, lambda m: m.kind):
            found = [match for match in found if good(match)] or found
        if any(match.marked for match in found):
            found = [match for match in found if match.marked]
        elif unclear and (
            not found or any(m.mask & d.mask for m in found for d in unclear)
        ):
            return self._settle_bare(ward, found, unclear)
        if not found:
            return nothing(self, used, "no_ward")
        return self._settle_flat(ward, self._implied(found) or found)

    def _settle_bare(self, ward, found, unclear):
        """Decide between a ward and a district of the same name."""
        found = found + [match for match in unclear if not match.loose]
        if not found:
            return settle_district(self, self.used, unclear[0])
        codes = {code for match in found for code in match.successors()}
        if len(codes) == 1 and found[0].fit == 2 and not found[0].loose:
            self.result.era = "new" if found[0] is ward else "old"
            return exact(self, codes.pop(), self.used, found)
        return settle_several(self, self.used, found, "several")

    def _settle_flat(self, ward, found):
        first = found[0]
        if announced(self.tokens, self.used | first.mask, DISTRICT_WORDS):
            # there is a district, and its name is unknown here
            return settle_several(self, self.used, found, "spelling")
        plain = first.marked and first.fit and first.kind
        codes = {code for match in found for code in match.successors()}
        best = 1 if self.blind else 2
        plain = plain and (len(codes) == 1 or first.fit == best)
        if first is ward and plain and self.new is not None:
            # the way addresses are written today
            return settle_new(self, self.used, first)
        if not (first.marked or first.loose or self._follows_a_street(first)):
            return settle_several(self, self.used, found, "loose")
        if len(codes) == 1:
            first = max(found, key=lambda m: (m.fit, m.kind))
            if first is ward:
                return settle_new(self, self.used, first)
            if first.fit == 2 or first.marked:
                return settle_old(self, self.used, first)
        if len(found) == 1 and first is not ward:
            return settle_old(self, self.used, first)
        return settle_several(self, self.used, found, "several")

    def _follows_a_street(self, match):
        """Say whether a name without its kind can't be the street's.

        "Trần Hưng Đạo, Hà Nội" and "5, Trần Hưng Đạo, Hà Nội" are streets; where a
        street stands before it, it is a ward. A special zone is known by its name.
        """
        if "special" in match.units[0].kinds:
            return True
        for start, stop in self.tokens.segments(self.used):
            if stop == match.start:
                words = self.tokens.plain[start:stop]
                return any(not word.isdigit() and word != "so" for word in words)
        return False

    def _implied(self, found):
        """Return the matches with one in the city of the province's name, or none.

        "Phường 5, TP Cà Mau": the city was a district, and says the province as well.
        """
        if not self.announced_city or (
            self.new is not None and self.new.kinds[0] == "city"
        ):
            return None
        book = atlas()
        for code in self.old:
            name = " ".join(book.old_provinces[code].plain)
            cities = [
                unit
                for unit in book.districts_in[code].get(name, ())
                if unit.kinds[0] == "city"
            ]
            city = Match(0, 0, cities, 2)
            ward = cities and find_in_district(self.tokens, self.used, city, self.blind)
            if ward:
                return [ward, *(m for m in found if m.units and m.units[0].new)]
        return None


class Open:
    """An address without a province."""

    def __init__(self, tokens, result):
        self.tokens = tokens
        self.result = result
        self.province = None


def _without_province(tokens, result):
    """Read an address that names no province: a commune in its district will do."""
    book = atlas()
    case = Open(tokens, result)
    codes = cut_initials(tokens)
    blind = tokens.is_blind(0)
    found = find_districts(tokens, 0, codes, blind)
    bare = None
    for district in found:
        ward = find_in_district(tokens, district.mask, district, blind)
        if ward is None:
            continue
        if district.marked or ward.marked or (codes and not ward.loose):
            return settle_old(case, 0, ward, district)
        if not (ward.loose or district.loose):
            bare = bare or (ward, district)
    for district in found:
        whose = {unit.province.code for unit in district.units}
        announced_here = district.marked or (codes and not district.loose)
        if announced_here and district.fit and len(whose) == 1:
            return settle_district(case, 0, district)
    if bare:
        # two names agree, and each may be a street's
        result.era = "old"
        return offer(case, bare[0].successors(), 0, bare, "no_province")
    ward = find_ward(tokens, 0, book.anywhere, blind)
    if ward is None or ward.loose or not (ward.marked or ward.fit == 2):
        return result
    codes = ward.successors()
    result.reason = "no_province"
    if len(codes) <= MOST // 2 and (ward.marked or len(tokens.plain) < 12):
        offer(case, codes, 0, [ward], "no_province")
        result.era = "new" if all(unit.new for unit in ward.units) else "old"
    return result
