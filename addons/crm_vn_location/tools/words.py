"""What people write instead of a place's full name: markers and other names."""

from .spelling import keys

#: {kind of unit: how it is announced}; the last English ones stand behind the name
_MARKERS = {
    "ward": ("phường", "p", "f", "ward"),
    "commune": ("xã", "x", "commune"),
    "township": ("thị trấn", "tt", "ttr", "township"),
    "special": ("đặc khu", "đk", "đảo", "special zone"),
    "urban": ("quận", "q", "district", "dist"),
    "rural": ("huyện", "huyện đảo", "h"),
    "town": ("thị xã", "tx", "town"),
    "city": ("thành phố", "tp", "t p", "city"),
    "province": ("tỉnh", "t", "province"),
}
_LEVELS = {
    "ward": "ward",
    "commune": "ward",
    "township": "ward",
    "special": "ward",
    "urban": "district",
    "rural": "district",
    "town": "district",
    "city": "district province",
    "province": "province",
}
#: an English word says the level, not the kind
_LOOSE = {
    "ward": ("ward", "commune", "township"),
    "commune": ("commune", "ward", "township"),
    "district": ("urban", "rural", "town", "city"),
    "dist": ("urban", "rural", "town", "city"),
    "town": ("town", "township", "city"),
    "city": ("city",),
}
#: words of a marker that stand behind the name: "Ben Nghe Ward"
BEHIND = frozenset(
    ("ward", "commune", "township", "district", "dist", "town", "city", "province")
)


class Marker:
    """A word that says which level and kind of unit is named beside it."""

    __slots__ = ("behind", "kinds", "length", "levels")

    def __init__(self, kind, word):
        self.kinds = _LOOSE.get(word, (kind,))
        levels = _LEVELS[kind]
        if word in ("town", "township"):
            levels = "ward district"
        self.levels = frozenset(levels.split())
        self.length = len(word.split())
        self.behind = word in BEHIND


def _markers():
    found = {}
    for kind, words in _MARKERS.items():
        for word in words:
            marker = Marker(kind, word)
            plain, toned = keys(word)
            found.setdefault(toned, marker)
            if word != "đảo":
                # without marks it is the end of many a street's name
                found.setdefault(plain, marker)
    return found


#: {toned or plain syllables of the word: Marker}
MARKERS = _markers()

#: other names of provinces: {written: official}
PROVINCES = {
    "hcm": "Hồ Chí Minh",
    "tphcm": "Hồ Chí Minh",
    "tp hcm": "Hồ Chí Minh",
    "hcmc": "Hồ Chí Minh",
    "hcm city": "Hồ Chí Minh",
    "ho chi minh city": "Hồ Chí Minh",
    "tp ho chi minh": "Hồ Chí Minh",
    "sai gon": "Hồ Chí Minh",
    "saigon": "Hồ Chí Minh",
    "sg": "Hồ Chí Minh",
    "tphn": "Hà Nội",
    "hn": "Hà Nội",
    "ha noi city": "Hà Nội",
    "tpdn": "Đà Nẵng",
    "tphp": "Hải Phòng",
    "hp": "Hải Phòng",
    "tpct": "Cần Thơ",
    "brvt": "Bà Rịa - Vũng Tàu",
    "br vt": "Bà Rịa - Vũng Tàu",
    "thua thien hue": "Huế",
    "tt hue": "Huế",
    "tthue": "Huế",
    "dac lac": "Đắk Lắk",
    "dac nong": "Đắk Nông",
    "dak nong": "Đắk Nông",
    "bac can": "Bắc Kạn",
}
#: other names of districts: {written: codes}; those of before 2021 included
DISTRICTS = {
    "2": ("769",),
    "9": ("769",),
    "tu liem": ("019", "021"),
    "hue": ("474", "475"),
    "phan rang": ("582",),
    "bmt": ("643",),
    "buon me thuot": ("643",),
    "ban me thuot": ("643",),
    # joined to another district or renamed, not long before July 2025
    "long dien": ("753",),
    "dat do": ("753",),
    "ninh binh": ("374",),
    "hoanh bo": ("193",),
    "dong son": ("380",),
    "cua lo": ("412",),
    "yen dung": ("213",),
    "mi loc": ("356",),
    "nong son": ("509",),
    "loc ha": ("445",),
    "tra linh": ("047",),
    "quang uyen": ("049",),
    "phuc hoa": ("049",),
    "thong nong": ("045",),
}

#: words that end an address without being part of it
COUNTRY = frozenset((("viet", "nam"), ("vietnam",), ("vn",)))
