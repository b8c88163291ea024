"""Whose name is it: an organisation's or a person's? No ORM in here.

Words count with their accents where somebody typed any: "Trường" is a school,
"Trương" a family. Where nothing is sure the name is a person's, and
:func:`kind` says that it was not sure.

>>> kind("Công ty TNHH Hòa Phát"), kind("Chị Hoa"), kind("Quán Ổi")
('company', 'person', None)
"""

import functools
import itertools
import re
import unicodedata

from odoo.addons.crm_vn_base.tools.text import fold, nfc

from .tax_code import has_valid_check_digit

#: how many characters of a name are looked at
NAME_MAX = 200

#: an organisation's name begins with one of these, with or without accents
_LEADING = (
    *("công ty", "cty", "c.ty", "c ty", "ctcp", "cttnhh", "tổng công ty", "tổng cty"),
    *("tập đoàn", "doanh nghiệp", "dntn", "hợp tác xã", "htx", "ngân hàng"),
    *("ctytnhh", "ctycp", "congtytnhh", "congtycp"),
    *("tnhh", "ct cp", "ct cổ phần", "ct tnhh", "dn tư nhân", "nhtmcp", "nh tmcp"),
    *("chi nhánh công ty", "chi nhánh cty", "chi nhánh ngân hàng"),
    *("bệnh viện", "trung tâm", "chi nhánh", "uỷ ban nhân dân", "ủy ban nhân dân"),
    *("đại học", "cao đẳng", "xí nghiệp", "nhà máy", "phòng khám", "khách sạn"),
    *("nhà hàng", "siêu thị", "công đoàn", "tòa án", "kho bạc", "bưu điện"),
    *("trạm y tế", "phòng giáo dục", "nhà thuốc", "nhà xuất bản", "học viện"),
    *("văn phòng luật sư", "văn phòng công chứng", "cn công ty", "cn cty"),
    *("ban quản lý", "quỹ tín dụng", "đài truyền hình", "đài phát thanh", "cục thuế"),
    *("văn phòng ubnd", "chi cục", "tổng cục", "cục hải quan", "bảo hiểm xã hội"),
    *("hội liên hiệp", "hội chữ thập đỏ", "liên hiệp", "hãng luật", "hội nông dân"),
    *("hội phụ nữ", "hội cựu chiến binh", "hội người cao tuổi", "bhxh", "bql"),
    *("nhà văn hóa", "nhà hát", "nhà thờ", "nhà sách", "thư viện tỉnh", "bảo tàng"),
    *("công an phường", "công an xã", "công an quận", "công an huyện", "công an tỉnh"),
    *("công an tp", "công an thành phố", "bộ y tế", "bộ công thương", "bộ tài chính"),
    *("bộ quốc phòng", "bộ công an", "bộ giáo dục", "bộ xây dựng", "bộ tư lệnh"),
    *("đảng ủy", "huyện ủy", "thành ủy", "tỉnh ủy", "giáo xứ", "anh ngữ"),
    *("phòng văn hóa", "phòng tài chính", "đh", "bv", "tt y tế", "ttyt"),
    *("viện tim", "viện huyết học", "viện dầu khí", "viện mắt", "viện thẩm mỹ"),
    *("ubnd", "hội đồng nhân dân", "văn phòng đại diện", "vpđd", "liên đoàn"),
    *("trường đại học", "trường cao đẳng", "trường trung cấp", "trường tiểu học"),
    *("trường mầm non", "trường mẫu giáo", "trường thpt", "trường thcs"),
    *("trường th", "trường mn", "trường đh", "trường phổ thông", "trường quốc tế"),
    *("trường văn hóa", "trường anh ngữ", "trường ngoại ngữ", "trường tư thục"),
    *("trường dân lập", "trường song ngữ", "trường năng khiếu", "trường chính trị"),
    *("trường trung học", "trường dạy nghề", "trường liên cấp", "trường chuyên"),
    *("viện nghiên cứu", "viện khoa học", "viện kiểm sát", "viện pasteur"),
    *("viện dưỡng lão", "viện hàn lâm", "viện kiểm nghiệm", "viện công nghệ"),
    *("sở y tế", "sở giáo dục", "sở tài chính", "sở công thương", "sở xây dựng"),
    *("sở kế hoạch", "sở nông nghiệp", "sở văn hóa", "sở lao động", "sở tư pháp"),
    *("sở nội vụ", "sở giao thông", "sở thông tin", "sở tài nguyên", "sở du lịch"),
    *("sở khoa học", "sở ngoại vụ", "sở dân tộc", "sở gd", "sở kh", "sở ban ngành"),
)
#: it ends with one of these, or has it after its first word
_LATER = (
    *("tnhh", "trách nhiệm hữu hạn", "cổ phần", "jsc", "j s c", "ltd", "llc", "corp"),
    *("corporation", "company", "inc", "limited", "joint stock", "gmbh", "plc"),
)
#: before the words of an organisation: a number of the list, and remarks
_BEFORE = {"kh", "vip", "cũ", "mới", "ncc", "vp", "npp", "đl"}
#: with them at its end a name may be a shop's that is called like a person
_BUSINESS = {
    *("shop", "store", "mart", "bank", "group", "holdings", "school", "academy"),
    *("hotel", "resort", "plaza", "tower", "house", "home", "spa", "salon", "studio"),
    *("cafe", "coffee", "food", "foods", "mobile", "computer", "travel", "logistics"),
    *("pharma", "center", "centre", "clinic", "dental", "hills", "garden", "land"),
}
#: a person is spoken to with the first word
_HONORIFICS = {
    *("anh", "chị", "ông", "bà", "cô", "chú", "bác", "em", "dì", "cậu", "mợ", "thím"),
    *("thầy", "mr", "mrs", "ms", "miss", "a", "c", "e", "bs", "ths", "ts", "gs"),
    *("dr", "pgs", "ls", "sếp"),
}
_MIDDLE = {"văn", "thị", "van", "thi"}
#: with them a name of shops, offices and clubs begins, where no person's does: what
#: looks like a middle name behind them is none
_PLACES = {
    *("hội", "phòng", "viện", "cục", "ban", "tổ", "đội", "clb", "câu", "chùa", "chợ"),
    *("báo", "xưởng", "vựa", "tiệm", "quán", "cửa", "đại", "tạp", "siêu", "nhà", "khu"),
    *("kho", "bến", "hãng", "hiệu", "sạp", "trại", "trạm", "quỹ", "nhóm", "trung"),
    *("thẩm", "gara", "garage", "shop", "spa", "salon", "studio", "tòa", "sở", "vụ"),
    *("bộ", "trường", "đình", "đền", "miếu", "xóm", "thôn", "khối", "liên"),
}
#: the same without accents, but for those that are families then
_BARE_PLACES = {fold(word) for word in _PLACES} - {"vien", "so", "dinh", "to", "quan"}
#: two words that are one, and no middle and given name
_COMPOUNDS = {
    *(("văn", "phòng"), ("văn", "hóa"), ("văn", "nghệ"), ("văn", "minh")),
    *(("văn", "lang"), ("thị", "trường"), ("thị", "trấn"), ("thị", "xã")),
    *(("thị", "nghè"), ("đô", "thị"), ("siêu", "thị"), ("ngữ", "văn"), ("anh", "văn")),
    *(("văn", "học"), ("văn", "thư"), ("văn", "công"), ("thị", "chính")),
}
#: two words that are one, the first of which is a family as well
_THINGS = {
    *(("kim", "khí"), ("kim", "loại"), ("kim", "hoàn"), ("cao", "su"), ("cao", "ốc")),
    *(("lâm", "trường"), ("lâm", "nghiệp"), ("lâm", "sản"), ("nông", "trường")),
    *(("nông", "trại"), ("nông", "nghiệp"), ("nông", "sản"), ("nông", "dân")),
    *(("nông", "lâm"), ("thạch", "cao"), ("vi", "tính"), ("vi", "sinh")),
    *(("đào", "tạo"), ("lương", "thực"), ("từ", "thiện"), ("châu", "á")),
    *(("châu", "âu"), ("hồ", "bơi"), ("hồ", "cá"), ("lò", "bánh"), ("lò", "mổ")),
    *(("lò", "vi"), ("lò", "gạch"), ("mai", "táng"), ("kiều", "hối"), ("lưu", "trữ")),
    *(("lưu", "niệm"), ("võ", "đường"), ("võ", "thuật"), ("vì", "cộng")),
    *(("hà", "nội"), ("hạ", "long"), ("phan", "thiết"), ("phan", "rang")),
    *(("ninh", "bình"), ("ninh", "thuận"), ("cao", "bằng"), ("lâm", "đồng")),
    *(("hà", "tĩnh"), ("châu", "đốc")),
}
#: places that nobody is called after
_TOWNS = {
    *(("gia", "lai"), ("kon", "tum"), ("đắk", "lắk"), ("bạc", "liêu"), ("cà", "mau")),
    *(("cần", "thơ"), ("sài", "gòn"), ("hà", "nội"), ("vũng", "tàu"), ("đà", "nẵng")),
    *(("đà", "lạt"), ("nha", "trang"), ("sóc", "trăng"), ("trà", "vinh")),
    *(
        ("bến", "tre"),
        ("đồng", "nai"),
        ("lào", "cai"),
        ("yên", "bái"),
        ("hải", "phòng"),
    ),
    *(("miền", "bắc"), ("miền", "nam"), ("miền", "trung"), ("tổng", "hợp")),
    ("đầu", "tư"),
}
#: with them a name of two to five words begins; without accents too, but with no others
_FAMILIES = {
    *("nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng"),
    *("bùi", "đỗ", "hồ", "ngô", "dương", "lý", "trương", "đinh", "mai", "đoàn", "lâm"),
    *("tạ", "tô", "cao", "châu", "hà", "la", "lưu", "lương", "mạc", "nghiêm", "ninh"),
    *("phùng", "quách", "tăng", "thái", "thạch", "thân", "tống", "triệu", "trịnh"),
    *("từ", "văn", "viên", "vương", "và", "vi", "vì", "đào", "đàm", "kiều", "khổng"),
    *("giang", "giáp", "hứa", "khuất", "kim", "lò", "mã", "ma", "nông", "sơ", "sùng"),
    *("thào", "thèn", "giàng", "chu", "tiêu", "âu", "lều", "quàng", "hạ", "doãn"),
}
_BARE_FAMILIES = {fold(family) for family in _FAMILIES}
_WORD = re.compile(r"[^\W_]+")
#: the form of a Vietnamese word without accents; one letter may be short for one
_SYLLABLE = re.compile(
    r"[a-z]|(?:ngh?|gh?|gi|kh?|nh?|ph?|qu|th?|tr?|ch?|[bdhlmrsvx])?[aeiouy]{1,3}"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_PART = re.compile(r"\s+[-–—|/]\s+|\s*\(")


def kind(name):
    """Return ``"company"``, ``"person"``, or ``None`` where the name does not say.

    >>> kind("HTX Rau sạch"), kind("Minh Phát JSC"), kind("Hoa Lan Co., Ltd")
    ('company', 'company', 'company')
    >>> kind("C.ty TNHH Ổi"), kind("A Nam"), kind("Nhà hàng Ổi"), kind("Nha Hang")
    ('company', 'person', 'company', None)
    >>> kind("Trường THPT Nguyễn Du"), kind("so y te ha noi"), kind("Viện Pasteur")
    ('company', 'company', 'company')
    >>> kind("Trương Văn Ổi"), kind("Viên Thị Mận"), kind("Sơ Thị Dừa")
    ('person', 'person', 'person')
    >>> kind("Hộ kinh doanh Ổi"), kind("Tổ hợp tác Ổi"), kind("Văn phòng luật sư Ổi")
    (None, None, 'company')
    >>> kind("Anh Tuấn và chị Hoa"), kind("Ngân Hằng"), kind("Nguyễn Cô Phan")
    ('person', None, 'person')
    >>> kind("Nguyễn Văn An (Công ty TNHH Ổi)"), kind("Chị Hoa - Công ty Ổi")
    ('person', 'person')
    >>> kind("Nguyen Co Phan"), kind("Truong Son"), kind("Tiệm Ổi"), kind("")
    ('person', 'person', None, None)
    >>> kind("Hội Văn Nghệ"), kind("Hoàng Anh Gia Lai"), kind("Mai Anh Boutique")
    (None, None, None)
    >>> kind("Kim Khí Hoàng Anh"), kind("Phòng Văn Thư"), kind("Trần Văn Phòng")
    (None, None, 'person')
    """
    first, more = _first_part(name)
    if more and (_kind(first) == "person" or "(" in name):
        # who is named first is the customer, and works for what stands behind
        return _kind(first)
    return _kind(name)


def _first_part(name):
    """Return what of a *name* stands before a bracket or a dash, and what behind.

    >>> _first_part("Hà An (Cty Ổi)"), _first_part("Hà An - Cty Ổi"), _first_part("A-B")
    (('Hà An', 'Cty Ổi'), ('Hà An', 'Cty Ổi'), ('A-B', ''))
    """
    parts = _PART.split((name or "")[:NAME_MAX], maxsplit=1)
    if len(parts) < 2 or not parts[0].strip():
        return name, ""
    return parts[0].strip(), parts[1].strip(" )")


def _kind(name):
    words = _words(name)
    plain = list(map(_fold_word, words))
    if not words:
        return None
    if _starts(words, plain, _LEADING_WORDS):
        return "company"
    remark = 2 if words[:2] == ["khách", "hàng"] else int(_is_remark(words[0]))
    beyond = remark and len(words) > remark
    if beyond and _starts(words, plain, _LEADING_WORDS, remark):
        return "company"
    spoken_to = words[0] in _HONORIFICS and bool(words[1:])
    if spoken_to and len(words[0]) > 1:
        # "Cô Tấm JSC" is a company, "Anh Nam Hoa Sen JSC" works for one
        return None if words[-1] in _LAST or words[-1] in _BUSINESS else "person"
    if _holds(words, plain, _LATER_WORDS):
        return "company"
    if spoken_to:
        return "person"
    family = words[0] in _FAMILIES or (
        words[0] in _BARE_FAMILIES and words[0] == plain[0]
    )
    if words[-1] in _BUSINESS or _is_of_place(words, plain, family):
        return None
    if not _MIDDLE.isdisjoint(words[1:-1]):
        return "person"
    if family and 2 <= len(words) <= 5:
        # "Mai Anh Boutique" is no Mai
        return "person" if all(map(_SYLLABLE.fullmatch, plain)) else None
    if words[0] == "trường" and len(words) > 2 and words[1] in _FAMILIES:
        return "company"
    return None


def _is_of_place(words, plain, family):
    """Say whether *words* begin or go on like those of a shop, a thing or a town."""
    pairs = list(itertools.pairwise(words))
    if pairs and (pairs[0] in _THINGS or pairs[0] in _COMPOUNDS):
        return True
    if not family and (words[0] in _PLACES or words[0] in _BARE_PLACES):
        # "Trường Nguyễn Du" is a school, see above
        return words[0] != "trường"
    named = not _MIDDLE.isdisjoint(words[1:2])
    return not named and any(
        pair in _TOWNS or (pair in _COMPOUNDS and not family) for pair in pairs
    )


def _is_remark(word):
    return word in _BEFORE or word.isdigit()


def is_organisation(name):
    """Say whether *name* is that of an organisation, by its words.

    >>> is_organisation("Công ty TNHH Hòa Phát"), is_organisation("Nguyễn Trường Sơn")
    (True, False)
    """
    return kind(name) == "company"


def is_company(name, tax_code=""):
    """Say whether the customer of a list is a company, and whether that is sure.

    :param tax_code: cleaned; ten digits are an organisation's (those that begin
        with 8 were given to persons), twelve a person's; with a wrong check digit
        they say nothing: they may be the end of a person's number
    :return: (company, sure)

    >>> is_company("Quán Ổi", "0312345673"), is_company("Quán Ổi", "079088012345")
    ((True, True), (False, True))
    >>> is_company("Hà Văn Ổi", "1088012345")
    (False, True)
    >>> is_company("Quán Ổi"), is_company("Công ty Ổi", "079088012345")
    ((False, False), (True, False))
    """
    found = kind(name)
    digits = tax_code.partition("-")[0]
    person = digits[:1] == "8" and "-" not in tax_code
    if len(digits) == 10 and not person and has_valid_check_digit(digits):
        return True, found != "person"
    if len(digits) == 12:
        return found == "company", found != "company"
    return found == "company", bool(found)


@functools.lru_cache(maxsize=4096)
def _fold_word(word):
    return fold(word)


def _words(text):
    """Return the words of *text*, tone marks where old spelling puts them."""
    # a letter has three code points at most
    return _WORD.findall(_tones(nfc((text or "")[: 3 * NAME_MAX])[:NAME_MAX].lower()))


def _tones(text):
    """Put tone marks of "oà", "oè", "uý" where NSO and old spelling put them.

    >>> _tones("hoà phát thuý"), _tones("hoàng toàn quý")
    ('hòa phát thúy', 'hoàng toàn quý')
    """
    return _NEW_TONES.sub(lambda match: _OLD_TONE[match[0]], text)


def _old_tones():
    pairs = {}
    for first, second in ("oa", "oe", "uy"):
        for mark in "\u0300\u0301\u0303\u0309\u0323":
            new = unicodedata.normalize("NFC", first + second + mark)
            pairs[new] = unicodedata.normalize("NFC", first + mark + second)
    return pairs


_OLD_TONE = _old_tones()
_NEW_TONES = re.compile(rf"(?<!q)(?:{'|'.join(_OLD_TONE)})(?![^\W\d_])")


def _indexed(phrases):
    """Return {first word without accents: [(words, words without accents)]}."""
    index = {}
    for phrase in phrases:
        words = tuple(_words(phrase))
        folded = tuple(map(fold, words))
        index.setdefault(folded[0], []).append((words, folded))
    return index


_LEADING_WORDS = _indexed(_LEADING)
_LATER_WORDS = _indexed(_LATER)
#: last words that only companies have
_LAST = {"jsc", "ltd", "llc", "corp", "corporation", "inc", "limited", "tnhh"}
#: without accents these are words of names as well
_NEEDS_ACCENTS = {
    *(("cổ", "phần"), ("nhà", "hàng"), ("cao", "đẳng"), ("tòa", "án")),
    *(("chi", "nhánh"), ("trung", "tâm"), ("ct", "cổ", "phần")),
}


def _is_same(typed, plain, phrase, folded):
    """Say whether the words *typed*, *plain* without accents, are those of *phrase*.

    A word that has accents must have those of the phrase; words without any are
    those of people who type none.
    """
    if plain != folded:
        return False
    if typed == plain:
        return phrase not in _NEEDS_ACCENTS
    return all(
        word in (wanted, bare)
        for word, bare, wanted in zip(typed, plain, phrase, strict=True)
    )


def _starts(words, plain, phrases, start=0):
    """Say whether one of *phrases* stands at *start* of the words."""
    return any(
        _is_same(
            tuple(words[start : start + len(phrase)]),
            tuple(plain[start : start + len(phrase)]),
            phrase,
            folded,
        )
        for phrase, folded in phrases.get(plain[start], ())
    )


def _holds(words, plain, phrases):
    return any(_starts(words, plain, phrases, start) for start in range(1, len(words)))
