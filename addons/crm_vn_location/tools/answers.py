"""What is said of an address: certain, a choice, or not understood. No ORM in here."""

from .match import named
from .units import atlas

#: a choice among more wards than this is none
MOST = 60


class Reading:
    """What was read: codes of today's units, certainty, and why.

    `reason` is one of: ``agree``, ``split`` (the old commune's people are in several
    wards now), ``several`` (several units have this name), ``spelling`` (the name is
    written otherwise), ``kind`` (the unit is of another kind), ``loose`` (the name
    may be part of the street), ``no_ward``, ``no_province``, ``nothing``.
    `old` is the unit of before July 2025 that was found, `key` tells which addresses
    have the same question.
    """

    __slots__ = (
        "candidates",
        "certainty",
        "era",
        "key",
        "old",
        "province",
        "reason",
        "street",
        "ward",
    )

    def __init__(self, street=""):
        self.street = street
        self.ward = self.province = self.old = None
        self.era = None
        self.certainty = "unknown"
        self.candidates = []
        self.reason = "nothing"
        self.key = ""


def settle_old(case, used, ward, district=None):
    """A commune of before July 2025, in its *district* where one is named."""
    result, province = case.result, case.province
    codes = ward.successors()
    matches = [match for match in (ward, district) if match is not None]
    result.era = "old"
    result.old = ward.units[0]
    if len(codes) > 1 and not ward.loose:
        reason = "split" if len({u.code for u in ward.units}) == 1 else "several"
        return offer(case, codes, used, matches, reason)
    if district is not None and district.loose and district.start != ward.end:
        # "KCN Lục Yên": it may be in the name of something else
        return offer(case, codes, used, matches, "loose")
    if ward.loose:
        if district is not None:
            codes += [c for c in district.successors() if c not in codes]
        return offer(case, codes, used, matches[1:], "loose")
    if not ward.fit:
        return offer(case, codes, used, matches, "spelling")
    if district is None and not ward.kind:
        return offer(case, codes, used, matches, "kind")
    if (
        province is not None
        and province.loose
        and not (ward.marked or (district and district.marked))
    ):
        return offer(case, codes, used, matches, "loose")
    return exact(case, codes[0], used, matches)


def settle_new(case, used, ward):
    """A ward of today."""
    result = case.result
    codes = ward.successors()
    result.era = "new"
    reason = None
    if len(codes) > 1:
        reason = "several"
    elif ward.loose:
        reason = "loose"
    elif not ward.fit:
        reason = "spelling"
    elif not ward.kind:
        reason = "kind"
    if reason:
        return offer(case, codes, used, [ward], reason)
    return exact(case, codes[0], used, [ward])


def settle_district(case, used, district):
    """A district without its commune: exact where all of it is one ward today."""
    result = case.result
    codes = district.successors()
    result.era = "old"
    result.old = district.units[0]
    if len(codes) == 1 and district.fit and not district.loose:
        return exact(case, codes[0], used, [district])
    return offer(case, codes, used, [district], "no_ward")


def settle_several(case, used, matches, reason):
    """Several places that are equally likely."""
    result = case.result
    codes = []
    for match in matches:
        codes += [code for code in match.successors() if code not in codes]
    result.era = "new" if matches and matches[0].units[0].new else "old"
    result.old = next((m.units[0] for m in matches if not m.units[0].new), None)
    return offer(case, codes, used, matches[:1], reason)


def nothing(case, used, reason):
    """No ward; the province may be known."""
    result = case.result
    result.street = case.tokens.rest(used)
    result.reason = reason
    return result


def exact(case, code, used, matches):
    """The ward with this *code*, and no other, unless another one is announced."""
    others = _others(case, code, used, matches)
    if others:
        return offer(case, [code, *others], used, matches, "several")
    result = case.result
    book = atlas()
    result.ward = book.wards[code]
    result.province = result.ward.province
    result.certainty = "exact"
    result.candidates = [code]
    result.reason = "agree"
    return _finish(case, used, matches)


def _others(case, code, used, matches):
    """Return today's wards of a unit that the text names beside the one found."""
    for match in matches:
        used |= match.mask
    tokens, book = case.tokens, atlas()
    blind = tokens.is_blind(used)
    for match in named(tokens, used, "ward", book.anywhere, blind):
        if match.loose or match.fit < 2 - blind or match.units[0].plain[0].isdigit():
            continue
        codes = match.successors()
        if code not in codes:
            here = book.wards[code].province
            return [c for c in codes if book.wards[c].province is here] or codes
    return []


def offer(case, codes, used, matches, reason):
    """Some wards to choose from; too many are none."""
    result = case.result
    book = atlas()
    result.reason = reason
    provinces = {book.wards[code].province.code for code in codes}
    if len(provinces) == 1:
        result.province = book.provinces[provinces.pop()]
    if len(codes) <= MOST:
        result.certainty = "choice"
        result.candidates = codes
    return _finish(case, used, matches)


def _finish(case, used, matches):
    result = case.result
    for match in matches:
        used |= match.mask
    result.street = case.tokens.rest(used)
    units = [unit for match in matches for unit in match.units[:3]]
    result.key = "|".join(("n" if u.new else "o") + u.code for u in units)
    return result
