from odoo import models
from odoo.exceptions import UserError

from odoo.addons.crm_vn_base.arguments import takes
from odoo.addons.crm_vn_base.tools.text import tidy

from ..models.crm_vn_import_chunk import Chunk

#: of what the dialog was opened with, this is remembered
_CONTEXT = ("lang", "tz", "allowed_company_ids", "vn_customer", "tracking_disable")
#: what the options of the dialog say of the file, not of its rows
_OF_FILE = ("skip", "limit", "sheets", "vn_readings", "vn_background", "vn_head")


class BaseImportImport(models.TransientModel):
    """Long lists of customers go into the queue; its parts come back as files."""

    _inherit = "base_import.import"

    def parse_preview(self, options, count=10):
        """Say in the option ``vn_background`` whether the list is a long one."""
        result = super().parse_preview(options, count=count)
        if self.res_model == "res.partner" and "error" not in result:
            # sudo: the company's setting is no secret to its employees
            limit = self.env.company.sudo().vn_import_background_rows
            rows = result["num_rows"] - bool(options.get("has_headers"))
            result["options"]["vn_background"] = bool(limit) and rows > limit
        return result

    @takes(fields="list", columns="list", options="dict")
    def execute_in_background(self, fields, columns, options):
        """Let the list be imported in the background, as this user.

        The arguments are those of :meth:`execute_import`.

        :return: id of the `crm.vn.import` that shows the progress
        :raise UserError: there is nothing to import, no column is the name, or the
            dialog is not about customers
        """
        self.ensure_one()
        self.env["res.partner"].check_access("create")
        if self.res_model != "res.partner":
            raise UserError(self.env._("Only customers are imported this way."))
        if not {"name", "ref", "id", ".id"} & {*fields}:
            raise UserError(
                self.env._(
                    "No column is the customer's name: choose the field “Name” for one "
                    "of them, and check that the first line of the file holds the "
                    "headings."
                )
            )
        options = dict(options)
        rows = self._vn_get_queued(fields, options)
        if not rows:
            raise UserError(self.env._("There are no rows to import in this file."))
        context = {
            name: value
            for name, value in self.env.context.items()
            if name in _CONTEXT or name.startswith("default_")
        }
        record = self.env["crm.vn.import"]._enqueue(
            self.file_name,
            rows,
            {
                "fields": list(fields),
                "columns": [str(column) for column in columns],
                "options": {k: v for k, v in options.items() if k not in _OF_FILE},
                "context": context,
            },
        )
        return record.id

    def _vn_get_queued(self, fields, options):
        """Return the rows to be imported: lists of (line, cells, reason or None)."""
        skip = int(options.get("skip") or 0)
        has_headers = bool(options.get("has_headers"))
        data = self._vn_get_data(fields, options)
        lines = self._vn_get_lines(options, has_headers, fields)
        if len(lines) != len(data):
            lines = [index + 1 + has_headers for index in range(len(data))]
        refused = self._vn_get_refused(options)
        if "ref" in fields:
            # the parts of a list do not know each other
            place, first = fields.index("ref"), {}
            for index, row in enumerate(data):
                code = tidy(str(row[place] or ""))
                if not code:
                    continue
                known = first.setdefault(code.lower(), index)
                if known != index:
                    reason = self.env["res.partner"]._vn_code_reason(code, lines[known])
                    refused.setdefault(index, reason)
        return [
            (line, row, refused.get(index))
            for index, (line, row) in enumerate(zip(lines, data, strict=True))
        ][skip:]

    # === A part of a list ===

    def _vn_chunk(self):
        """Return the part of a list that is imported now, ``None`` for a file."""
        chunk = self.env.context.get("vn_chunk")
        return chunk if isinstance(chunk, Chunk) else None

    def _read_file(self, options):
        if chunk := self._vn_chunk():
            return len(chunk.rows), chunk.rows
        return super()._read_file(options)

    def _vn_get_lines(self, options, has_headers, fields):
        if chunk := self._vn_chunk():
            return chunk.lines
        return super()._vn_get_lines(options, has_headers, fields)

    def _vn_get_refused(self, options):
        if chunk := self._vn_chunk():
            return chunk.refused
        return super()._vn_get_refused(options)

    def _vn_get_doubts(self, options):
        # what there is to say of a card stands in its note as well
        return {} if self._vn_chunk() else super()._vn_get_doubts(options)

    def _vn_get_record(self, skip):
        if chunk := self._vn_chunk():
            return chunk.record.import_id.with_context(vn_chunk=chunk)
        return super()._vn_get_record(skip)
