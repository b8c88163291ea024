"""The customer KPI report as a spreadsheet: the screen, cell by cell."""

import io

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from odoo import api, models

from odoo.addons.crm_vn_base.numbers import DASH

HEAD = PatternFill("solid", fgColor="E9ECEF")
WIDTHS = (34, 18)  # of the first column, and of the others


class CrmVnKpiReport(models.AbstractModel):
    _inherit = "crm.vn.kpi.report"

    @api.model
    def _get_sheet_rows(self, report):
        """Return the rows of the spreadsheet.

        A row is a list of texts, numbers of `_prepare_cell`, and None for nothing.

        :param dict report: of `get_report`
        :return: list of (style, row), style ``title``, ``head``, ``total`` or ""
        """
        compared = report["compared"]
        yield "title", [report["title"]]
        yield "", [self.env._("Period"), report["period"]]
        if compared:
            yield "", [self.env._("Compared with"), compared]
        yield "", [self.env._("People"), report["people"]]
        for block in report["blocks"]:
            yield "", []
            yield "title", [block["title"]]
            yield "head", self._get_sheet_head(self.env._("Number"), compared)
            for tile in block["tiles"]:
                yield "", [tile["title"], *self._get_sheet_cells(tile["cell"])]
            if block["table"]:
                yield from self._get_sheet_table(block["table"])

    @api.model
    def _get_sheet_head(self, title, compared):
        head = ["", title]
        if compared:
            head += [self.env._("Before"), self.env._("Change")]
        return head

    @api.model
    def _get_sheet_cells(self, cell):
        if not cell["before"]:
            return [cell]
        change = {"kind": "percent", **cell["change"]}
        return [cell, {"kind": cell["kind"], **cell["before"]}, change]

    @api.model
    def _get_sheet_table(self, table):
        yield "", []
        names = [column["name"] for column in table["columns"]]
        compared = {
            name
            for row in (*(row["cells"] for row in table["rows"]), table["total"])
            for name, cell in row.items()
            if cell["before"]
        }
        head = [table["title"]]
        for column in table["columns"]:
            head.append(column["title"])
            if column["name"] in compared:
                head += [self.env._("Before"), self.env._("Change")]
        yield "head", head
        lines = [("", row["name"], row["cells"]) for row in table["rows"]]
        lines.append(("total", self.env._("Total"), table["total"]))
        for style, title, cells in lines:
            line = [title]
            for name in names:
                if name in cells:
                    line += self._get_sheet_cells(cells[name])
                else:
                    line += [None] * (3 if name in compared else 1)
            yield style, line

    # === The file ===
    @api.model
    def _get_xlsx(self, options):
        """Return the bytes of the spreadsheet of `get_report`."""
        report = self.get_report(options)
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = self.env._("Customer KPI")[:31]
        for number, (style, row) in enumerate(self._get_sheet_rows(report), 1):
            for place, value in enumerate(row, 1):
                if value is not None:
                    self._write_cell(sheet.cell(number, place), value, style)
        for place in range(1, sheet.max_column + 1):
            width = WIDTHS[0] if place == 1 else WIDTHS[1]
            sheet.column_dimensions[get_column_letter(place)].width = width
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    @api.model
    def _write_cell(self, cell, value, style):
        if isinstance(value, dict):
            number = value["value"]
            if number is None:
                self._write_text(cell, DASH)
                cell.alignment = Alignment(horizontal="right")
            else:
                cell.value = number
                cell.number_format = self._get_number_format(value["kind"])
        else:
            self._write_text(cell, value)
        if style:
            cell.font = Font(bold=True, size=14 if style == "title" else 11)
        if style == "head":
            cell.fill = HEAD
            cell.alignment = Alignment(wrap_text=True, vertical="top")

    @api.model
    def _write_text(self, cell, text):
        """Write *text* as text, whatever it looks like: never as a formula."""
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"
        cell.quotePrefix = True

    @api.model
    def _get_number_format(self, kind):
        if kind == "money":
            digits = self.env.company.currency_id.decimal_places
            return "#,##0" + (f".{'0' * digits}" if digits else "")
        return {
            "count": "#,##0",
            "number": "#,##0.00",
            "ratio": "#,##0.00",
            "percent": '#,##0.0" %"',
        }[kind]
