"""The administrative units of Vietnam, today's and those before July 2025, in memory.

Read once from the addon's tables. Codes of the two systems overlap and mean other
places, so they are never mixed: a :class:`Unit` says which it is of. No ORM in here.
"""

import csv
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from .spelling import keys

_FOLDER = Path(__file__).resolve().parents[1] / "data/units"
#: the day on which the units of the tables began
START = "2025-07-01"
#: how a kind of unit is written in front of its name
PREFIXES = {
    "ward": "Phường",
    "commune": "Xã",
    "special": "Đặc khu",
    "township": "Thị trấn",
    "urban": "Quận",
    "rural": "Huyện",
    "town": "Thị xã",
    "city": "Thành phố",
}


class Unit:
    """A ward, commune, district or province."""

    __slots__ = (
        "code",
        "kinds",
        "name",
        "new",
        "parent",
        "plain",
        "province",
        "to",
        "toned",
    )

    def __init__(self, code, kinds, name, parent=None, to=(), new=False):
        self.code = code
        #: what it is called; two where the kind has changed since July 2025
        self.kinds = kinds
        self.name = name
        self.parent = parent
        self.province = parent.province if parent else self
        #: codes of today's wards that its people are in now
        self.to = to
        self.new = new
        self.plain, self.toned = keys(name)

    @property
    def written(self):
        """Return how the name is written without marks: whole, joined, its first half.

        >>> [*Unit("", ("ward",), "Lâm Viên - Đà Lạt").written]
        ['lam vien da lat', 'lamviendalat', 'lam vien']
        >>> [*Unit("", ("ward",), "Lim").written]
        ['lim']
        """
        first = keys(self.name.split(" - ")[0])[0]
        names = [" ".join(self.plain), "".join(self.plain)]
        if len(first) > 1:
            names.append(" ".join(first))
        return dict.fromkeys(names)

    @property
    def initials(self):
        """Return the first letters of the name, as people shorten it.

        >>> Unit("", ("city",), "Thủ Dầu Một").initials
        'tdm'
        """
        return "".join(word[0] for word in self.plain)

    @property
    def full_name(self):
        """Return the name with the word that says what the unit is."""
        return f"{PREFIXES[self.kinds[0]]} {self.name}"


def read(name):
    """Return the rows of a table of the addon, as dicts."""
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ward_name(row):
    """Return how a ward is called."""
    return f"{PREFIXES[row['kind']]} {row['name']}"


def province_name(row):
    """Return how a province is called: "TP" in front of those that are cities."""
    return f"TP {row['name']}" if row["is_city"] == "1" else row["name"]


def current(day=None):
    """Return the wards and provinces, all changes up to *day* applied.

    :param day: ISO date, by default all changes
    :return: ({key: row of a ward}, {code: row of a province}). The key of a ward is its
        code; of one whose code another has got since, code and last day. A row has in
        addition ``names``, what it was called before; that of a ward ``kinds``, what
        it was before, ``valid_from`` and ``valid_to`` (ISO days, or "" while it
        exists) and ``to``, the codes that have its people since it ended.
    :raise KeyError: a change of a unit that there is not
    :raise ValueError: a new ward with the code of one that exists, or no known change

    >>> wards, provinces = current()
    >>> len(wards), len(provinces), wards["25270"]["kind"], wards["25270"]["kinds"]
    (3321, 34, 'ward', ['commune'])
    >>> current("2025-12-31")[0]["25270"]["kind"], provinces["75"]["is_city"]
    ('commune', '1')
    """
    wards = {row["code"]: _begin(row, START) for row in read("wards.csv")}
    provinces = {row["code"]: {**row, "names": []} for row in read("provinces.csv")}
    for change in sorted(read("changes.csv"), key=lambda change: change["date"]):
        if day and change["date"] > day:
            continue
        if change["level"] == "ward":
            _change_ward(wards, change)
            continue
        row = provinces[change["code"]]
        row["names"].append(province_name(row))
        row["is_city" if change["change"] == "city" else "name"] = change["value"]
    return wards, provinces


def _begin(row, day):
    return dict(row, valid_from=day, valid_to="", names=[], kinds=[], to=[])


def _change_ward(wards, change):
    code, value = change["code"], change["value"]
    if change["change"] == "new":
        former = wards.pop(code, None)
        if former and not former["valid_to"]:
            raise ValueError(f"{code} can't be new on {change['date']}: it has no end.")
        if former:
            wards[f"{code}-{former['valid_to']}"] = former
        kind, province, name = value.split(" ", 2)
        row = {"code": code, "province": province, "kind": kind, "name": name}
        wards[code] = _begin(row, change["date"])
        return
    row = wards[code]
    if change["change"] == "end":
        row.update(valid_to=change["date"], to=value.split())
        return
    if change["change"] not in ("kind", "name"):
        raise ValueError(f"{change['change']} is no change of the ward {code}.")
    row["names"].append(ward_name(row))
    row["kinds"].append(row["kind"])
    row[change["change"]] = value


def heirs(wards):
    """Return {code: codes that have its people today} of the first wards that ended.

    :param wards: as :func:`current` gives them
    """
    return {
        row["code"]: tuple(dict.fromkeys(_heirs(wards, row)))
        for row in wards.values()
        if row["valid_to"] and row["valid_from"] == START
    }


def _heirs(wards, row):
    end = row["valid_to"]
    if not end:
        return [row["code"]]
    return [
        code
        for heir in wards.values()
        # the one that has this code on that day
        if heir["code"] in row["to"] and heir["valid_from"] <= end
        if not heir["valid_to"] or heir["valid_to"] > end
        for code in _heirs(wards, heir)
    ]


class Atlas:
    """All units by the names that they can be found by.

    An index is {plain syllables joined by spaces: units}.
    """

    def __init__(self):
        #: {code: Unit} of the four levels
        self.wards, self.provinces = {}, {}
        self.old_provinces, self.old_districts, self.old_wards = {}, {}, {}
        #: {code of a province today: codes of the old ones that it is made of}
        self.made_of = {}
        #: {code of an old province: code of today's}
        self.part_of = {}
        #: indexes by province or district, and of everything
        self.wards_in = defaultdict(lambda: defaultdict(list))
        self.districts_in = defaultdict(lambda: defaultdict(list))
        self.old_wards_of = defaultdict(lambda: defaultdict(list))
        self.old_wards_in = defaultdict(lambda: defaultdict(list))
        self.districts = defaultdict(list)
        self.anywhere = defaultdict(list)
        #: {code of today's ward: codes of old districts and of old provinces it has}
        self.old_places = defaultdict(set)
        wards, provinces = current()
        self._load_current(wards, provinces)
        self._load_old(heirs(wards))

    def _load_current(self, wards, provinces):
        for code, row in provinces.items():
            kind = "city" if row["is_city"] == "1" else "province"
            self.provinces[code] = Unit(code, (kind,), row["name"], new=True)
            self.made_of[code] = row["old_codes"].split()
            self.part_of.update(dict.fromkeys(self.made_of[code], code))
        for code, row in wards.items():
            if row["valid_to"]:
                continue
            kinds = tuple(dict.fromkeys((row["kind"], *row["kinds"][:1])))
            unit = Unit(
                code,
                kinds,
                row["name"],
                parent=self.provinces[row["province"]],
                to=(code,),
                new=True,
            )
            self.wards[code] = unit
            for plain in unit.written:
                self.wards_in[row["province"]][plain].append(unit)
                self.anywhere[plain].append(unit)

    def _load_old(self, ended):
        """Load the units of before July 2025.

        :param ended: {code: codes} of :func:`heirs`
        """

        def places(text):
            codes = [new for code in text.split() for new in ended.get(code, (code,))]
            return tuple(dict.fromkeys(codes))

        for row in read("old_provinces.csv"):
            unit = Unit(row["code"], ("province", "city"), row["name"])
            self.old_provinces[row["code"]] = unit
        for row in read("old_districts.csv"):
            unit = Unit(
                row["code"],
                (row["kind"],),
                row["name"],
                parent=self.old_provinces[row["province"]],
                to=places(row["to"]),
            )
            self.old_districts[row["code"]] = unit
            for plain in unit.written:
                self.districts[plain].append(unit)
                self.districts_in[unit.province.code][plain].append(unit)
        for row in read("old_wards.csv"):
            district = self.old_districts[row["district"]]
            to = places(row["to"])
            district.to += tuple(code for code in to if code not in district.to)
            unit = Unit(row["code"], (row["kind"],), row["name"], district, to)
            self.old_wards[row["code"]] = unit
            if not to:
                # nothing says where its people are
                continue
            self._index_old_ward(unit)
            for code in to:
                self.old_places[code] |= {district.code, "p" + unit.province.code}
            if row["alt"]:
                other = Unit(row["code"], (row["kind"],), row["alt"], district, to)
                if other.toned != unit.toned:
                    self._index_old_ward(other)

    def _index_old_ward(self, unit):
        for plain in unit.written:
            self.old_wards_of[unit.parent.code][plain].append(unit)
            self.old_wards_in[unit.province.code][plain].append(unit)
            self.anywhere[plain].append(unit)


@lru_cache(maxsize=1)
def atlas():
    """Return the one :class:`Atlas` of the process, read at the first call."""
    return Atlas()
