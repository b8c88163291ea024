"""Lists as shops, address books and spreadsheets write them."""

import datetime
import doctest
import io

import openpyxl
import xlwt
from openpyxl.styles import Font

from odoo.tests import tagged
from odoo.tools import html2plaintext

from ..wizards import base_import_import_sheet as sheet
from .import_common import ImportCase, csv_file, xlsx

#: (headings, cells, {field of the customer made: value})
ROWS = [
    (
        ("Tên KH", "Đường", "Số nhà"),
        ("Bưởi", "Lê Lợi", "12/3"),
        {"street": "12/3 Lê Lợi", "comment": []},
    ),
    (("Tên KH", "Ngày sinh"), ("Bưởi", 33238), {"comment": ["Ngày sinh: 1990-12-31"]}),
    (
        ("Tên KH", "Ngày sinh", "Điện thoại"),
        ("Bưởi", datetime.datetime(1990, 5, 6), datetime.datetime(2024, 5, 6)),
        {"comment": ["Ngày sinh: 1990-05-06"], "phone": "2024-05-06 00:00:00"},
    ),
    (("Tên KH", "Công ty"), ("Bưởi", True), {"is_company": True}),
    (("Tên KH", "Là công ty"), ("Bưởi", True), {"is_company": True}),
    (("Tên KH", "Là công ty"), ("Bưởi", "Sai"), {"is_company": False}),
    (("Tên KH", "Email"), ("Bưởi", "không có mail"), {"comment": []}),
    (
        ("Tên KH", "Nhà riêng", "ĐT nhà riêng", "ĐT cơ quan", "ĐT di động"),
        ("Bưởi", "", "02838221111", "02838221112", "0912000111"),
        {
            "phone": "+84 28 3822 1112",
            "vn_phone2": "+84 912 000 111",
            "comment": ["Other phone: +84 28 3822 1111"],
        },
    ),
    (("Id", "Tên KH"), (1001, "Bưởi"), {"name": "Bưởi"}),
    (("Tên KH", "Giờ gọi"), ("Bưởi", datetime.time(8, 30)), {"name": "Bưởi"}),
    (("Họ tên",), ("Hộ kinh doanh Bưởi",), {"is_company": False}),
    (("Họ tên",), ("Văn phòng luật sư Bưởi",), {"is_company": True}),
    (("Họ tên",), ("Văn Ngọc Bưởi",), {"is_company": False}),
]


@tagged("post_install", "-at_install")
class TestImportLists(ImportCase):
    def lines(self, customer):
        text = html2plaintext(customer.comment or "")
        return [line for line in text.splitlines() if line.strip()]

    def test_examples(self):
        result = doctest.testmod(sheet)
        self.assertTrue(result.attempted)
        self.assertFalse(result.failed)

    def test_rows(self):
        for row, cells, wanted in ROWS:
            with self.subTest(cells), self.cr.savepoint() as savepoint:
                result = self.run_import(xlsx(row, cells))
                self.assertEqual(self.counts(result), (1, 0, 0, 0), result)
                customer = self.env["res.partner"].browse(result["ids"])
                for name, value in wanted.items():
                    found = (
                        self.lines(customer) if name == "comment" else customer[name]
                    )
                    self.assertEqual(found, value, name)
                again = self.run_import(xlsx(row, cells))
                self.assertEqual(self.counts(again), (0, 0, 1, 0), again)
                savepoint.rollback()

    def test_one_bad_cell_does_not_keep_the_file_out(self):
        book = openpyxl.Workbook()
        book.active.append(["Tên KH", "Điện thoại", "Ghi chú"])
        book.active.append(["Bưởi", "0912000111", "#N/A"])
        book.active.append(["#REF!", "0912000112", ""])
        content = io.BytesIO()
        book.save(content)
        result = self.run_import(content.getvalue(), vn_leave_out_failed=True)
        self.assertEqual(self.counts(result), (1, 0, 0, 1))
        customer = self.env["res.partner"].browse(result["ids"])
        self.assertFalse(customer.comment)
        self.assertEqual(result["vn_report"]["failed"][0]["line"], 3)

    def test_formulas_that_nobody_has_computed(self):
        content = xlsx(["Tên KH", "Điện thoại"], ['=B2&" x"', "0912000111"])
        preview = self.dialog(content).parse_preview(
            {"has_headers": True, "quoting": '"'}
        )
        self.assertIn("A2", preview["error"])

    def test_old_fonts_in_an_old_spreadsheet(self):
        book = xlwt.Workbook()
        page = book.add_sheet("Sheet")
        old = xlwt.easyxf("font: name .VnTime")
        vni = xlwt.easyxf("font: name VNI-Times")
        capitals = xlwt.easyxf("font: name .VnTimeH")
        for column, heading in enumerate(("Tên KH", "Địa chỉ", "Ghi chú")):
            page.write(0, column, heading)
        page.write(1, 0, "Hµ V¨n B\u00adëi", old)
        page.write(1, 1, "Quaän 1", vni)
        page.write(1, 2, "kh¸ch quen", capitals)
        page.write(2, 0, "Peña García")
        content = io.BytesIO()
        book.save(content)
        result = self.run_import(content.getvalue(), "list.xls")
        first, second = self.env["res.partner"].browse(result["ids"])
        self.assertEqual((first.name, first.street), ("Hà Văn Bưởi", "Quận 1"))
        self.assertEqual(self.lines(first), ["KHÁCH QUEN"])
        self.assertEqual(second.name, "Peña García")

    def test_totals_are_no_customers(self):
        result = self.run_import(
            xlsx(
                ["Tên KH", "Điện thoại"],
                ["Bưởi", "0912000111"],
                ["Tổng cộng", ""],
                ["Tổng số: 1 khách hàng", ""],
                ["Tống Văn Cộng", ""],
            ),
            vn_leave_out_failed=True,
        )
        self.assertEqual(self.counts(result), (2, 0, 0, 2))

    def test_columns_without_a_heading_are_named_if_they_hold_something(self):
        content = xlsx(["Tên KH", "", "Điện thoại", ""], ["Bưởi", "x", "0912", ""])
        result = self.run_import(content)
        self.assertEqual(result["vn_report"]["left_out"], ["column B"])

    def test_lines_where_rows_hold_nothing_of_ours(self):
        content = xlsx(
            ["Cột lạ", "Tên KH", "Điện thoại"],
            ["x", "", ""],
            ["", "Bưởi", "9.1E+08"],
        )
        result = self.run_import(content, vn_leave_out_failed=True)
        self.assertEqual(result["vn_report"]["failed"][0]["line"], 3)

    def test_without_a_name_every_row_says_so(self):
        content = xlsx(["Điện thoại"], ["0912000111"], ["0912000112"])
        result = self.run_import(content, vn_leave_out_failed=True)
        reasons = {row["reason"] for row in result["vn_report"]["failed"]}
        self.assertEqual(self.counts(result), (0, 0, 0, 2))
        self.assertEqual(len(reasons), 1)

    def test_a_tax_code_with_a_wrong_check_digit_is_to_be_looked_at(self):
        content = xlsx(["Tên KH", "MST"], ["Công ty Bưởi", "0100109107"])
        result = self.run_import(content)
        self.assertEqual(result["vn_report"]["doubtful"], 1)

    def test_text_files(self):
        rows = (["Tên KH", "Điện thoại"], ["Hà Bưởi", "0912000111"])
        plain = csv_file(*rows)
        for name, content in (
            ("short UTF-8", plain),
            ("UTF-16 without a mark", plain.decode().encode("utf-16-le")),
            ("UTF-16 of another kind", plain.decode().encode("utf-16-be")),
            ("lines of a Macintosh", plain.replace(b"\r\n", b"\r")),
            ("separator named", b"sep=,\r\n" + plain),
            ("mark and semicolon", b"\xef\xbb\xbf" + plain.replace(b",", b";")),
            ("tabs", plain.replace(b",", b"\t")),
        ):
            with self.subTest(name), self.cr.savepoint() as savepoint:
                dialog = self.dialog(content, "list.csv")
                dialog.file_type = "text/csv"
                options = {"has_headers": True, "quoting": '"'}
                preview = dialog.parse_preview(options)
                self.assertNotIn("error", preview, preview.get("error"))
                self.assertEqual(preview["headers"], rows[0])
                self.assertEqual(preview["preview"][0], ["Hà Bưởi"])
                savepoint.rollback()

    def test_a_list_of_one_column_is_not_cut_at_spaces(self):
        result = self.run_import("Tên KH\nHà Bưởi\n".encode(), "list.csv", separator="")
        customer = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(customer.name, "Hà Bưởi")


@tagged("post_install", "-at_install")
class TestImportSheets(ImportCase):
    """Sheets that are no list, and text of before Unicode."""

    def saved(self, book):
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    def test_the_first_sheet_is_a_guide(self):
        book = openpyxl.Workbook()
        book.active.title = "Hướng dẫn"
        book.active.append(["Điền vào sheet bên cạnh, đừng đổi tên cột"])
        sheet = book.create_sheet("Khách")
        for row in (["Tên KH", "Điện thoại"], ["Hà Bưởi", "0912000111"]):
            sheet.append(row)
        content = self.saved(book)
        options = {"has_headers": True, "quoting": '"'}
        preview = self.dialog(content).parse_preview(dict(options))
        self.assertNotIn("error", preview)
        self.assertEqual(preview["options"]["sheet"], "Khách")
        self.assertEqual(preview["options"]["sheets"], ["Hướng dẫn", "Khách"])
        chosen = {**options, "sheet": "Hướng dẫn", "sheets": ["Hướng dẫn", "Khách"]}
        preview = self.dialog(content).parse_preview(chosen)
        self.assertNotIn("error", preview, "the guide can be looked at as well")
        result = self.run_import(content)
        self.assertEqual(self.counts(result), (1, 0, 0, 0))

    def test_cells_in_fonts_of_before_unicode(self):
        """The font says how a cell is meant, whatever stands in the cells beside."""
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["Tên KH", "Địa chỉ", "Ghi chú"])
        sheet.append(["NguyÔn V¨n B\u00adëi", "12 Leâ Lôïi", "Café Kiên"])
        sheet.append(["hµ thÞ cam", "34 Leâ Lôïi", "Müller"])
        sheet["A2"].font = Font(name=".VnTime")
        sheet["A3"].font = Font(name=".VnTimeH")
        sheet["B2"].font = sheet["B3"].font = Font(name="VNI-Times")
        result = self.run_import(self.saved(book))
        self.assertEqual(self.counts(result), (2, 0, 0, 0))
        customers = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(customers.mapped("name"), ["Nguyễn Văn Bưởi", "HÀ THỊ CAM"])
        self.assertEqual(customers.mapped("street"), ["12 Lê Lợi", "34 Lê Lợi"])
        self.assertIn("Café Kiên", customers[0].comment)
        self.assertIn("Müller", customers[1].comment)

    def test_both_readings_of_an_old_encoding_are_shown(self):
        text = "Họ và tên,Điện thoại\nĐặng Thị Bưởi,0912000111\n"
        for letter, parts in {
            "ọ": "o\u0323",
            "ệ": "ê\u0323",
            "ạ": "a\u0323",
            "ặ": "ă\u0323",
            "ị": "i\u0323",
            "ư": "\u01b0",
            "ở": "ơ\u0309",
        }.items():
            text = text.replace(letter, parts)
        content = text.encode("cp1258")
        preview = self.dialog(content, "list.csv").parse_preview(
            {"has_headers": True, "quoting": '"'}
        )
        chosen, other = preview["vn_readings"]
        self.assertEqual(chosen["encoding"], "windows-1258")
        self.assertTrue(chosen["chosen"])
        self.assertIn("Đặng Thị Bưởi", chosen["sample"])
        self.assertNotIn("Đặng", other["sample"])
        result = self.run_import(content, "list.csv")
        self.assertEqual(
            self.env["res.partner"].browse(result["ids"]).name, "Đặng Thị Bưởi"
        )

    def test_numbers_of_other_countries_are_not_read_as_vietnamese(self):
        headings = ["Tên KH", "Quốc gia", "Điện thoại"]
        result = self.run_import(
            xlsx(
                headings,
                ["Hà Bưởi", "Bỉ", "0456 00 11 22"],
                ["Hà Cam", "Việt Nam", "028 3822 1111"],
            )
        )
        customers = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(
            customers.mapped("phone"), ["0456 00 11 22", "+84 28 3822 1111"]
        )

    def test_a_column_for_phones_and_faxes(self):
        result = self.run_import(
            xlsx(
                ["Tên KH", "Tel/Fax"],
                ["Hà Bưởi", "028 3822 1111"],
                ["Hà Cam", "028 3822 1111 / 028 3822 1112"],
            )
        )
        one, two = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(one.phone, "+84 28 3822 1111")
        self.assertEqual(two.phone, "+84 28 3822 1111")
        self.assertFalse(two.vn_phone2)
        self.assertIn("Fax: +84 28 3822 1112", two.comment)

    def test_an_identity_card_in_the_column_of_tax_codes(self):
        result = self.run_import(
            xlsx(["Tên KH", "MST"], ["Hà Bưởi", "CMND: 025123456"])
        )
        self.assertEqual(self.counts(result), (1, 0, 0, 0))
        customer = self.env["res.partner"].browse(result["ids"])
        self.assertFalse(customer.vat)
        self.assertIn("CMND: 025123456", customer.comment)
