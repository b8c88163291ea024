from odoo import fields, models


class BaseImportImport(models.TransientModel):
    """The import dialog remembers what it does with customers."""

    _inherit = "base_import.import"

    vn_import_id = fields.Many2one("crm.vn.import", string="Import")

    def execute_import(self, fields, columns, options, dryrun=False):
        """Import; batches of one file are one `crm.vn.import`, named in the report."""
        if dryrun or self.res_model != "res.partner":
            return super().execute_import(fields, columns, options, dryrun=dryrun)
        record = self._vn_get_record(options.get("skip") or 0)
        dialog = self.with_context(vn_import_record=record.id)
        result = super(BaseImportImport, dialog).execute_import(
            fields, columns, options, dryrun=dryrun
        )
        report = result.get("vn_report")
        if not report:
            if not record.row_count:
                self.vn_import_id = False
                record.unlink()
            return result
        record._count(report)
        report["import_id"] = record.id
        if report["failed"]:
            record._keep_failed(
                [str(column) for column in columns],
                self._vn_failed_rows(fields, options, report["failed"]),
            )
        return result

    def _vn_get_record(self, skip):
        """Return the record (superuser) of this import; the first batch makes it.

        :param skip: how many rows other batches have seen to
        """
        # sudo: whose record it is, where a client names one
        record = self.vn_import_id.sudo()
        if not record or not skip or record.user_id != self.env.user:
            record = self.env["crm.vn.import"]._open(self.file_name)
            self.vn_import_id = record.id
        return record

    def _vn_failed_rows(self, fields, options, failed):
        """Return the rows of the file that *failed*, the reason in a last cell."""
        has_headers = bool(options.get("has_headers"))
        lines = self._vn_get_lines(options, has_headers, fields)
        data = self._vn_get_data(fields, options)
        places = {line: index for index, line in enumerate(lines)}
        first = 1 + has_headers
        kept = []
        for entry in failed:
            index = places.get(entry["line"], entry["line"] - first)
            if 0 <= index < len(data):
                kept.append([*map(str, data[index]), entry["reason"]])
        return kept
