"""What the columns of customer lists are called, and what each of them fills.

Vietnamese lists, and the exports of KiotViet, MISA, Google and Outlook in both
languages. No ORM in here.
"""

import re

from odoo.addons.crm_vn_base.tools.text import key, nfc

from .heading_words import CUSTOMER_HEADINGS, DAYS, NAME_PARTS, REMARKS, STREET_PARTS

#: several columns may fill one of these
JOINED = {"name", "phone", "vn_phone2", "email", "website", "comment", "city", "street"}
#: a second column of these is a line of the note
NOTED = {
    *("street", "street2", "zip", "function", "company_name", "state_id", "country_id"),
}
#: headings that stand for a status of the list as well
_STATUS = {"trang thai", "tinh trang"}

_NUMBERED = r"(?: \d)?(?: (?:value|gia tri))?"
_PHONE = re.compile(
    r"(?:(?:so |ma )?(?:dien thoai|dt|sdt|dtdd|phone|mobile|tel|telephone|cell|"
    r"cellphone|handphone|hp|di dong|dd|hotline|co dinh|d thoai|d t|s d t|zalo|viber|"
    r"whatsapp|may ban)\b.*|so (?:may|lien he|lien lac)|"
    r".*\b(?:phone|mobile|dien thoai|di dong|sdt|dtdd)"
    rf"(?: number| no| chinh| phu| khac| ban)?{_NUMBERED}"
    rf"|contact (?:phone|number|no){_NUMBERED})"
)
_SECOND_PHONE = re.compile(
    r"\b(?:[2-9]|phu|khac|ban|nha|rieng|home|other|co dinh|zalo|viber|whatsapp|"
    r"secondary|default)\b"
)
_EMAIL = re.compile(
    r"(?:(?:.*\b)?(?:e ?mail|gmail|mail|thu dien tu|hop thu|hom thu)"
    rf"(?: address| \d address)?{_NUMBERED}"
    r"|(?:dia chi )?(?:e ?mail|thu dien tu)\b.*)"
)
#: "Address 1 - City", "Địa chỉ 1 - Phố": parts of an address in exports of Google
_ADDRESS_PART = re.compile(r"(?:address|dia chi) (\d) (.+)")
_ADDRESS_PARTS = {
    **dict.fromkeys(("street", "pho", "duong", "duong pho"), "street"),
    **dict.fromkeys(("extended address", "dia chi mo rong"), "street2"),
    **dict.fromkeys(("city", "thanh pho"), "city"),
    **dict.fromkeys(("region", "khu vuc", "tinh"), "state_id"),
    **dict.fromkeys(("postal code", "ma buu chinh"), "zip"),
    **dict.fromkeys(("country", "quoc gia"), "country_id"),
}
#: what a name is called, in the words that lists put together
_NAME = re.compile(
    r"(?:ho va ten|ho ten|ten)(?: day du)?(?: cua)?"
    r"(?: (?:kh|khach hang|khach|doi tac)(?: (?:le|si|mua|cong ty|to chuc|ca nhan))?|"
    r" (?:chu (?:ho|xe|shop|cua hang|nha)|hoc vien|hoc sinh|phu huynh|benh nhan))?"
)
_HINT = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
#: "Tỉnh (cũ)" is another column than "Tỉnh (mới)"
_OLD_HINT = re.compile(r"(?i)[(\[]\s*(?:cũ|cu|trước (?:01/07|1/7|7)/2025)\s*[)\]]")
#: "TenKH", "CustomerName": words as programs join them
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGIT = re.compile(r"(?<=[a-z])(?=\d)")
_WEBSITE = re.compile(
    r"(?:.*\b)?(?:website|web ?site|trang web|web page|web|url|home ?page|trang chu|"
    rf"domain|domain name|ten mien){_NUMBERED}"
)
#: what is noted under its heading, whatever its number
_REMARK = re.compile(
    r"(?:.*\b)?fax\b.*|(?:assistant|manager) s .*|"
    r"(?:im|jot|relation|event|custom field|moi quan he|su kien|truong tuy chinh|user)"
    r" \d(?: (?:value|gia tri))?"
)
_TAX_CODE = re.compile(
    r"(?:mst|ma so thue|ma thue|tax (?:code|id|number|no)|vat(?: number| no| code)?|"
    r"ma so (?:dn|doanh nghiep))(?: (?:so|cccd|cmnd|cmt|can cuoc|ca nhan|hoac|chu ho))*"
)
_STREET = re.compile(
    r"(?:dia chi|d c|address|street)(?: (?:chi tiet|cu the|thuong tru|tam tru|"
    r"kinh doanh|giao dich|dang ky|dkkd|tru so|chinh|nha|rieng|lien he|lien lac|"
    r"giao hang|nhan hang|so nha|duong|ten|pho|line|address|1))*"
)
#: parts of a place, small ones before large ones
_PLACE_WORD = r"(?:thi tran|thi xa|dac khu|phuong|xa|quan|huyen|ward|commune|district)"
_PLACE = re.compile(rf"(?:ten )?{_PLACE_WORD}(?: (?:{_PLACE_WORD}|tp|thanh pho))*")
_CONTACT = re.compile(
    r"nguoi dd|(?:ho va ten |ho ten |ten )?(?:nguoi )?"
    r"(?:lien he|lien lac|dai dien|contact)"
    r"(?: (?:chinh|phap luat|theo phap luat|person|name|phu trach|1))*"
)
#: words that say whose a value is, or that it is asked for
_QUALIFIER = re.compile(
    r"\b(?:cua )?(?:khach hang|khach|kh|customers?(?: s)?|clients?|doi tac|"
    r"nguoi mua(?: hang)?|nguoi nhan(?: hang)?|nguoi dat(?: hang)?|mua hang|"
    r"nha cung cap|ncc|doi tuong|thanh vien|hoi vien|default address|default|mailing|"
    r"billing|shipping|account|lead|cong ty|cty|doanh nghiep|hien tai|hien nay|"
    r"neu co|bat buoc|required|moi|chinh|primary|main|so)\b"
)
#: what such columns say of another column
_ABOUT = re.compile(
    r"(?<!ca )(?<!nguoi )(?<!benh )\bnhan$|"
    r"\b(?:type|label|verified|opt|consent|accepts|phonetic|yomi|display name|gui|"
    r"loai|ext|pager|quang cao|sms|marketing|format(?:ted)?|ngay|so lan|count|status)\b"
)
_OF_CONTACT = re.compile(
    r"\b(?:lien he|lien lac|dai dien|contact|lh|nlh|giam doc|gd)\b"
)
#: one number for both
_PHONE_AND_FAX = re.compile(
    r"(?:so )?(?:s?dt|tel(?:ephone)?|phone|dien thoai)(?: va| and)?(?: so)? fax|"
    r"fax (?:s?dt|tel(?:ephone)?|phone|dien thoai)"
)

#: in this order: a contact's e-mail is an e-mail, an address on the web no street
_FORMS = (
    ("email", _EMAIL),
    ("child_ids/name", _CONTACT),
    ("phone", _PHONE),
    ("website", _WEBSITE),
    ("vat", _TAX_CODE),
    ("street", _STREET),
    ("city", _PLACE),
    ("name", _NAME),
)

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
    >>> customer_field("Tel/Fax"), customer_field("Số fax"), customer_field("Người ĐD")
    ('phone', 'comment', 'child_ids/name')
    >>> customer_field("Cột lạ")
    """
    name = _field(heading_key(heading))
    return "name" if name in NAME_PARTS else name


def heading_key(heading):
    """Return the form in which spellings of a *heading* are equal.

    >>> heading_key("Ngày sinh (dd/mm/yyyy)"), heading_key("Address1")
    ('ngay sinh', 'address 1')
    >>> heading_key("(Tên)"), heading_key(None), heading_key("TenKH")
    ('ten', '', 'ten kh')
    """
    text = _OLD_HINT.sub(" cũ", nfc((heading or "")[:200]))
    without = key(_HINT.sub(" ", text)) or key(text)
    if " " not in without and not _named(_DIGIT.sub(" ", without)):
        without = key(_JOINT.sub(" ", text))
    return _DIGIT.sub(" ", without)[:80]


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
    >>> columns(["Tên KH", "Tỉnh cũ", "Tỉnh mới", "Business City", "Home City"])
    ['name', 'comment', 'state_id', 'city', 'comment']
    >>> columns(["Tên KH", "Xã (mới)", "Huyện (cũ)", "Tỉnh (cũ)"])
    ['name', 'city', 'comment', 'state_id']
    """
    keys = [heading_key(heading) for heading in headings]
    fields = [_field(text) for text in keys]
    for index, text in enumerate(keys):
        if _unqualified(text) in _STATUS and index in numeric:
            fields[index] = None
        if fields[index] == "company_name" and index in numeric:
            # whether it is one, not which
            fields[index] = "company_type"
    for index, text in enumerate(keys):
        today = _field(text.removesuffix(" cu")) if text.endswith(" cu") else None
        if today and today not in fields:
            # there is none but the old one
            fields[index] = today
    for index, text in enumerate(keys):
        if text == "title" and fields.count("function") > 1:
            # beside a job title, how one speaks to somebody
            fields[index] = "comment"
    _settle_names(keys, fields)
    _settle_contacts(keys, fields)
    _settle_phones(keys, fields)
    _settle_streets(keys, fields)
    _settle_cities(keys, fields)
    seen = set()
    for index, name in enumerate(fields):
        parted = name == "street" and keys[index] in STREET_PARTS
        if name in seen and not parted and name not in JOINED - {"street"}:
            fields[index] = "comment" if name in NOTED else None
        seen.add(name)
    return fields


def name_order(heading):
    """Return where the part of a name under *heading* stands in it.

    >>> sorted(["Tên", "Họ", "Tên đệm"], key=name_order)
    ['Họ', 'Tên đệm', 'Tên']
    """
    part = _PART_OF.get(heading_key(heading))
    return ["family", "middle", None, "given"].index(part)


def city_order(heading):
    """Return where the place under *heading* stands: wards before districts.

    >>> sorted(["Quận/Huyện", "Phường/Xã"], key=city_order)
    ['Phường/Xã', 'Quận/Huyện']
    """
    text = heading_key(heading)
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
    return _FIELD_OF.get(heading_key(heading)) == "comment"


def _field(text):
    if text.endswith(" cu") and _field(text.removesuffix(" cu")):
        # what it was before is told beside what it is
        return "comment"
    return _named(text) or _named(_unqualified(text))


def _unqualified(text):
    """Return a heading without the words that say whose value it is.

    >>> _unqualified("website cong ty"), _unqualified("nhom khach")
    ('website', 'nhom')
    """
    return " ".join(_QUALIFIER.sub(" ", text).split())


def _named(text):
    if text in _FIELD_OF:
        return _FIELD_OF[text]
    if text in _PART_OF:
        return _PART_OF[text]
    if _PHONE_AND_FAX.fullmatch(text):
        return "phone"
    if text in REMARKS or _REMARK.fullmatch(text):
        return "comment"
    if not text or _ABOUT.search(text):
        return None
    if part := _ADDRESS_PART.fullmatch(text):
        return _ADDRESS_PARTS.get(part[2])
    return next((name for name, form in _FORMS if form.fullmatch(text)), None)


def _settle_names(keys, fields):
    """Make one name of its parts, unless a column holds it whole."""
    named = sum(name in ("name", "company_name") for name in fields)
    for index, text in enumerate(keys):
        if text == "ten lien he" and named > 1 and "child_ids/name" not in fields:
            fields[index] = "child_ids/name"
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
            other = "comment" if keys[index] == "ten goi" else None
            fields[index] = other if whole else "name"
        elif name == "name":
            if seen:
                fields[index] = "comment"
            seen = True


def _settle_contacts(keys, fields):
    """Give the phone and the e-mail of a contact person to the contact."""
    if "child_ids/name" not in fields:
        return
    for index, text in enumerate(keys):
        own = fields[index] in ("phone", "email", "function")
        if own and _OF_CONTACT.search(text):
            fields[index] = f"child_ids/{fields[index]}"
    if "child_ids/function" not in fields and "function" in fields:
        # beside a contact person, the position is that person's
        fields[fields.index("function")] = "child_ids/function"


def _settle_phones(keys, fields):
    """Let the first phone be the phone, and all others the second one."""
    found = [index for index, name in enumerate(fields) if name == "phone"]
    if not found:
        return
    first = next((i for i in found if not _SECOND_PHONE.search(keys[i])), found[0])
    for index in found:
        if index != first:
            fields[index] = "vn_phone2"


def _settle_cities(keys, fields):
    """Leave one ward, one district and one town; a second address is noted."""
    seen = set()
    for index, name in enumerate(fields):
        if name != "city":
            continue
        order = city_order(keys[index])
        if order in seen:
            fields[index] = "comment"
        seen.add(order)


def _settle_streets(keys, fields):
    """Leave a house number and its street in one line, and no others."""
    for index, text in enumerate(keys):
        if text.endswith(("formatted", "dinh dang")) and fields.count("street") > 1:
            # says the parts once more
            fields[index] = None
    streets = [index for index, name in enumerate(fields) if name == "street"]
    whole = [index for index in streets if keys[index] not in STREET_PARTS]
    for index in streets:
        if whole and index not in whole[:1]:
            fields[index] = "comment"


def street_order(heading):
    """Return where the part of an address under *heading* stands in it.

    >>> sorted(["Đường", "Số nhà"], key=street_order)
    ['Số nhà', 'Đường']
    """
    text = heading_key(heading)
    return STREET_PARTS.index(text) if text in STREET_PARTS else len(STREET_PARTS)


def phone_order(heading):
    """Return which of several second phones comes first: that in the pocket.

    >>> sorted(["Điện thoại nhà riêng", "Điện thoại di động"], key=phone_order)
    ['Điện thoại di động', 'Điện thoại nhà riêng']
    """
    return not re.search(r"\b(?:di dong|mobile|cell|dtdd)\b", heading_key(heading))


def is_day(heading):
    """Say whether a column holds days.

    >>> is_day("Ngày sinh"), is_day("Ghi chú")
    (True, False)
    """
    return heading_key(heading) in DAYS


def has_fax(heading):
    """Say whether a column holds phones and faxes.

    >>> has_fax("Tel/Fax"), has_fax("Điện thoại"), has_fax("Fax")
    (True, False, False)
    """
    return bool(_PHONE_AND_FAX.fullmatch(heading_key(heading)))
