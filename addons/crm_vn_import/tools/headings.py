"""What the columns of Vietnamese customer lists are called. No ORM in here."""

from odoo.addons.crm_vn_customer.tools.text import key

#: field of ``res.partner``: headings, accents and case make no difference
CUSTOMER_HEADINGS = {
    "ref": ("ma", "ma kh", "ma khach hang", "ma khach", "customer code", "code"),
    "name": (
        "ten",
        "ten kh",
        "ten khach hang",
        "khach hang",
        "ho ten",
        "ho va ten",
        "ten day du",
        "ten don vi",
        "ten doanh nghiep",
        "customer",
        "customer name",
        "full name",
    ),
    "phone": (
        "dien thoai",
        "so dien thoai",
        "sdt",
        "so dt",
        "dt",
        "di dong",
        "dtdd",
        "dien thoai di dong",
        "mobile",
        "tel",
        "phone number",
    ),
    "vn_phone2": (
        "dien thoai 2",
        "so dien thoai 2",
        "sdt 2",
        "dien thoai khac",
        "dien thoai phu",
        "dt ban",
        "dien thoai ban",
        "phone 2",
    ),
    "email": ("thu dien tu", "dia chi email", "mail", "e mail"),
    "vat": ("mst", "ma so thue", "tax code", "tax id", "ma so thue cccd"),
    "street": ("dia chi", "so nha", "so nha duong", "address"),
    "city": ("phuong xa", "xa phuong", "quan huyen", "ward"),
    "state_id": ("tinh", "tinh thanh", "tinh thanh pho", "thanh pho", "province"),
    "country_id": ("quoc gia", "nuoc"),
    "vn_type_id": ("loai", "loai khach hang", "loai kh", "customer type"),
    "vn_group_ids": ("nhom", "nhom khach hang", "nhom kh", "customer group"),
    "vn_channel_id": ("kenh", "kenh ban hang", "channel"),
    "source_id": ("nguon", "nguon khach hang", "nguon kh", "customer source"),
    "industry_id": (
        "linh vuc",
        "linh vuc kinh doanh",
        "nganh nghe",
        "nganh",
        "industry",
    ),
    "vn_size_id": ("quy mo", "quy mo khach hang", "customer size", "size"),
    "vn_relationship_id": (
        "quan he",
        "moi quan he",
        "tinh trang",
        "tinh trang quan he",
        "trang thai",
        "relationship",
    ),
    "vn_collaborator_id": ("cong tac vien", "ctv", "collaborator"),
    "vn_referrer_partner_id": ("nguoi gioi thieu", "khach hang gioi thieu", "referrer"),
    "user_id": (
        "phu trach",
        "nguoi phu trach",
        "nhan vien phu trach",
        "nhan vien kinh doanh",
        "nvkd",
        "nhan vien",
        "salesperson",
    ),
    "function": ("chuc vu", "chuc danh", "job position"),
    "company_name": ("cong ty", "ten cong ty"),
    "comment": ("ghi chu", "mo ta", "notes"),
    "website": ("trang web", "web"),
}
_FIELD_OF = {
    heading: name
    for name, headings in CUSTOMER_HEADINGS.items()
    for heading in headings
}

_ORGANISATION = (
    "cong ty",
    "cty",
    "tong cong ty",
    "tap doan",
    "doanh nghiep",
    "dntn",
    "hop tac xa",
    "htx",
    "ngan hang",
    "benh vien",
    "truong",
    "trung tam",
    "chi nhanh",
    "vien",
    "so",
    "uy ban",
    "ubnd",
)
_NAMED_LATER = (" tnhh", " jsc", " ltd", " llc", " co phan", " corporation")

_PROVINCE_WORDS = ("thanh pho ", "tp ", "tinh ")
_PROVINCES = {
    "hcm": "ho chi minh",
    "hcmc": "ho chi minh",
    "sai gon": "ho chi minh",
    "sg": "ho chi minh",
    "hn": "ha noi",
    "dn": "da nang",
    "hp": "hai phong",
    "ct": "can tho",
    "hue": "thua thien hue",
}


def customer_field(heading):
    """Return the field that a column with this *heading* fills, or ``None``.

    >>> customer_field("Điện thoại"), customer_field("MÃ SỐ THUẾ")
    ('phone', 'vat')
    >>> customer_field("Tỉnh/Thành phố"), customer_field("Công ty")
    ('state_id', 'company_name')
    >>> customer_field("Cột lạ")
    """
    return _FIELD_OF.get(key(heading))


def is_organisation(name):
    """Say whether *name* is that of an organisation, by its words.

    >>> is_organisation("Công ty TNHH Hòa Phát"), is_organisation("HTX Rau sạch")
    (True, True)
    >>> is_organisation("Minh Phát JSC"), is_organisation("Nguyễn Trường Sơn")
    (True, False)
    """
    folded = f"{key(name)} "
    return folded.startswith(tuple(f"{word} " for word in _ORGANISATION)) or any(
        f"{word} " in folded for word in _NAMED_LATER
    )


def province_key(name):
    """Return the form in which spellings of a province are equal.

    >>> province_key("TP. Hồ Chí Minh") == province_key("TPHCM") == "ho chi minh"
    True
    >>> province_key("Thừa Thiên - Huế") == province_key("Thành phố Huế")
    True
    >>> province_key("Tỉnh Lào Cai"), province_key("Lào Cai (VN)")
    ('lao cai', 'lao cai')
    """
    # exports write the country behind the name
    text = key(name).removesuffix(" vn")
    if text.startswith("tp") and text[2:] in _PROVINCES:
        text = text[2:]
    for word in _PROVINCE_WORDS:
        text = text.removeprefix(word)
    return _PROVINCES.get(text, text)
