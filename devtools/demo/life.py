"""The customers of the demo company: spread over kinds and regions as in life."""

from . import words

#: of how many of a hundred customers each relationship is
RELATIONSHIPS = {
    "vip": 6,
    "loyal": 13,
    "customer": 36,
    "dormant": 9,
    "negotiating": 5,
    "potential": 8,
    "interested": 8,
    "contacted": 7,
    "new": 6,
    "stopped": 2,
}
#: who looks after customers where, the first one most
NORTH = ("hung", "hung", "hung", "ha", "ha", "bao", "bao", "huong")
SOUTH = ("anh", "anh", "anh", "tuan", "tuan", "tuan", "minh", "minh")
#: XML id of a province, its share, who sells there, wards it has today
REGIONS = [
    (
        "base.state_vn_VN-HN",
        26,
        NORTH,
        (
            *("Ba Đình", "Giảng Võ", "Cửa Nam", "Tây Hồ", "Cầu Giấy", "Yên Hòa"),
            *("Đống Đa", "Thanh Xuân", "Hà Đông", "Long Biên", "Hoàng Mai"),
        ),
    ),
    (
        "base.state_vn_VN-HP",
        9,
        NORTH,
        ("Hồng Bàng", "Ngô Quyền", "Lê Chân", "Chí Linh"),
    ),
    ("base.state_vn_VN-56", 7, NORTH, ("Từ Sơn", "Kinh Bắc", "Võ Cường", "Quế Võ")),
    ("base.state_vn_VN-13", 5, NORTH, ("Hạ Long", "Bãi Cháy", "Cẩm Phả", "Uông Bí")),
    ("base.state_vn_VN-22", 4, NORTH, ("Thành Vinh", "Trường Vinh", "Cửa Lò")),
    (
        "base.state_vn_VN-SG",
        25,
        SOUTH,
        (
            *("Sài Gòn", "Bến Thành", "Thủ Dầu Một", "Dĩ An", "Lái Thiêu", "Bến Cát"),
            *("Vũng Tàu", "Bà Rịa", "Linh Xuân", "Cầu Ông Lãnh"),
        ),
    ),
    ("base.state_vn_VN-DN", 8, SOUTH, ("Hải Châu", "Thanh Khê", "Sơn Trà", "Hội An")),
    ("base.state_vn_VN-39", 7, SOUTH, ("Biên Hòa", "Trấn Biên", "Long Khánh")),
    ("base.state_vn_VN-CT", 5, SOUTH, ("Ninh Kiều", "Cái Khế", "Bình Thủy")),
    ("base.state_vn_VN-34", 4, SOUTH, ("Nha Trang", "Tây Nha Trang", "Cam Ranh")),
]
FAMILY = [
    *words.FAMILY,
    *("Huỳnh", "Ngô", "Dương", "Lý", "Hồ", "Đinh", "Đoàn", "Trịnh", "Mai", "Cao"),
]
MIDDLE = [*words.MIDDLE, "Anh", "Bảo", "Gia", "Hoài", "Kim", "Mỹ", "Tuấn", "Phương"]
GIVEN = [
    *words.GIVEN,
    *("Duy", "Đông", "Hậu", "Hòa", "Huy", "Kiên", "Loan", "My", "Ngân", "Oanh"),
    *("Phát", "Quyên", "Thắng", "Thủy", "Toàn", "Trang", "Trung", "Tú", "Uyên", "Vy"),
]
#: what a buyer of furniture does: trade, type, group, size, industry
TRADES = [
    ("Kiến trúc và Xây dựng", "company", "project", "medium", "F"),
    ("Thiết kế Nội thất", "company", "project", "small", "F"),
    ("Bất động sản", "company", "project", "large", "L"),
    ("Khách sạn", "company", "corporate", "medium", "I"),
    ("Chuỗi Cà phê", "company", "corporate", "small", "I"),
    ("Nhà hàng", "company", "corporate", "small", "I"),
    ("Công nghệ", "company", "corporate", "medium", "J"),
    ("Dược phẩm", "company", "corporate", "medium", "G"),
    ("May mặc", "fdi", "corporate", "large", "C"),
    ("Cơ khí", "company", "corporate", "medium", "C"),
    ("Điện máy", "dealer", "reseller", "small", "G"),
    ("Nội thất", "dealer", "reseller", "small", "G"),
    ("Vận tải", "company", "corporate", "medium", "H"),
    ("Logistics", "company", "corporate", "large", "H"),
    ("Giáo dục", "school_hospital", "public", "medium", "P"),
]
BRANDS = [
    *words.BRAND,
    *("Lạc Việt", "Hồng Hà", "Sông Hàn", "Bạch Đằng", "Cửu Long", "Tây Đô"),
    *("Gia Định", "Thăng Long", "Đất Việt", "Việt Hưng", "Phương Nam", "Sao Việt"),
    *("Hải Đăng", "Nam Việt", "Tiến Đạt", "An Bình", "Vạn Xuân", "Kinh Bắc"),
    *("Thái Dương", "Ngọc Lan", "Hoa Sen", "Trúc Xanh", "Mộc An", "Tâm Việt"),
    *("Toàn Cầu", "Đồng Tâm", "Liên Minh", "Khang Minh", "Phúc Lộc", "Thuận Phát"),
]
#: real prefixes; with three noughts in the middle nobody has been given the number
PREFIXES = [
    *("0903", "0912", "0936", "0978", "0983", "0862", "0886", "0326", "0382", "0704"),
]
STREETS = [
    *words.STREET,
    *("Nguyễn Văn Cừ", "Phạm Văn Đồng", "Võ Nguyên Giáp", "Lê Duẩn", "Hoàng Diệu"),
    *("Ngô Gia Tự", "Trần Phú", "Lê Hồng Phong", "Bà Triệu", "Cách Mạng Tháng Tám"),
]
STRANGER = 400


def phone(rng, number):
    """Return a number that looks like one, and is nobody's.

    >>> import random
    >>> phone(random.Random(1), 17)
    '+84 936 000 017'
    """
    return f"+84 {rng.choice(PREFIXES)[1:]} 000 {number:03}"


def mail(base, plain):
    """Return an address: a company's at a domain of its own, which none can have.

    >>> mail({"company": False, "name": "Lê An", "number": 7}, lambda text: "lean")
    'lean7@example.com'
    """
    if not base["company"]:
        return f"{plain(base['name'])}{base['number']}@example.com"
    name = base["name"].removeprefix("Công ty ")
    name = plain(name.removeprefix("TNHH ").removeprefix("Cổ phần "))
    return f"lienhe@{name[-24:]}{base['number']}.example.com"


def weighted(rng, table):
    """Return one of the keys of *table* ``{key: share}``."""
    return rng.choices(list(table), list(table.values()))[0]


def person(rng):
    return " ".join(map(rng.choice, (FAMILY, MIDDLE, GIVEN)))


def unique(rng, make, taken):
    """Return what *make* gives, until it is none of *taken*."""
    while (name := make(rng)) in taken:
        pass
    taken.add(name)
    return name


def people_and_companies(rng, count):
    """Yield what is particular to each of *count* customers, as dicts."""
    taken = set()
    places = {region: region[1] for region in REGIONS}
    for number in range(1, count + 1):
        relationship = weighted(rng, RELATIONSHIPS)
        state, _share, people, wards = weighted(rng, places)
        key = relationship == "vip"
        is_company = key or rng.random() < 0.58
        trade, kind, group, size, industry = rng.choice(TRADES)
        if is_company:
            name = unique(
                rng,
                lambda rng, trade=trade: " ".join(
                    (rng.choice(words.LEGAL[:2]), trade, rng.choice(BRANDS))
                ),
                taken,
            )
        else:
            name = unique(rng, person, taken)
            kind, group, size, industry = "individual", "retail", "", ""
        yield {
            "number": number,
            "company": is_company,
            "name": name,
            "phone": phone(rng, number),
            "street": f"{rng.randint(1, 300)} {rng.choice(STREETS)}",
            "city": f"Phường {rng.choice(wards)}",
            "state": state,
            "user": rng.choice(people) if rng.random() < 0.93 else "",
            "relationship": relationship,
            "type": kind,
            "group": "key" if key else group,
            "size": size,
            "industry": industry,
        }
