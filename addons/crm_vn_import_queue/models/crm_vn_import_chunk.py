import datetime
from typing import NamedTuple

from odoo import fields, models

#: so many rows are imported together, and so many characters of them
CHUNK_ROWS = 500
CHUNK_SIZE = 4_000_000


class Chunk(NamedTuple):
    """Rows of a list that the dialog imports as if they were a file.

    It travels in the context, where no client can put one: what comes over the wire
    is never of this class.
    """

    record: models.BaseModel
    #: the headings first, if there are any
    rows: list
    #: the line of each row of data in the file
    lines: list
    #: {index: reason} of rows that are refused as they are
    refused: dict


class CrmVnImportChunk(models.Model):
    """A part of a list that is imported in the background: one transaction."""

    _name = "crm.vn.import.chunk"
    _description = "Part of an Import"
    _order = "id"
    _log_access = False

    import_id = fields.Many2one(
        "crm.vn.import", required=True, ondelete="cascade", index=True
    )
    state = fields.Selection(
        [("new", "Waiting"), ("checked", "Checked"), ("done", "Done")],
        default="new",
        required=True,
    )
    row_count = fields.Integer()
    failed_count = fields.Integer()
    rows = fields.Json(help="Rows that wait, as the file has them")
    lines = fields.Json()
    refused = fields.Json()
    failed_rows = fields.Json(help="Rows that were left out, with the reason")
    remarks = fields.Json(help="Line, name, and what somebody should look at")

    def _pack(self, rows):
        """Return the values that hold *rows* of (line, cells, reason or None)."""
        return {
            "row_count": len(rows),
            "rows": [
                [_to_json(cell) for cell in cells] for __, cells, __reason in rows
            ],
            "lines": [line for line, *__ in rows],
            "refused": {
                index: reason for index, (*__, reason) in enumerate(rows) if reason
            },
        }

    def _unpack(self, headings):
        """Return the :class:`Chunk` of these rows, below *headings*."""
        self.ensure_one()
        rows = [[_from_json(cell) for cell in cells] for cells in self.rows]
        refused = {int(index): why for index, why in (self.refused or {}).items()}
        return Chunk(self, [*headings, *rows], self.lines, refused)


def _to_json(cell):
    """Return a *cell* as JSON can hold it: days and moments of spreadsheets too."""
    if isinstance(cell, datetime.datetime):
        return {"moment": cell.isoformat()}
    if isinstance(cell, datetime.date):
        return {"day": cell.isoformat()}
    return cell


def _from_json(cell):
    if not isinstance(cell, dict):
        return cell
    if "moment" in cell:
        return datetime.datetime.fromisoformat(cell["moment"])
    return datetime.date.fromisoformat(cell["day"])
