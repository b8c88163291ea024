import datetime
import io
import re
import zipfile

from odoo import api, models

from odoo.addons.base_import.models.base_import import ImportValidationError
from odoo.addons.crm_vn_duplicate.tools import legacy_text

#: how the names of old fonts stand in files, compressed or not
_OLD_FONTS = (b".Vn", b"VNI-", ".Vn".encode("utf-16-le"), "VNI-".encode("utf-16-le"))
#: a cell with a formula and no value, and what stands before them
_FORMULA = re.compile(rb"<c ([^<>]*)><f[^<>]*>[^<>]*</f>(?:<v ?/>|<v></v>)?</c>")
_PLACE = re.compile(rb'\br="([A-Z]+[0-9]+)"')


class BaseImportImport(models.TransientModel):
    """Spreadsheets as they are: cells that hold a fault or a time, and old fonts.

    Odoo's reader refuses a whole file for one cell of these.
    """

    _inherit = "base_import.import"

    def _read_xlsx(self, options):
        """Read a sheet row by row, so that long ones take little memory."""
        if not self._vn_reports():
            return super()._read_xlsx(options)
        import openpyxl

        book = openpyxl.load_workbook(
            io.BytesIO(self.file or b""), read_only=True, data_only=True
        )
        sheets = options["sheets"] = book.sheetnames
        name = options["sheet"] = options.get("sheet") or sheets[0]
        sheet = book[name]
        if not hasattr(sheet, "reset_dimensions"):
            # a sheet that is a chart
            return 0, []
        self._vn_check_formulas(book._archive.read(sheet._worksheet_path))
        # what the file says of its size is often wrong
        sheet.reset_dimensions()
        rows = []
        for line in sheet.iter_rows():
            row = [_xlsx_cell(cell) for cell in line]
            if any(not isinstance(cell, str) or cell.strip() for cell in row):
                rows.append(row)
        book.close()
        return len(rows), rows

    def _vn_check_formulas(self, xml):
        """Refuse a sheet with formulas whose values no program has written.

        :param xml: bytes of the sheet
        :raise ImportValidationError: naming the first of the cells
        """
        if b"<f" not in xml:
            return
        cells = [
            place[1].decode()
            for attributes in _FORMULA.findall(xml)
            if b't="str"' not in attributes and (place := _PLACE.search(attributes))
        ]
        if cells:
            raise ImportValidationError(
                self.env._(
                    "Formulas of this sheet have no values (%(cells)s): open the file "
                    "in a spreadsheet program, save it, and choose it again.",
                    cells=", ".join(cells[:5]),
                )
            )

    def _read_xls_book(self, book, sheet_name):
        if not self._vn_reports():
            return super()._read_xls_book(book, sheet_name)
        sheet = book.sheet_by_name(sheet_name)
        rows = []
        for number in range(sheet.nrows):
            row = [_xls_cell(cell, book.datemode) for cell in sheet.row(number)]
            if any(not isinstance(cell, str) or cell.strip() for cell in row):
                rows.append(row)
        return len(rows), rows

    def _vn_decode_fonts(self, options, rows):
        """Decode the cells whose font says so: that is certain, and needs no guess."""
        content = self.file or b""
        if content[:4] == b"PK\x03\x04":
            cells = self._vn_xlsx_fonts(content, options["sheet"])
        else:
            cells = self._vn_xls_fonts(content, options["sheet"])
        decoded = {}
        for font, value in cells:
            encoding, capitals = legacy_text.font_encoding(font)
            if encoding and isinstance(value, str):
                text = legacy_text.decode(value, encoding)
                decoded[value] = text.upper() if capitals else text
        if not decoded:
            return rows
        return [
            [decoded.get(cell, cell) if isinstance(cell, str) else cell for cell in row]
            for row in rows
        ]

    @api.model
    def _vn_xlsx_fonts(self, content, sheet):
        """Yield (font, value) of the cells of a file that has old fonts."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                styles = book.read("xl/styles.xml").lower()
        except (KeyError, zipfile.BadZipFile):
            return
        if b'val=".vn' not in styles and b'val="vni-' not in styles:
            return
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        for line in book[sheet].iter_rows():
            for cell in line:
                if cell.value is not None:
                    yield cell.font.name, cell.value

    @api.model
    def _vn_xls_fonts(self, content, sheet):
        if not any(font in content for font in _OLD_FONTS):
            return
        import xlrd

        book = xlrd.open_workbook(file_contents=content, formatting_info=True)
        page = book.sheet_by_name(sheet)
        for number in range(page.nrows):
            for cell in page.row(number):
                font = book.font_list[book.xf_list[cell.xf_index].font_index]
                yield font.name, cell.value


def _xlsx_cell(cell):
    """Return the value of a *cell* as Odoo's reader gives it; of a fault, nothing."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, datetime.datetime):
        import openpyxl.styles.numbers as styles

        kind = styles.is_datetime(cell.number_format)
        if kind == "date":
            return value.date()
        return value if kind == "datetime" else f"{value:%H:%M}"
    return _plain(value)


def _xls_cell(cell, datemode):
    import xlrd

    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return str(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment = xlrd.xldate_as_datetime(cell.value, datemode)
        except (OverflowError, ValueError):
            return _plain(cell.value)
        if 0 <= cell.value < 1:
            return f"{moment:%H:%M}"
        return moment if cell.value % 1 else moment.date()
    return _plain(cell.value)


def _plain(value):
    """Return a number, a time or a text as text.

    >>> _plain(5.0), _plain(0.5), _plain(True), _plain(datetime.time(8, 30))
    ('5', '0.5', 'True', '08:30')
    """
    if isinstance(value, float) and value % 1 == 0:
        return str(int(value))
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return str(value)
