import re

from odoo import api, models
from odoo.tools import SQL

from .crm_vn_eraser import KEPT_PREFIXES, PLACEHOLDER

#: bytes of a text that is read whatever Odoo indexed of it
SHORT_TEXT = 100_000


class CrmVnEraser(models.AbstractModel):
    """The files of a person: of his or her documents, and texts attached elsewhere."""

    _inherit = "crm.vn.eraser"

    @api.model
    def _get_documents(self):
        """Return ``{model: path to the partner}``: what loses its files.

        All that the person would be given to read: also what was handed out before,
        and the papers that prove consent. Accounting keeps its own.
        """
        return {
            model: path
            for model, path in self.env["crm.vn.person.export"]._get_models().items()
            if model in self.env and not model.startswith(KEPT_PREFIXES)
        }

    def _erase_documents(self, people, report):
        """Delete the files of the documents of the person."""
        for model, path in self._get_documents().items():
            # sudo: erasing must find every trace; privacy managers start it
            records = self.env[model].sudo().with_context(active_test=False)
            self._erase_files(records.search([(path, "in", people.ids)]), report)

    def _erase_files(self, records, report):
        """Delete what is attached to these records, and the files of their fields."""
        # sudo: erasing must find every trace; privacy managers start it
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", records._name),
                    ("res_id", "in", records.ids),
                    ("res_field", "in", [False, *records._fields]),
                ]
            )
        )
        report["ir.attachment"] += len(files)
        files.unlink()

    def _sweep_files(self, pattern, report):
        """Rewrite the plain texts attached anywhere that *pattern* still finds.

        What Odoo indexes of a text has no accents: short texts are read, too.
        """
        found = self.env.execute_query(
            SQL(
                """SELECT id FROM ir_attachment
                    WHERE (index_content ~* %s OR file_size <= %s)
                      AND type = 'binary' AND url IS NULL
                      AND (mimetype LIKE 'text/%%' OR mimetype LIKE '%%/json')
                      AND COALESCE(res_model, '') NOT LIKE 'account.%%'""",
                pattern,
                SHORT_TEXT,
            )
        )
        expression = re.compile(pattern, flags=re.IGNORECASE)
        for [file_id] in found:
            # sudo: as above, whoever attached it
            file = self.env["ir.attachment"].sudo().browse(file_id)
            text = (file.raw or b"").decode(errors="surrogateescape")
            new = expression.sub(PLACEHOLDER, text)
            if new != text:
                file.raw = new.encode(errors="surrogateescape")
                report["ir.attachment"] += 1
