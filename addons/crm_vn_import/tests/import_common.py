import csv
import io

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon

HEADINGS = [
    "Mã KH",
    "Tên khách hàng",
    "Điện thoại",
    "Email",
    "Mã số thuế",
    "Tỉnh/Thành phố",
    "Nhóm khách hàng",
    "Kênh",
    "Quan hệ",
]
EMPLOYEES = [
    *("Trần Thị Mai Hương", "Nguyễn Văn Hùng", "Lê Thị Thu Hà"),
    *("Phạm Quốc Bảo", "Đặng Ngọc Ánh", "Vũ Minh Tuấn"),
]
HUNG = [
    "",
    "Nguye\u0302\u0303n Va\u0306n Hu\u0300ng",
    "0168.123.4567 / 024 38251234",
    "hung@example.com",
    "",
    "TP. HCM",
    "khach le",
    "ban truc tiep",
    "moi",
]
THANH_CONG = [
    "TC01",
    "CÔNG TY TNHH Thành Công",
    "912345678.0",
    "",
    "MST: 0100 109 106",
    "Hà Nội",
    "Retail customers",
    "",
    "vip",
]


def xlsx(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def xls(*rows):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet")
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            sheet.write(y, x, value)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def ods(*rows):
    document = OpenDocumentSpreadsheet()
    table = Table(name="Sheet")
    for row in rows:
        line = TableRow()
        for value in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    content = io.BytesIO()
    document.write(content)
    return content.getvalue()


def csv_file(*rows):
    content = io.StringIO()
    csv.writer(content).writerows(rows)
    return content.getvalue().encode()


WRITERS = {"xlsx": xlsx, "xls": xls, "ods": ods, "csv": csv_file}


class ImportCase(VnCustomerCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        # the Vietnamese names of the entries, as in the translations
        for entry, name in (
            (cls.group_retail, "Khách lẻ"),
            (cls.channel_direct, "Bán trực tiếp"),
            (cls.relationship_new, "Mới"),
        ):
            entry.with_context(lang="vi_VN").name = name

    def dialog(self, content, name="list.xlsx", user=None, model="res.partner"):
        return (
            self.env["base_import.import"]
            .with_user(user or self.manager)
            # as the customers' menu opens it
            .with_context(vn_customer=True, default_is_company=True)
            .create({"res_model": model, "file": content, "file_name": name})
        )

    def run_import(self, content, name="list.xlsx", *, dryrun=False, **options):
        user = options.pop("user", None)
        model = options.pop("model", "res.partner")
        dialog = self.dialog(content, name, user, model)
        options = {"has_headers": True, "quoting": '"', **options}
        preview = dialog.parse_preview(dict(options))
        self.assertNotIn("error", preview, preview.get("error"))
        matches = preview["matches"] or {}
        fields = [
            "/".join(matches[index]) if index in matches else False
            for index in range(len(preview["headers"]))
        ]
        options["limit"] = options.pop("limit", 2000)
        options["sheet"] = preview["options"].get("sheet", "")
        options["sheets"] = preview["options"].get("sheets", [])
        options["separator"] = preview["options"].get("separator", ",")
        options["encoding"] = preview["options"].get("encoding", "utf-8")
        return dialog.execute_import(
            fields, [h.lower() for h in preview["headers"]], options, dryrun=dryrun
        )

    def counts(self, result):
        report = result["vn_report"]
        failed = len(report["failed"])
        total = report["created"] + report["updated"] + report["skipped"] + failed
        self.assertEqual(report["rows"], total, "a row is lost")
        return report["created"], report["updated"], report["skipped"], failed
