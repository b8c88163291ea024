"""What columns of lists are called."""

import csv
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ..tools import headings

#: list (none: the heading stands beside a name), heading, field that it fills
TABLE = Path(__file__).parent / "headings.csv"
#: headings and what they fill
HEADINGS = [
    # in other words, with hints, in capitals, in two lines
    (["Khách", "Số ĐT liên hệ", "Địa chỉ nhà"], ["name", "phone", "street"]),
    (["HỌ VÀ TÊN KHÁCH HÀNG", "SỐ ĐIỆN THOẠI (*)"], ["name", "phone"]),
    (["STT", "Họ tên KH", "Tên đường"], [None, "name", "street"]),
    (["Tên đầy đủ của khách", "Người phụ trách\n(NVKD)"], ["name", "user_id"]),
    (["Tên KH", "Phone1", "Phone2"], ["name", "phone", "vn_phone2"]),
    (["Tên KH", "Tên hàng", "Ngày gửi email"], ["name", None, None]),
    (["Tên KH", "Là công ty", "Nguồn gốc"], ["name", "company_type", "source_id"]),
    # one address in several columns, and two addresses
    (["Tên KH", "Đường", "Số nhà"], ["name", "street", "street"]),
    (["Tên KH", "Địa chỉ", "Số nhà"], ["name", "street", "comment"]),
    # what it was before, beside what it is, and alone
    (
        ["Tên KH", "Xã (mới)", "Tỉnh (mới)", "Huyện (cũ)", "Tỉnh (cũ)"],
        ["name", "city", "state_id", "comment", "comment"],
    ),
    (["Tên KH", "Huyện (cũ)", "Tỉnh (cũ)"], ["name", "city", "state_id"]),
    (["TenKH", "DienThoai", "EmailAddress"], ["name", "phone", "email"]),
    (["Họ tên bệnh nhân", "Máy bàn", "T/P"], ["name", "phone", "state_id"]),
    (["Tên công ty", "Giám đốc"], ["name", "child_ids/name"]),
    (["Tên KH", "Số nhân viên", "Đ/C giao hàng"], ["name", "comment", "street"]),
    (["Recipient", "Phone #", "Detail Address"], ["name", "phone", "street"]),
    (["Tên khách", "ĐT", "DĐ", "Fb"], ["name", "phone", "vn_phone2", "comment"]),
    # the people of a company
    (
        ["Tên công ty", "Người đại diện", "Chức vụ", "Email người đại diện"],
        ["name", "child_ids/name", "child_ids/function", "child_ids/email"],
    ),
    # exports of Google, Outlook and a phone
    (
        ["Họ", "Tên", "Biệt hiệu", "Địa chỉ 1 - Phố", "Địa chỉ 1 - Thành phố"],
        ["name", "name", "comment", "street", "city"],
    ),
    (
        ["Name", "Address 1 - Region", "Address 1 - Country", "Address 1 - Formatted"],
        ["name", "state_id", "country_id", "street"],
    ),
    (
        ["First Name", "Title", "Job Title", "Categories", "E-mail 2 Address"],
        ["name", "comment", "function", "comment", "email"],
    ),
    (
        ["Tên", "Họ", "Phố Cơ quan", "Quốc gia Cơ quan", "Phòng"],
        ["name", "name", "street", "country_id", "comment"],
    ),
    (["First name", "Email : work", "Phone : home"], ["name", "email", "phone"]),
    # a customer relationship system
    (
        ["Họ và đệm", "Tên", "Email cá nhân", "Email cơ quan", "ĐT cơ quan"],
        ["name", "name", "email", "email", "phone"],
    ),
]


@tagged("post_install", "-at_install")
class TestHeadings(BaseCase):
    def test_what_columns_are_called(self):
        for row, fields in HEADINGS:
            with self.subTest(row):
                self.assertEqual(headings.columns(row), fields)

    def test_what_shops_and_address_books_export(self):
        with TABLE.open(encoding="utf-8", newline="") as handle:
            lines = list(csv.DictReader(handle))
        for name in dict.fromkeys(line["list"] for line in lines if line["list"]):
            group = [line for line in lines if line["list"] == name]
            wanted = {line["heading"]: line["field"] or None for line in group}
            numeric = [i for i, h in enumerate(wanted) if h == "Trạng thái"]
            with self.subTest(name):
                found = headings.columns([*wanted], numeric)
                self.assertEqual(dict(zip(wanted, found, strict=True)), wanted)
        for line in lines:
            row = [line["heading"]]
            if line["field"] != "name":
                row.insert(0, "Tên KH")
            if not line["list"]:
                with self.subTest(line["heading"]):
                    found = headings.columns(row)[-1]
                    self.assertEqual(found, line["field"] or None)
