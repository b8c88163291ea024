"""The demo company: its people, 300 customers, leads and tasks, and a messy list.

Seeded: the same program writes the same files, wherever it runs.
"""

import csv
import io
import random
import unicodedata
import zipfile
from pathlib import Path

from . import life, words

ADDONS = Path(__file__).resolve().parents[2] / "addons"
FOLDER = ADDONS / "crm_vn_customer" / "demo"
#: the messy list, for those who try the import
LIST = ADDONS / "crm_vn_import" / "demo" / "customers.xlsx"
SEED = 20261123
CUSTOMERS = 300
LEADS = 60
ACTIVITIES = 40
LIST_ROWS = 500
#: of the messy list: rows without a name, with an unknown channel, and rows that are
#: about a customer of an earlier row
NAMELESS, UNKNOWN, REPEATED = 2, 10, 8
ADDON = "crm_vn_customer."

HEADINGS = [
    *("Mã KH", "Tên khách hàng", "Điện thoại", "Email", "Mã số thuế", "Địa chỉ"),
    *("Phường/Xã", "Tỉnh/Thành phố", "Kênh", "Mối quan hệ", "Người phụ trách"),
    "Ghi chú",
]


def plain(text):
    """Return *text* without accents, for addresses of mails."""
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in text if char.isascii() and char.isalnum())


def tax_code(rng):
    """Return a tax code whose check digit fits."""
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    while True:
        digits = f"0{rng.randint(1, 6)}{rng.randint(0, 9_999_999):07}"
        rest = sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11
        if rest:
            return f"{digits}{10 - rest}"


def person(rng):
    return " ".join(map(rng.choice, (words.FAMILY, words.MIDDLE, words.GIVEN)))


def organisation(rng, number):
    legal, trade, brand = map(rng.choice, (words.LEGAL, words.TRADE, words.BRAND))
    return f"{legal} {trade} {brand} {number}"


def base_customer(rng, number):
    """Return what every customer has, in the demo company and in the list."""
    company = rng.random() < 0.55
    name = organisation(rng, number) if company else person(rng)
    state, spellings, wards = rng.choice(words.PROVINCES)
    return {
        "company": company,
        "name": name,
        "phone": f"{rng.choice(words.PREFIXES)}{rng.randint(0, 9_999_999):07}",
        "email": f"{plain(name)[-20:]}{number}@example.com",
        "vat": tax_code(rng) if company else "",
        "street": f"{rng.randint(1, 300)} {rng.choice(words.STREET)}",
        "city": rng.choice(wards),
        "state": state,
        "province": rng.choice(spellings),
        "user": rng.choice([*words.USERS, None]),
    }


def customers(rng):
    """Yield the rows of ``res.partner.csv``."""
    yield [
        *("id", "name", "is_company", "phone", "email", "vat", "street", "city"),
        *("state_id/id", "country_id/id", "user_id/id", "vn_relationship_id/id"),
        *("vn_type_id/id", "vn_group_ids/id", "vn_channel_id/id", "source_id/id"),
        *("vn_size_id/id", "industry_id/id", "lang"),
    ]
    for base in life.people_and_companies(rng, CUSTOMERS):
        address = life.mail(base, plain)
        yield [
            f"res_partner_demo_{base['number']:03}",
            base["name"],
            base["company"],
            base["phone"],
            address if base["company"] or rng.random() < 0.6 else "",
            tax_code(rng) if base["company"] else "",
            base["street"],
            base["city"],
            base["state"],
            "base.vn",
            f"{ADDON}res_users_demo_{base['user']}" if base["user"] else "",
            f"{ADDON}crm_vn_relationship_{base['relationship']}",
            f"{ADDON}crm_vn_customer_type_{base['type']}",
            f"{ADDON}crm_vn_customer_group_{base['group']}",
            ADDON + "crm_vn_channel_" + rng.choice(words.CHANNELS)[0],
            f"{ADDON}utm_source_{rng.choice(words.SOURCES)}",
            ADDON + f"crm_vn_customer_size_{base['size']}" if base["size"] else "",
            f"base.res_partner_industry_{base['industry']}" if base["industry"] else "",
            "vi_VN",
        ]


def leads(rng):
    """Yield the rows of ``crm.lead.csv``: some of customers, some of strangers."""
    yield [
        *("id", "name", "type", "partner_id/id", "contact_name", "phone"),
        *("user_id/id", "expected_revenue", "source_id/id", "vn_channel_id/id"),
        "stage_id/id",
    ]
    for number in range(1, LEADS + 1):
        known = rng.random() < 0.6
        kind = "opportunity" if known or rng.random() < 0.4 else "lead"
        stranger = life.person(rng)
        partner = f"{ADDON}res_partner_demo_{rng.randint(1, CUSTOMERS):03}"
        phone = life.phone(rng, life.STRANGER + number)
        yield [
            f"crm_lead_demo_{number:02}",
            rng.choice(words.NEEDS),
            kind,
            partner if known else "",
            "" if known else stranger,
            "" if known else phone,
            f"{ADDON}res_users_demo_{rng.choice(words.USERS)[0]}",
            rng.randint(5, 200) * 1_000_000 if kind == "opportunity" else "",
            f"{ADDON}utm_source_{rng.choice(words.SOURCES)}",
            ADDON + "crm_vn_channel_" + rng.choice(words.CHANNELS)[0],
            f"crm.stage_lead{rng.randint(1, 3)}" if kind == "opportunity" else "",
        ]


def users():
    """Return ``res_users_demo.xml``."""
    records = []
    for login, name in words.PEOPLE:
        group = "manager" if login == "huong" else "salesman"
        records.append(
            f"""    <record
        id="res_users_demo_{login}"
        model="res.users"
        context="{{'no_reset_password': True}}"
    >
        <field name="name">{name}</field>
        <field name="login">{login}</field>
        <field name="password">nhanvien</field>
        <field name="email">{login}@example.com</field>
        <field name="lang">vi_VN</field>
        <field name="tz">Asia/Ho_Chi_Minh</field>
        <field
            name="group_ids"
            eval="[
                Command.link(ref('base.group_user')),
                Command.link(ref('base.group_partner_manager')),
                Command.link(ref('sales_team.group_sale_{group}')),
            ]"
        />
    </record>
"""
        )
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<odoo>
    <record id="base.lang_vi_VN" model="res.lang">
        <field name="active" eval="True" />
    </record>
    <record id="base.main_company" model="res.company">
        <field name="name">Công ty Cổ phần Nội thất Minh Phát</field>
        <field name="street">25 Lý Thường Kiệt</field>
        <field name="city">Phường Cửa Nam</field>
        <field name="zip" />
        <field name="state_id" ref="base.state_vn_VN-HN" />
        <field name="country_id" ref="base.vn" />
        <field name="phone">+84 24 3825 1234</field>
        <field name="email">lienhe@example.com</field>
    </record>
    <!-- as long as no accounts are kept: then the currency can't change any more -->
    <function model="res.company" name="write">
        <value eval="[ref('base.main_company')]" />
        <value
            model="res.company"
            eval="
                {{}}
                if 'account.move' in obj().env
                else {{'currency_id': ref('base.VND')}}
            "
        />
    </function>
    <record id="base.partner_admin" model="res.partner">
        <field name="name">Quản trị viên</field>
        <field name="lang">vi_VN</field>
        <field name="tz">Asia/Ho_Chi_Minh</field>
    </record>
{"".join(records)}    <function model="res.company" name="write">
        <value eval="[ref('base.main_company')]" />
        <value eval="{{'vn_deputy_user_id': ref('res_users_demo_huong')}}" />
    </function>
</odoo>
"""


def activities(rng):
    """Return ``mail_activity_demo.xml``: overdue, due today and to come."""
    records = []
    for number in range(1, ACTIVITIES + 1):
        kind, summary = rng.choice(words.TASKS)
        partner = f"res_partner_demo_{rng.randint(1, CUSTOMERS):03}"
        days = rng.randint(-6, 14)
        records.append(
            f"""    <record id="mail_activity_demo_{number:02}" model="mail.activity">
        <field name="res_model_id" ref="base.model_res_partner" />
        <field name="res_id" ref="{partner}" />
        <field name="activity_type_id" ref="{kind}" />
        <field name="summary">{summary}</field>
        <field
            name="date_deadline"
            eval="(DateTime.today() + relativedelta(days={days})).date()"
        />
        <field name="user_id" ref="res_users_demo_{rng.choice(words.USERS)[0]}" />
    </record>
"""
        )
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<odoo>\n'
        + "".join(records)
        + "</odoo>\n"
    )


def messy_phone(rng, phone):
    """Return *phone* in one of the ways people and spreadsheets write it."""
    short = phone[1:]
    old = f"{rng.choice(words.OLD_PREFIXES)}{phone[3:]}"
    other = f"{rng.choice(words.PREFIXES)}{rng.randint(0, 9_999_999):07}"
    return rng.choice(
        [
            phone,
            f"{phone[:4]}.{phone[4:7]}.{phone[7:]}",
            f"+84 {short[:3]} {short[3:6]} {short[6:]}",
            f"84{short}",
            float(short),
            int(short),
            old,
            f"{phone} / {other}",
            f"ĐT: {phone} (A {rng.choice(words.GIVEN)})",
        ]
    )


def messy_text(rng, text):
    """Return *text* with the slips of a list that many people typed."""
    return rng.choice(
        [text, text, text, unicodedata.normalize("NFD", text), f" {text}  "]
    )


def messy_row(rng, number):
    """Return one customer of the list."""
    base = base_customer(rng, number)
    vat = base["vat"]
    return [
        f"DS{number:04}" if rng.random() < 0.4 else "",
        messy_text(rng, base["name"]),
        messy_phone(rng, base["phone"]),
        base["email"] if rng.random() < 0.6 else "",
        rng.choice([vat, f"MST: {vat[:4]} {vat[4:]}", f"{vat[:3]}.{vat[3:]}"])
        if vat
        else "",
        messy_text(rng, base["street"]),
        base["city"],
        base["province"],
        rng.choice(rng.choice(words.CHANNELS)[1]),
        rng.choice(rng.choice(words.RELATIONSHIPS)[1]),
        base["user"][1] if base["user"] else "",
        "",
    ]


def messy_rows(rng):
    """Return the rows of ``customers.xlsx`` below the headings."""
    good = LIST_ROWS - REPEATED
    rows = [messy_row(rng, number) for number in range(1, good + 1)]
    special = rng.sample(range(good), NAMELESS + UNKNOWN + REPEATED)
    for index in special[:NAMELESS]:
        rows[index][0] = rows[index][1] = ""
    for index in special[NAMELESS : NAMELESS + UNKNOWN]:
        rows[index][8] = rng.choice(["Livestream", "Hội nhóm Zalo"])
    for index in special[NAMELESS + UNKNOWN :]:
        again = list(rows[index])
        again[0] = ""
        again[1] = again[1].strip().upper()
        rows.append(again)
    return rows


def workbook(rows):
    """Return the bytes of a workbook: the same for the same *rows*."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Khách hàng"
    for row in (HEADINGS, *rows):
        sheet.append([None if cell == "" else cell for cell in row])
    content = io.BytesIO()
    book.save(content)
    fixed = io.BytesIO()
    with (
        zipfile.ZipFile(content) as source,
        zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name == "docProps/core.xml":
                # the only part that says when it was written
                data = (
                    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org'
                    b'/package/2006/metadata/core-properties"/>'
                )
            else:
                data = source.read(name)
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)
    return fixed.getvalue()


def table(rows):
    content = io.StringIO()
    csv.writer(content, lineterminator="\n").writerows(rows)
    return content.getvalue()


def texts():
    """Return the text files: {name: content}."""
    return {
        "res_users_demo.xml": users(),
        "res.partner.csv": table(customers(random.Random(SEED))),
        "crm.lead.csv": table(leads(random.Random(SEED + 1))),
        "mail_activity_demo.xml": activities(random.Random(SEED + 2)),
    }


def list_rows():
    """Return the rows of the messy list, without headings."""
    return messy_rows(random.Random(SEED + 3))


def write(folder=FOLDER):
    """Write all files."""
    folder.mkdir(exist_ok=True)
    for name, content in texts().items():
        (folder / name).write_text(content, encoding="utf-8")
    LIST.parent.mkdir(exist_ok=True)
    LIST.write_bytes(workbook(list_rows()))
