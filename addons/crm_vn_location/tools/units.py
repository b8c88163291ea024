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


def current(day=None):
    """Return today's wards and provinces, all changes up to *day* applied.

    :param day: ISO date, by default all changes
    :return: ({code: row of a ward}, {code: row of a province}); a ward has in
        addition `valid_to`, the day it ceased to be, or ""

    >>> wards, provinces = current()
    >>> len(wards), len(provinces), wards["25270"]["kind"]
    (3321, 34, 'ward')
    >>> current("2025-12-31")[0]["25270"]["kind"], provinces["75"]["is_city"]
    ('commune', '1')
    """
    wards = {row["code"]: {**row, "valid_to": ""} for row in read("wards.csv")}
    provinces = {row["code"]: row for row in read("provinces.csv")}
    for change in read("changes.csv"):
        if day and change["date"] > day:
            continue
        if change["level"] == "province":
            provinces[change["code"]]["is_city"] = change["value"]
            continue
        row = wards[change["code"]]
        if change["change"] == "end":
            row["valid_to"] = change["date"]
        else:
            row[change["change"]] = change["value"]
    return wards, provinces


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
        self._load_current()
        self._load_old()

    def _load_current(self):
        wards, provinces = current()
        for code, row in provinces.items():
            kind = "city" if row["is_city"] == "1" else "province"
            self.provinces[code] = Unit(code, (kind,), row["name"], new=True)
            self.made_of[code] = row["old_codes"].split()
            self.part_of.update(dict.fromkeys(self.made_of[code], code))
        before = {row["code"]: row["kind"] for row in read("wards.csv")}
        for code, row in wards.items():
            if row["valid_to"]:
                continue
            kinds = tuple(dict.fromkeys((row["kind"], before[code])))
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

    def _load_old(self):
        for row in read("old_provinces.csv"):
            unit = Unit(row["code"], ("province", "city"), row["name"])
            self.old_provinces[row["code"]] = unit
        for row in read("old_districts.csv"):
            unit = Unit(
                row["code"],
                (row["kind"],),
                row["name"],
                parent=self.old_provinces[row["province"]],
                to=tuple(row["to"].split()),
            )
            self.old_districts[row["code"]] = unit
            for plain in unit.written:
                self.districts[plain].append(unit)
                self.districts_in[unit.province.code][plain].append(unit)
        for row in read("old_wards.csv"):
            district = self.old_districts[row["district"]]
            to = tuple(row["to"].split())
            district.to += tuple(code for code in to if code not in district.to)
            unit = Unit(row["code"], (row["kind"],), row["name"], district, to)
            self.old_wards[row["code"]] = unit
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
