"""What the columns of customer lists are called, and what each of them fills.

Vietnamese lists, and the exports of KiotViet, MISA, Google and Outlook in both
languages. No ORM in here.
"""

import re

from odoo.addons.crm_vn_base.tools.text import key

#: field of ``res.partner``: headings, accents and case make no difference
CUSTOMER_HEADINGS = {
    "ref": (
        *("ma", "ma kh", "ma khach hang", "ma khach", "customer code", "code"),
        *("ma doi tuong", "customer id"),
    ),
    "name": (
        *("ten", "ten kh", "ten khach hang", "khach hang", "ho ten", "ho va ten"),
        *("ten day du", "ten day du khach hang", "ten don vi", "ten doanh nghiep"),
        *("customer", "customer name", "full name", "name", "display name"),
        *("ten doi tuong", "ten nha cung cap", "ten khach", "ten hien thi"),
    ),
    "vat": ("mst", "ma so thue", "tax code", "tax id", "ma so thue cccd", "vat"),
    "street": (
        *("dia chi", "so nha", "so nha duong", "address", "street", "duong"),
        *("dia chi 1", "address line 1", "street address", "address 1 street"),
        *("business street", "duong co quan", "dia chi co quan", "dia chi lien he"),
        *("dia chi nha rieng", "home street", "other street", "dia chi giao hang"),
        *("mailing street", "billing address", "address 1 formatted", "duong pho"),
    ),
    "street2": (
        *("dia chi 2", "address line 2", "street 2", "business street 2"),
        *("address 1 extended address",),
    ),
    "city": (
        *("phuong xa", "xa phuong", "phuong", "xa", "ward", "phuong xa thi tran"),
        *("quan huyen", "quan", "huyen", "district", "huyen quan", "city", "town"),
        *("business city", "home city", "thanh pho co quan", "address 1 city"),
    ),
    "state_id": (
        *("tinh", "tinh thanh", "tinh thanh pho", "thanh pho", "province", "tinh tp"),
        *("state", "region", "business state", "home state", "tinh co quan"),
        *("address 1 region", "state province", "thanh pho tinh"),
    ),
    "zip": (
        *("ma buu chinh", "ma buu dien", "zip", "zip code", "postal code"),
        *("business postal code", "home postal code", "address 1 postal code"),
        *("ma buu chinh co quan",),
    ),
    "country_id": (
        *("quoc gia", "nuoc", "country", "business country region"),
        *("home country region", "address 1 country", "quoc gia khu vuc co quan"),
    ),
    "company_type": (
        *("loai khach", "la to chuc ca nhan", "to chuc ca nhan", "ca nhan to chuc"),
        *("company type", "loai hinh khach hang"),
    ),
    "vn_type_id": ("loai", "loai khach hang", "loai kh", "customer type"),
    "vn_group_ids": (
        *("nhom", "nhom khach hang", "nhom kh", "customer group"),
        *("nhom khach hang nha cung cap", "nhom kh ncc"),
    ),
    "vn_channel_id": ("kenh", "kenh ban hang", "channel"),
    "source_id": ("nguon", "nguon khach hang", "nguon kh", "customer source"),
    "industry_id": (
        *("linh vuc", "linh vuc kinh doanh", "nganh nghe", "nganh", "industry"),
    ),
    "vn_size_id": ("quy mo", "quy mo khach hang", "customer size", "size"),
    "vn_relationship_id": (
        *("quan he", "moi quan he", "tinh trang", "tinh trang quan he"),
        *("trang thai", "relationship"),
    ),
    "vn_collaborator_id": ("cong tac vien", "ctv", "collaborator"),
    "vn_referrer_partner_id": ("nguoi gioi thieu", "khach hang gioi thieu", "referrer"),
    "user_id": (
        *("phu trach", "nguoi phu trach", "nhan vien phu trach", "nvkd", "nhan vien"),
        *("nhan vien kinh doanh", "salesperson", "nhan vien ban hang", "nv phu trach"),
        *("owner", "nguoi so huu"),
    ),
    "function": (
        *("chuc vu", "chuc danh", "job position", "job title", "position", "vi tri"),
        *("organization title", "organization 1 title", "chuc danh trong to chuc"),
    ),
    "company_name": (
        *("cong ty", "ten cong ty", "company", "company name", "organization"),
        *("organization name", "organization 1 name", "to chuc", "ten to chuc"),
        *("noi lam viec", "co quan", "don vi cong tac"),
    ),
    "comment": ("ghi chu", "mo ta", "notes", "note", "comment", "description"),
    "child_ids/name": (
        *("lien he", "nguoi lien he", "contact", "contact name", "contact person"),
        *("ten nguoi lien he", "nguoi dai dien", "dai dien", "ho ten nguoi lien he"),
    ),
    "child_ids/function": ("chuc vu nguoi lien he", "chuc danh nguoi lien he"),
}
#: parts of a person's name, in the order in which they are written
NAME_PARTS = {
    "family": (
        *("ho", "ho dem", "ho va ten dem", "ho ten dem", "ho lot", "ho va chu lot"),
        *("family name", "last name", "surname", "ho va dem", "ho va ten lot"),
    ),
    "middle": (
        *("middle name", "additional name", "ten dem", "chu lot", "dem", "ten lot"),
    ),
    "given": ("given name", "first name", "ten rieng", "ten goi"),
}
#: columns that go into the note, with their heading
REMARKS = (
    *("birthday", "ngay sinh", "sinh nhat", "facebook", "zalo", "skype", "nickname"),
    *("biet danh", "ten thuong goi", "department", "phong ban", "bo phan", "fax"),
    *("organization department", "khu vuc giao hang", "khu vuc", "gioi tinh"),
    *("name prefix", "name suffix", "danh xung", "xung ho", "suffix", "dia chi khac"),
    *("organization 1 department", "company main fax", "tinh cu", "dia chi cu"),
)
#: several columns may fill one of these
JOINED = {"name", "phone", "vn_phone2", "email", "website", "comment", "city"}
#: a second column of these is a line of the note
NOTED = {"street", "street2", "zip", "function", "company_name", "state_id"}
#: headings that stand for a status of the list as well
_STATUS = {"trang thai", "tinh trang"}

_NUMBERED = r"(?: \d)?(?: (?:value|gia tri))?"
_PHONE = re.compile(
    r"(?:(?:so |ma )?(?:dien thoai|dt|sdt|dtdd|phone|mobile|tel|telephone|cell|"
    r"di dong|hotline)\b.*|.*\b(?:phone|mobile|dien thoai|di dong|sdt|dtdd)"
    rf"(?: number| chinh| phu| khac| ban)?{_NUMBERED})"
)
_SECOND_PHONE = re.compile(
    r"\b(?:[2-9]|phu|khac|ban|nha|rieng|home|other|co dinh|zalo|secondary)\b"
)
_EMAIL = re.compile(
    rf"(?:.*\b)?(?:e ?mail|mail|thu dien tu)(?: address| \d address)?{_NUMBERED}"
    r"(?: (?:chinh|phu|khac|ca nhan|cong ty|lien he|khach hang|nguoi lien he))?"
)
_WEBSITE = re.compile(
    rf"(?:.*\b)?(?:website|web ?site|trang web|web page|web|url|homepage){_NUMBERED}"
)
_FAX = re.compile(r"(?:.*\b)?fax\b.*")
#: what such columns say of another column
_ABOUT = re.compile(
    r"\b(?:type|label|nhan|verified|opt|consent|phonetic|yomi|display name|gui|loai|"
    r"ext|pager|quang cao|sms|marketing)\b"
)
_OF_CONTACT = re.compile(r"\b(?:nguoi )?(?:lien he|dai dien|contact)\b")

_FIELD_OF = {
    heading: name
    for name, headings in CUSTOMER_HEADINGS.items()
    for heading in headings
}
_PART_OF = {
    heading: part for part, headings in NAME_PARTS.items() for heading in headings
}


def customer_field(heading):
    """Return the field that a column with this *heading* fills, or ``None``.

    >>> customer_field("Điện thoại"), customer_field("MÃ SỐ THUẾ")
    ('phone', 'vat')
    >>> customer_field("Tỉnh/Thành phố"), customer_field("Công ty")
    ('state_id', 'company_name')
    >>> customer_field("Cột lạ")
    """
    name = _field(key(heading or ""))
    return "name" if name in NAME_PARTS else name


def columns(headings, numeric=()):
    """Return the fields that the columns of a list fill, ``None`` for unknown ones.

    :param headings: of all columns: what a column means depends on its neighbours
    :param numeric: positions of the columns that hold numbers only

    >>> columns(["Họ", "Tên", "Điện thoại 1", "Điện thoại 2", "Ngân hàng"])
    ['name', 'name', 'phone', 'vn_phone2', None]
    >>> columns(["First Name", "Last Name", "Phone 1 - Label", "Phone 1 - Value"])
    ['name', 'name', None, 'phone']
    >>> columns(["Tên KH", "Di động", "Điện thoại bàn", "Fax", "Trạng thái"], [4])
    ['name', 'phone', 'vn_phone2', 'comment', None]
    >>> columns(["Tên công ty", "Người liên hệ", "SĐT liên hệ"])
    ['name', 'child_ids/name', 'child_ids/phone']
    """
    keys = [key(heading or "")[:80] for heading in headings]
    fields = [_field(text) for text in keys]
    for index, text in enumerate(keys):
        if text in _STATUS and index in numeric:
            fields[index] = None
    _settle_names(keys, fields)
    _settle_contacts(keys, fields)
    _settle_phones(keys, fields)
    seen = set()
    for index, name in enumerate(fields):
        if name in seen and name not in JOINED:
            fields[index] = "comment" if name in NOTED else None
        seen.add(name)
    return fields


def name_order(heading):
    """Return where the part of a name under *heading* stands in it.

    >>> sorted(["Tên", "Họ", "Tên đệm"], key=name_order)
    ['Họ', 'Tên đệm', 'Tên']
    """
    part = _PART_OF.get(key(heading or ""))
    return ["family", "middle", None, "given"].index(part)


def city_order(heading):
    """Return where the place under *heading* stands: wards before districts.

    >>> sorted(["Quận/Huyện", "Phường/Xã"], key=city_order)
    ['Phường/Xã', 'Quận/Huyện']
    """
    text = key(heading or "")
    return (
        0
        if re.search(r"\b(?:phuong|xa|ward)\b", text)
        else 1
        if re.search(r"\b(?:quan|huyen|district)\b", text)
        else 2
    )


def is_note(heading):
    """Say whether a column is a note by itself, so that it needs no label.

    >>> is_note("Ghi chú"), is_note("Ngày sinh")
    (True, False)
    """
    return _FIELD_OF.get(key(heading or "")) == "comment"


def _field(text):
    if text in _FIELD_OF:
        return _FIELD_OF[text]
    if text in _PART_OF:
        return _PART_OF[text]
    if text in REMARKS or _FAX.fullmatch(text):
        return "comment"
    if not text or _ABOUT.search(text):
        return None
    if _EMAIL.fullmatch(text):
        return "email"
    if _PHONE.fullmatch(text):
        return "phone"
    if _WEBSITE.fullmatch(text):
        return "website"
    return None


def _settle_names(keys, fields):
    """Make one name of its parts, unless a column holds it whole."""
    parts = {*fields} & {*NAME_PARTS}
    if "family" in parts and "given" not in parts:
        # beside a family name, "Tên" is the given one
        for index, text in enumerate(keys):
            if fields[index] == "name" and text in ("ten", "ten kh", "ten khach hang"):
                fields[index] = "given"
                break
    whole = "name" in fields
    if not whole and not parts:
        for index, name in enumerate(fields):
            if name == "company_name":
                fields[index] = "name"
                return
    seen = False
    for index, name in enumerate(fields):
        if name in NAME_PARTS:
            fields[index] = None if whole else "name"
        elif name == "name":
            if seen:
                fields[index] = "comment"
            seen = True


def _settle_contacts(keys, fields):
    """Give the phone and the e-mail of a contact person to the contact."""
    if "child_ids/name" not in fields:
        return
    for index, text in enumerate(keys):
        if fields[index] in ("phone", "email") and _OF_CONTACT.search(text):
            fields[index] = f"child_ids/{fields[index]}"


def _settle_phones(keys, fields):
    """Let the first phone be the phone, and all others the second one."""
    found = [index for index, name in enumerate(fields) if name == "phone"]
    if not found:
        return
    first = next((i for i in found if not _SECOND_PHONE.search(keys[i])), found[0])
    for index in found:
        if index != first:
            fields[index] = "vn_phone2"
