import io
import json
from urllib.parse import urlencode

import openpyxl

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import VnKpiReportCommon

EVIL = '=HYPERLINK("http://evil.example","x")'


@tagged("post_install", "-at_install")
class TestReportExcel(VnKpiReportCommon):
    def _sheet(self, user, report):
        content = self._as(user)._get_xlsx(report["options"])
        return openpyxl.load_workbook(io.BytesIO(content)).active

    def test_equal_to_the_screen(self):
        """Cell by cell: all numbers of the screen, in their order, and no other."""
        for user in (self.huong, self.lan):
            for compare in ("previous", "last_year", "none"):
                with self.subTest(user=user.login, compare=compare):
                    report = self._report(user, compare=compare)
                    self._check_sheet(report, self._sheet(user, report))

    def _check_sheet(self, report, sheet):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1)]
        self.assertEqual(rows[0][0], report["title"])
        self.assertEqual(rows[1][1], report["period"])
        lines = []
        for block in report["blocks"]:
            lines += [(tile["title"], [tile["cell"]]) for tile in block["tiles"]]
            if table := block["table"]:
                names = [column["name"] for column in table["columns"]]
                rows_of = [(row["name"], row["cells"]) for row in table["rows"]]
                rows_of.append(("Total", table["total"]))
                lines += [
                    (title, [cells.get(name) for name in names])
                    for title, cells in rows_of
                ]
        expected = [(title, self._expect(cells)) for title, cells in lines]
        found = []
        head = 3 + bool(report["compared"])
        for row in rows[head:]:
            values = [value for value in row[1:] if value is not None]
            if (
                row[0]
                and values
                and not all(isinstance(v, str) and v != "–" for v in values)
            ):
                found.append((row[0], values))
        self.assertEqual(found, expected)
        self.assertGreater(len(found), 20)

    def _expect(self, cells):
        values = []
        for cell in filter(None, cells):
            values.append(cell["value"])
            if cell["before"]:
                values += [cell["before"]["value"], cell["change"]["value"]]
        return ["–" if value is None else value for value in values]

    def test_numbers_are_numbers(self):
        sheet = self._sheet(self.huong, self._report(self.huong))
        formats = {
            row[0].value: (row[1].value, row[1].data_type, row[1].number_format)
            for row in sheet.iter_rows()
        }
        self.assertEqual(formats["Orders per buying customer"], (2.33, "n", "#,##0.00"))
        self.assertEqual(formats["Orders"][:2], (7, "n"))
        self.assertEqual(formats["Revenue"], (8_000_000, "n", "#,##0"))
        self.assertEqual(formats["Conversion rate"], (33.3, "n", '#,##0.0" %"'))

    def test_text_is_never_a_formula(self):
        self.source.name = EVIL
        sheet = self._sheet(self.huong, self._report(self.huong))
        cells = [cell for row in sheet.iter_rows() for cell in row]
        evil = [cell for cell in cells if cell.value == EVIL]
        self.assertEqual(len(evil), 2)
        for cell in evil:
            self.assertEqual(cell.data_type, "s")
            self.assertTrue(cell.quotePrefix)
        self.assertFalse([cell for cell in cells if cell.data_type == "f"])

    def test_characters_that_excel_does_not_have(self):
        self.source.name = "Hội\x0bchợ"
        sheet = self._sheet(self.huong, self._report(self.huong))
        names = {row[0].value for row in sheet.iter_rows()}
        self.assertIn("Hộichợ", names)


@tagged("post_install", "-at_install")
class TestReportDownload(VnKpiReportCommon, HttpCase):
    def _get(self, login, options, cids=None):
        self.authenticate(login, login.ljust(8, "x"))
        parameters = {"options": options, "cids": cids or str(self.company.id)}
        return self.url_open(f"/crm_vn_kpi/customer_kpi.xlsx?{urlencode(parameters)}")

    def test_download(self):
        report = self._report(self.huong)
        response = self._get("kpi_huong", json.dumps(report["options"]))
        self.assertEqual(response.status_code, 200)
        self.assertIn("spreadsheetml", response.headers["Content-Type"])
        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
        numbers = {row[0].value: row[1].value for row in sheet.iter_rows()}
        self.assertEqual(numbers["Orders per buying customer"], 2.33)

    @mute_logger("odoo.http")
    def test_refused(self):
        others = json.dumps({"kind": "user", "res_id": self.minh.id})
        response = self._get("kpi_lan", others)
        self.assertEqual(response.status_code, 403)
        self.assertIn("You can see your own numbers", response.text)
        self.assertEqual(self._get("kpi_lan", "nothing").status_code, 400)
        self.assertEqual(self._get("kpi_lan", "[]").status_code, 400)
        self.assertEqual(self._get("kpi_lan", '{"period": "x"}').status_code, 400)
        foreign = self._get("kpi_lan", "{}", str(self.other_company.id))
        self.assertEqual(foreign.status_code, 403)
