import csv
import io
import re
from datetime import date, datetime, timedelta

from openpyxl.utils import get_column_letter

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.crm_vn_duplicate.tools.phone_cell import mark_fax

from ..models.res_partner import CONTACT_COLUMNS
from ..tools.headings import (
    JOINED,
    city_order,
    columns,
    customer_field,
    has_fax,
    is_day,
    is_note,
    name_order,
    phone_order,
    street_order,
)

#: numbers in such a column are a status, or the numbering of another system
_NOT_NUMBERS = ("vn_relationship_id", "id", ".id")
#: how the parts of a value stand, that fill several columns
_ORDERS = {
    "name": name_order,
    "city": city_order,
    "street": street_order,
    "vn_phone2": phone_order,
}
#: spreadsheets count days from here
_FIRST_DAY = date(1899, 12, 30)
_SERIAL_DAY = re.compile(r"([1-5]\d{4})(?:[.,]0+)?")
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

    def _get_mapping_suggestions(self, headers, header_types, fields_tree):
        """Propose what each column of a list of customers fills.

        What a column means depends on the others: of two phones one is the second,
        and a family name needs a given name. Lists of other records that a customer
        has are never proposed, except for contact persons.
        """
        if self.res_model != "res.partner":
            return super()._get_mapping_suggestions(headers, header_types, fields_tree)
        numeric = {
            index
            for index, header in enumerate(headers)
            if {"integer", "boolean"} & {*header_types[index, header]}
        }
        planned = columns(headers, numeric)
        known = {field["name"]: field for field in fields_tree}
        single = [
            field
            for field in fields_tree
            if field["type"] not in ("one2many", "many2many", "properties")
        ]
        saved = {
            mapping.column_name: mapping.field_name
            for mapping in self.env["base_import.mapping"].search(
                [("res_model", "=", self.res_model)]
            )
        }
        suggestions, taken = {}, set()
        for index, header in enumerate(headers):
            path = saved.get(header.lower()) or planned[index]
            field = known.get(path.split("/")[0]) if path else None
            if field and field["type"] == "one2many" and path not in CONTACT_COLUMNS:
                field = None
            if not field and header.strip() and not customer_field(header):
                # the name of a field, word for word: a likeness says nothing
                found = self._get_mapping_suggestion(
                    header, single, header_types[index, header], {}
                )
                if found.get("distance") != 0:
                    continue
                path = "/".join(found.get("field_path") or ())
                field = known.get(path.split("/")[0]) if path else None
            if not field or (path in _NOT_NUMBERS and index in numeric):
                continue
            if path in taken and path not in JOINED:
                continue
            taken.add(path)
            suggestions[index, header] = {"field_path": path.split("/"), "distance": 0}
        return suggestions

    def _handle_multi_mapping(self, import_fields, input_file_data):
        """Join the columns that fill one field of a customer, in their right order."""
        headings = self.env.context.get("vn_headings")
        if self.res_model != "res.partner" or len(headings or ()) != len(import_fields):
            return super()._handle_multi_mapping(import_fields, input_file_data)
        if faxes := {index for index, text in enumerate(headings) if has_fax(text)}:
            input_file_data = [
                [mark_fax(cell) if i in faxes else cell for i, cell in enumerate(row)]
                for row in input_file_data
            ]
        places = {}
        for index, name in enumerate(import_fields):
            places.setdefault(name, []).append(index)
        options = self.env.context.get("import_options", {})
        for name, order in _ORDERS.items():
            if name in places:
                places[name].sort(key=lambda index: order(headings[index]))

        def text(row, index):
            cell = row[index]
            serial = is_day(headings[index]) and _SERIAL_DAY.fullmatch(str(cell))
            if serial:
                # a day that the spreadsheet shows as a number
                cell = _FIRST_DAY + timedelta(days=int(serial[1]))
            elif is_day(headings[index]) and isinstance(cell, datetime):
                cell = cell.date()
            return self._stringify_date_like_objects(cell, options, True)

        def joined(row, name, indexes):
            if name == "comment":
                return "\n".join(
                    text(row, index)
                    if is_note(headings[index])
                    else f"{headings[index].capitalize()}: {text(row, index)}"
                    for index in indexes
                    if row[index]
                )
            separator = {"name": " ", "street": " ", "city": ", "}.get(name, "; ")
            parts = [text(row, index) for index in indexes if row[index]]
            return separator.join(dict.fromkeys(parts))

        several = {
            name: indexes
            for name, indexes in places.items()
            if name == "comment" or (len(indexes) > 1 and name in JOINED)
        }
        if not several:
            return super()._handle_multi_mapping(import_fields, input_file_data)
        rows = [
            [
                joined(row, name, indexes) if name in several else row[indexes[0]]
                for name, indexes in places.items()
            ]
            for row in input_file_data
        ]
        return super()._handle_multi_mapping(list(places), rows)

    def _vn_sheets(self, options):
        """Return the sheets that Odoo found when it read the file the first time."""
        return options.get("sheets") or [] if self._vn_reports() else []

    def execute_import(self, fields, columns, options, dryrun=False):
        if not self._vn_reports():
            return super().execute_import(fields, columns, options, dryrun=dryrun)
        skip = options.get("skip") or 0
        has_headers = bool(options.get("has_headers"))
        context = {"leave_out_failed": bool(options.pop("vn_leave_out_failed", False))}
        context.update(skip=skip, dryrun=dryrun)
        context["refused"] = {
            index - skip: reason
            for index, reason in self._vn_get_refused(options).items()
            if index >= skip
        }
        context["doubts"] = {
            index - skip: reasons
            for index, reasons in self._vn_get_doubts(options).items()
            if index >= skip
        }
        headings = [
            str(columns[index]) if index < len(columns) else ""
            for index, name in enumerate(fields)
            if name
        ]
        self = self.with_context(vn_import=context, vn_headings=headings)
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
        told = [*failed, *(report.get("kept") or ()), *(report.get("people") or ())]
        if report:
            report["left_out"] = [
                column or self.env._("column %s", get_column_letter(index))
                for index, (column, name) in enumerate(
                    zip(columns, fields, strict=False), 1
                )
                if not name or name in report.get("left_out", ())
            ]
        if not messages and not told:
            return result
        # the file is read once more only where somebody has to look up a line
        exact = messages or failed or report.get("kept")
        lines = self._vn_get_lines(options, has_headers, fields) if exact else []

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
        for entry in told:
            entry["reason"] = _LINE.sub(
                lambda match: str(line(int(match[1]))), entry["reason"]
            )
            entry["line"] = line(entry.pop("index"))
        return result

    def _vn_get_refused(self, options):
        """Return {index: reason} of the rows that can't be imported as they are."""
        return {}

    def _vn_get_doubts(self, options):
        """Return {index: reasons} of the rows that somebody should have a look at."""
        return {}

    # === Lines of the file ===

    def _vn_get_data(self, fields, options):
        """Return the rows of the file that are imported: Odoo's, lists of cells.

        Rows that are empty, and those with nothing in the columns of *fields*, are
        left out, as Odoo leaves them out.
        """
        __, rows = self._read_file(options)
        used = [index for index, name in enumerate(fields) if name]
        data = rows[bool(options.get("has_headers")) :]
        return [row for row in data if any(row[index] for index in used)]

    def _vn_get_lines(self, options, has_headers, fields):
        """Return the line in the file of each row of data, empty lines counted.

        Odoo drops the empty lines while it reads; this reads once more.
        """
        try:
            filled = self._vn_get_filled_lines(options)
        except Exception:
            # the numbers are a help and not worth an error of their own
            return []
        lines = filled[has_headers + (options.get("vn_head") or 0) :]
        __, rows = self._read_file(options)
        used = [index for index, name in enumerate(fields) if name]
        data = rows[has_headers:]
        return [
            line
            for line, row in zip(lines, data, strict=False)
            if any(row[index] for index in used)
        ]

    def _vn_get_filled_lines(self, options):
        content = self.file or b""
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
