"""Provinces and countries, by what people call them. No ORM in here.

On 1 July 2025 the 63 provinces of Vietnam became 34: lists still hold the old ones.
"""

import re

from odoo.addons.crm_vn_base.tools.text import fold, key

#: province of today: those that became part of it on 1 July 2025
MERGED_2025 = {
    "tuyen quang": ("ha giang",),
    "thai nguyen": ("bac kan", "bac can"),
    "lao cai": ("yen bai",),
    "phu tho": ("hoa binh", "vinh phuc"),
    "bac ninh": ("bac giang",),
    "hai phong": ("hai duong",),
    "hung yen": ("thai binh",),
    "ninh binh": ("ha nam", "nam dinh"),
    "quang tri": ("quang binh",),
    "da nang": ("quang nam",),
    "gia lai": ("binh dinh",),
    "dak lak": ("phu yen",),
    "khanh hoa": ("ninh thuan",),
    "lam dong": ("binh thuan", "dak nong", "dac nong"),
    "quang ngai": ("kon tum", "kontum", "con tum"),
    "dong nai": ("binh phuoc",),
    "ho chi minh": (
        "binh duong",
        "ba ria vung tau",
        "vung tau",
        "brvt",
        "ba ria",
        "vt",
    ),
    "tay ninh": ("long an",),
    "dong thap": ("tien giang",),
    "vinh long": ("ben tre", "tra vinh"),
    "an giang": ("kien giang",),
    "can tho": ("hau giang", "soc trang"),
    "ca mau": ("bac lieu",),
}
#: the same, of those that ended before
MERGED_BEFORE = {"ha noi": ("ha tay",)}
#: province of today: its towns, which lists write where the province belongs
TOWNS = {
    "ho chi minh": ("thu duc", "thu dau mot", "di an", "thuan an"),
    "khanh hoa": ("nha trang", "cam ranh", "phan rang", "phan rang thap cham"),
    "lam dong": ("da lat", "dalat", "bao loc", "phan thiet", "gia nghia"),
    "dak lak": ("buon ma thuot", "buon me thuot", "bmt", "tuy hoa"),
    "dong nai": ("bien hoa", "long khanh", "dong xoai"),
    "gia lai": ("quy nhon", "qui nhon", "pleiku"),
    "nghe an": ("vinh",),
    "quang ninh": ("ha long", "cam pha", "uong bi", "mong cai"),
    "phu tho": ("viet tri", "vinh yen"),
    "dong thap": ("my tho", "cao lanh", "sa dec"),
    "an giang": ("rach gia", "phu quoc", "long xuyen", "chau doc", "ha tien"),
    "da nang": ("hoi an", "tam ky"),
    "quang tri": ("dong hoi", "dong ha"),
    "tay ninh": ("tan an",),
    "ninh binh": ("phu ly", "tam diep"),
}
#: what else a province of today is called
_PROVINCES = {
    "ho chi minh": ("hcm", "hcmc", "sai gon", "sg", "saigon", "tphcm"),
    "ha noi": ("hn",),
    "da nang": ("dn",),
    "hai phong": ("hp",),
    "can tho": ("ct",),
    "thua thien hue": ("hue", "tt hue", "tth"),
    "dak lak": ("dac lac", "dac lak", "daklak"),
}
_BEFORE = (
    *(
        "vn ",
        "tinh tp ",
        "thu do ",
        "thanh pho ",
        "city of ",
        "province of ",
        "t p ",
        "tp ",
    ),
    *("tinh ", "t "),
)
_BEHIND = (" viet nam", " vietnam", " vn", " province", " city", " cu")
#: what stands behind a place in brackets says where it is today, or was before
_HINT = re.compile(r"(?<=\w)\s*[(\[][^()\[\]]*[)\]]")
#: ISO code: what a country is called in Vietnam
_COUNTRIES = {
    "VN": ("viet nam", "vietnam"),
    "US": ("my", "hoa ky", "usa", "u s a", "u s", "america", "united states"),
    "GB": ("anh", "anh quoc", "uk", "england", "great britain", "scotland"),
    "FR": ("phap",),
    "DE": ("duc", "chlb duc", "germany"),
    "JP": ("nhat", "nhat ban"),
    "KR": ("han", "han quoc", "nam han", "korea", "south korea"),
    "CN": ("trung quoc", "tq", "china"),
    "TW": ("dai loan",),
    "HK": ("hong kong", "hongkong"),
    "TH": ("thai", "thai lan"),
    "LA": ("lao", "lao pdr", "laos"),
    "KH": ("campuchia", "cam pu chia"),
    "MM": ("mien dien",),
    "SG": ("sing", "xing ga po", "xinh ga po"),
    "AU": ("uc",),
    "RU": ("nga",),
    "IT": ("y", "italia"),
    "IN": ("an do",),
    "NL": ("ha lan", "holland"),
    "BE": ("bi",),
    "AT": ("ao",),
    "CH": ("thuy si", "thuy sy"),
    "SE": ("thuy dien",),
    "ES": ("tay ban nha",),
    "PT": ("bo dao nha",),
    "PL": ("ba lan",),
    "NZ": ("tan tay lan", "niu di lan"),
    "CZ": ("sec", "cong hoa sec", "tiep", "tiep khac"),
    "GR": ("hy lap",),
    "TR": ("tho nhi ky",),
    "EG": ("ai cap",),
    "NO": ("na uy",),
    "FI": ("phan lan",),
    "DK": ("dan mach",),
    "IE": ("ai len", "ai nhi lan"),
    "ZA": ("nam phi",),
    "MN": ("mong co",),
    "KP": ("trieu tien", "bac trieu tien", "bac han"),
    "SA": ("a rap xe ut", "a rap saudi"),
    "AE": ("uae", "cac tieu vuong quoc a rap thong nhat"),
    "MO": ("ma cao", "macau"),
    "ID": ("in do", "in do ne xi a"),
    "PH": ("phi", "phi lip pin", "philippin"),
    "MY": ("ma lai", "ma lai xi a", "malaixia"),
    "HU": ("hung ga ri",),
    "UA": ("u crai na", "ukraina"),
    "CA": ("ca na da",),
    "BR": ("bra xin", "brasil"),
    "AR": ("a chen ti na",),
    "MX": ("me hi co",),
    "CU": ("cu ba",),
    "IQ": ("i rac",),
    "IR": ("i ran",),
    "IL": ("i xra en",),
    "RO": ("ru ma ni",),
    "BG": ("bun ga ri",),
    "BD": ("bang la det",),
    "PK": ("pa ki xtan",),
    "NP": ("ne pan",),
    "TL": ("dong timor", "dong ti mo"),
}
#: words before a country's name that say what it is
_STATE = re.compile(
    r"(?:nuoc|cong hoa|lien bang|vuong quoc|chdcnd|dan chu nhan dan|people s|"
    r"p ?r|republic of|kingdom of) (?=\w)"
)
#: letters that are no code of their own
_OTHER_CODES = {"UK": "GB"}


def _reversed(names):
    return {_compact(name): of for of, all_names in names.items() for name in all_names}


def _compact(text):
    return text.replace(" ", "")


_TOWN_OF = _reversed(TOWNS)
_TODAY_OF = _reversed({**MERGED_2025, **MERGED_BEFORE})
_PROVINCE_OF = _reversed(_PROVINCES)
_COUNTRY_OF = _reversed(_COUNTRIES)


def province_key(name):
    """Return the form in which spellings of a province are equal.

    >>> province_key("TP. Hồ Chí Minh") == province_key("TPHCM") == "hochiminh"
    True
    >>> province_key("Ho Chi Minh City"), province_key("Hanoi"), province_key("Hà Nội")
    ('hochiminh', 'hanoi', 'hanoi')
    >>> province_key("Thừa Thiên - Huế") == province_key("Thành phố Huế")
    True
    >>> province_key("Tỉnh Lào Cai"), province_key("Lào Cai (VN)")
    ('laocai', 'laocai')
    """
    text = key(_HINT.sub(" ", (name or "")[:200]))
    for word in _BEHIND:
        text = text.removesuffix(word)
    whole = text
    for word in _BEFORE:
        text = text.removeprefix(word)
    for form in (_compact(whole), _compact(text), _compact(text).removeprefix("tp")):
        if form in _PROVINCE_OF:
            return _compact(_PROVINCE_OF[form])
    return _compact(text)


def province_today(name):
    """Return the key of the province that the abolished one *name* is part of.

    >>> province_today("Tỉnh Bình Dương"), province_today("Lào Cai")
    ('hochiminh', None)
    >>> province_today("Bình Dương (TP.HCM)"), province_today("Long An cũ")
    ('hochiminh', 'tayninh')
    """
    today = _TODAY_OF.get(province_key(name))
    return _compact(today) if today else None


def town_province(name):
    """Return the key of the province of today in which the town *name* is.

    >>> town_province("TP Nha Trang"), town_province("Đà Lạt"), town_province("Huế")
    ('khanhhoa', 'lamdong', None)
    """
    province = _TOWN_OF.get(province_key(name))
    return _compact(province) if province else None


def country_code(name):
    """Return the ISO code of the country that Vietnamese lists call *name*.

    Letters of a code count in capitals only: "Mỹ" is no Malaysia.

    >>> country_code("Mỹ"), country_code("MY"), country_code("Xứ Lạ")
    ('US', 'MY', None)
    >>> country_code("UK"), country_code("Nước Anh"), country_code("P.R. China")
    ('GB', 'GB', 'CN')
    """
    text = _HINT.sub(" ", (name or "")[:200]).strip()
    if len(text) == 2 and text.isascii() and text.isalpha() and text.isupper():
        return _OTHER_CODES.get(text, text)
    folded = key(fold(text))
    while not (code := _COUNTRY_OF.get(_compact(folded))):
        if not (before := _STATE.match(folded)):
            break
        folded = folded[before.end() :]
    return code
