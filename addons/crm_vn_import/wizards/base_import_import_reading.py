import csv
import io

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.crm_vn_base.tools.text import clean
from odoo.addons.crm_vn_duplicate.tools import legacy_text

from ..tools.headings import customer_field

#: above the headings, so many lines of a title are looked for
TITLE_LINES = 8
SEPARATORS = (",", ";", "\t", "|")


class BaseImportImport(models.TransientModel):
    """Files as they are: encodings of before Unicode, titles, guides, short lines."""

    _inherit = "base_import.import"

    def parse_preview(self, options, count=10):
        """Show the beginning of the file, in both readings where one is a guess.

        :return: as Odoo's; ``vn_readings`` is a list of dicts with ``encoding``,
            ``sample``, and ``chosen``
        """
        result = super().parse_preview(options, count=count)
        if self._vn_reports() and "error" not in result:
            readings = self._vn_get_readings(result)
            result["vn_readings"] = result["options"]["vn_readings"] = readings
        return result

    def _vn_get_readings(self, result):
        """Return the readings of the text that was probably not typed in Unicode."""
        chosen = result["options"].get("encoding") or ""
        raw, shown = [], [text for column in result["preview"] for text in column]
        if self._vn_is_spreadsheet():
            if chosen not in legacy_text.ENCODINGS and not legacy_text.guess_text(
                shown
            ):
                return []
            raw = list(self._vn_read_raw(result["options"]))
            old, plain = legacy_text.guess_text(raw), "utf-8"
        else:
            old, plain = legacy_text.guess_bytes(self.file or b""), "windows-1252"
        old = chosen if chosen in legacy_text.ENCODINGS else old
        if old not in legacy_text.ENCODINGS:
            return []

        def sample(encoding):
            if raw:
                return "; ".join(legacy_text.decode(t, encoding) for t in raw[:3])
            text = (self.file or b"")[:300].decode(encoding, "replace")
            return clean(text).replace("\n", "; ")

        return [
            {
                "encoding": encoding,
                "sample": sample(encoding)[:120],
                "chosen": (encoding == old) == (chosen == old),
            }
            for encoding in (old, plain)
        ]

    def _vn_read_raw(self, options):
        """Yield cells of the sheet as they are stored, those with accents."""
        # Odoo's reader, and not the one above that asks for this
        __, rows = super()._read_file(  # pylint: disable=super-method-mismatch
            {**options, "encoding": ""}
        )
        for row in rows[1:50]:
            for cell in row:
                if isinstance(cell, str) and not cell.isascii():
                    yield cell

    # === Reading ===

    def _read_file(self, options):
        """Read headings in composed form, whatever form the file has them in."""
        if not self._vn_reports():
            return super()._read_file(options)
        if not self.file:
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
        asked = options.get("sheet")
        length, rows = super()._read_file(options) or (0, [])
        if not options.get("has_headers") or not rows:
            return length, rows
        if not asked and not self._vn_head(rows)[1]:
            length, rows = self._vn_read_other_sheet(options, length, rows)
        rows = self._vn_decode_rows(options, rows)
        head, __ = self._vn_head(rows)
        options["vn_head"] = head
        return length - head, self._vn_even_rows(rows[head:])

    def _vn_read_other_sheet(self, options, length, rows):
        """Read the first sheet that is a list, where the first one is a guide."""
        first = options.get("sheet")
        for sheet in options.get("sheets") or ():
            if sheet == first:
                continue
            options["sheet"] = sheet
            found = super()._read_file(  # pylint: disable=super-method-mismatch
                options
            )
            if found[1] and self._vn_head(found[1])[1]:
                return found
        if first:
            options["sheet"] = first
        return length, rows

    @api.model
    def _vn_head(self, rows):
        """Return (the line of the headings, whether it is one and rows follow)."""
        if self.res_model != "res.partner":
            return 0, len(rows) > 1
        best = (0, 0)
        for index, row in enumerate(rows[:TITLE_LINES]):
            known = sum(
                bool(isinstance(cell, str) and customer_field(cell)) for cell in row
            )
            if known > max(best[1], 1) or (known and not index):
                best = (index, known)
        return best[0], len(rows) > best[0] + 1 and bool(best[1])

    @api.model
    def _vn_even_rows(self, rows):
        """Give all rows as many cells as the longest has; a heading alone gets one."""
        width = max(len(row) for row in rows[:1] + rows[1:])
        # PostgreSQL stores no NUL
        even = [
            [
                *(c.replace("\x00", "") if isinstance(c, str) else c for c in row),
                *[""] * (width - len(row)),
            ]
            for row in rows
        ]
        even[0] = [clean(cell) if isinstance(cell, str) else cell for cell in even[0]]
        # a column that has neither a heading nor a cell is none
        used = [index for index in range(width) if any(row[index] for row in even)]
        if len(used) < width:
            even = [[row[index] for index in used] for row in even]
        return even if even[1:] else [*even, [""] * len(used)]

    def _vn_decode_rows(self, options, rows):
        """Read the text of a spreadsheet that was typed in fonts of before Unicode."""
        if not self._vn_is_spreadsheet():
            return rows
        rows = self._vn_decode_fonts(options, rows)
        encoding = options.get("encoding")
        if not encoding:
            texts = (cell for row in rows[:200] for cell in row)
            encoding = legacy_text.guess_text(
                [text for text in texts if isinstance(text, str)]
            )
            if encoding:
                options["encoding"] = encoding
        if encoding not in ("tcvn3", "vni"):
            return rows
        return [legacy_text.decode_row(row, encoding) for row in rows]

    def _vn_is_spreadsheet(self):
        return (self.file or b"")[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

    def _read_csv(self, options):
        """Guess the encoding and the separator before Odoo does."""
        if self._vn_reports() and self.file:
            if b"\n" not in self.file and b"\r" in self.file:
                # lines of an old Macintosh
                self.file = self.file.replace(b"\r", b"\n")
            if not options.get("encoding"):
                encoding = legacy_text.guess_bytes(self.file)
                if encoding:
                    options["encoding"] = encoding
            if not options.get("separator"):
                options["separator"] = self._vn_get_separator(options)
        return super()._read_csv(options)

    def _vn_get_separator(self, options):
        """Return what divides the headings, also where lines have unequal lengths."""
        head = (self.file or b"")[:4000]
        encoding = options.get("encoding") or "utf-8-sig"
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            encoding = "utf-16"
        try:
            text = head.decode(encoding, "replace")
        except LookupError:
            return ""
        quote = options.get("quoting") or '"'
        # of one column: a comma, lest its words become columns
        best = (",", 1)
        for separator in SEPARATORS:
            try:
                line = next(
                    csv.reader(io.StringIO(text), delimiter=separator, quotechar=quote)
                )
            except (csv.Error, StopIteration, TypeError):
                continue
            if len(line) > best[1]:
                best = (separator, len(line))
        return best[0]
