from odoo import models


class CrmVnImport(models.Model):
    """How an import in the background ended, and the rows that it left out."""

    _inherit = "crm.vn.import"

    # === End ===

    def _finish(self):
        """End the import: all is done, or the importer wants no more of it."""
        self.write(
            {
                "state": "done" if self.row_count >= self.total_count else "cancelled",
                "reason": False,
                "attempts": 0,
            }
        )
        self._tell(
            self.user_id,
            self.env._("The import of %s is over", self.name),
            self._get_summary,
        )

    def _stop(self, reason):
        """Stop until somebody resumes or cancels; say why."""
        self.write({"state": "stopped", "reason": reason[:500], "attempts": 0})
        self._tell(
            self.user_id,
            self.env._("The import of %s has stopped", self.name),
            lambda env: self.reason,
        )

    def _get_summary(self, env):
        """Return in the words of *env*'s user what became of the rows."""
        return env._(
            "%(rows)s of %(total)s rows: %(created)s created, %(updated)s updated, "
            "%(skipped)s unchanged, %(failed)s left out",
            rows=self.row_count,
            total=self.total_count,
            created=self.created_count,
            updated=self.updated_count,
            skipped=self.skipped_count,
            failed=self.failed_count,
        )

    def _tell(self, user, subject, text):
        """Tell *user* how it ended: on the screen, and by Odoo's notification.

        :param text: called with the user's environment, returns the message
        """
        env = user.with_context(lang=user.lang).env
        message = text(env)
        user._bus_send(
            "simple_notification",
            {
                "type": "success" if self.state in ("done", "undone") else "warning",
                "title": subject,
                "message": message,
                "sticky": True,
            },
        )
        env["mail.thread"].message_notify(
            model=self._name,
            res_id=self.id,
            partner_ids=user.partner_id.ids,
            subject=subject,
            body=message,
        )

    # === Rows left out ===

    def _keep_failed(self, headings, rows):
        chunk = self.env.context.get("vn_chunk")
        if not chunk:
            return super()._keep_failed(headings, rows)
        if not (self.setup or {}).get("headings"):
            self.setup = {**self.setup, "headings": [*headings, self.env._("Reason")]}
        chunk.record.failed_rows = rows or False
        return None

    def _get_failed_sheets(self):
        sheets = super()._get_failed_sheets()
        # sudo: rows of an import that the user may read
        chunks = self.sudo().chunk_ids
        if not chunks:
            return sheets
        name = next(iter(sheets))
        sheets[name] = [
            (self.sudo().setup or {}).get("headings") or [],
            *(row for chunk in chunks for row in chunk.failed_rows or ()),
        ]
        if self.remark_count:
            titles = [self.env._("Line"), self.env._("Name"), self.env._("Remark")]
            sheets[self.env._("Needs a look")] = [
                titles,
                *(row for chunk in chunks for row in chunk.remarks or ()),
            ]
        return sheets
