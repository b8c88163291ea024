import csv
import io
import re

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.crm_vn_customer.tools.text import clean

from ..tools.headings import customer_field

_LINE = re.compile(r"\{line:(\d+)\}")


class BaseImportImport(models.TransientModel):
    """Odoo's import dialog for customers and catalogs.

    It knows Vietnamese headings, says on which line of the file something is
    wrong, and counts what was made, changed, left as it was and refused.
    """

    _inherit = "base_import.import"

    def _vn_reports(self):
        """Say whether the model's import counts its rows and names its lines."""
        return self.res_model == "res.partner" or (
            self.res_model in self.env
            and hasattr(self.env[self.res_model], "_vn_match_catalog")
        )

    def _get_mapping_suggestion(
        self, header, fields_tree, header_types, mapping_fields
    ):
        if self.res_model == "res.partner" and header.lower() not in mapping_fields:
            name = customer_field(header)
            if any(field["name"] == name for field in fields_tree):
                return {"field_path": [name], "distance": 0}
        return super()._get_mapping_suggestion(
            header, fields_tree, header_types, mapping_fields
        )

    def _read_file(self, options):
        """Read headings in composed form, whatever form the file has them in."""
        if not self.file and self._vn_reports():
            raise UserError(
                self.env._("The file is empty: choose one that has headings and rows.")
            )
        sheets = self._vn_sheets(options)
        if sheets and options.get("sheet") and options["sheet"] not in sheets:
            raise UserError(
                self.env._(
                    "The file has no sheet “%(sheet)s”. Its sheets: %(sheets)s.",
                    sheet=options["sheet"],
                    sheets=", ".join(sheets),
                )
            )
        length, rows = super()._read_file(options) or (0, [])
        if rows and options.get("has_headers") and self._vn_reports():
            rows[0] = [
                clean(cell) if isinstance(cell, str) else cell for cell in rows[0]
            ]
        return length, rows

    def _vn_sheets(self, options):
        """Return the sheets that Odoo found when it read the file the first time."""
        return options.get("sheets") or [] if self._vn_reports() else []

    def execute_import(self, fields, columns, options, dryrun=False):
        if not self._vn_reports():
            return super().execute_import(fields, columns, options, dryrun=dryrun)
        skip = options.get("skip") or 0
        has_headers = bool(options.get("has_headers"))
        context = {"leave_out_failed": bool(options.pop("vn_leave_out_failed", False))}
        self = self.with_context(vn_import=context)
        try:
            result = super().execute_import(fields, columns, options, dryrun=dryrun)
        except UserError as error:
            return {
                "ids": False,
                "nextrow": 0,
                "messages": [
                    {
                        "type": "error",
                        "message": str(error),
                        "record": False,
                        "not_matching_error": True,
                    }
                ],
            }
        messages = [
            message for message in result.get("messages") or () if message.get("rows")
        ]
        report = result.get("vn_report") or {}
        failed = report.get("failed") or []
        if not messages and not failed:
            return result
        lines = self._vn_get_lines(options, has_headers)

        def line(index):
            index += skip
            return lines[index] if index < len(lines) else index + 1 + has_headers

        def numbered(index, reason):
            reason = _LINE.sub(lambda match: str(line(int(match[1]))), reason)
            return self.env._(
                "Line %(line)s: %(reason)s", line=line(index), reason=reason
            )

        names = {}
        for message in messages:
            index = message["rows"]["from"]
            number = line(index)
            if skip + index < len(result.get("name") or ()):
                names[number - 1] = result["name"][skip + index]
            message["message"] = numbered(index, message["message"])
            message["rows"] = {"from": number - 1, "to": number - 1}
            message["record"] = number
        if names:
            result["name"] = [names.get(i, "") for i in range(max(names) + 1)]
        for entry in failed:
            entry["reason"] = _LINE.sub(
                lambda match: str(line(int(match[1]))), entry["reason"]
            )
            entry["line"] = line(entry.pop("index"))
        return result

    # === Lines of the file ===

    def _vn_get_lines(self, options, has_headers):
        """Return the line in the file of each row of data, empty lines counted.

        Odoo drops the empty lines while it reads; this reads once more.
        """
        try:
            filled = self._vn_get_filled_lines(options)
        except Exception:
            # the numbers are a help and not worth an error of their own
            return []
        return filled[has_headers:]

    def _vn_get_filled_lines(self, options):
        content = self.file or b""
        if self._vn_is_vcard():
            return []
        if content[:4] == b"PK\x03\x04" and self.file_name.endswith(("xlsx", "xlsm")):
            import openpyxl

            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True
            )
            sheet = book[options.get("sheet") or book.sheetnames[0]]
            rows = enumerate(sheet.iter_rows(values_only=True), 1)
            return [number for number, row in rows if self._vn_is_filled(row)]
        if content[:4] == b"\xd0\xcf\x11\xe0":
            import xlrd

            book = xlrd.open_workbook(file_contents=content)
            sheet = book.sheet_by_name(options.get("sheet") or book.sheet_names()[0])
            return [
                number + 1
                for number in range(sheet.nrows)
                if self._vn_is_filled(sheet.row_values(number))
            ]
        if content[:4] == b"PK\x03\x04":
            from odoo.addons.base_import.models import odf_ods_reader

            document = odf_ods_reader.ODSReader(file=io.BytesIO(content))
            rows = enumerate(document.getSheet(options["sheet"]), 1)
            return [number for number, row in rows if self._vn_is_filled(row)]
        reader = csv.reader(
            io.StringIO(content.decode(options.get("encoding") or "utf-8")),
            quotechar=options.get("quoting") or '"',
            delimiter=options.get("separator") or ",",
        )
        lines, start = [], 1
        for row in reader:
            if self._vn_is_filled(row):
                lines.append(start)
            start = reader.line_num + 1
        return lines

    @api.model
    def _vn_is_filled(self, row):
        return any(cell is not None and str(cell).strip() for cell in row)
