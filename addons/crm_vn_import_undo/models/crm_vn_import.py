import io
from datetime import timedelta

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE as _ILLEGAL

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

#: for so many days an import can be undone, and its record is kept
KEPT_DAYS = 30


class CrmVnImport(models.Model):
    """One import of customers: what it made, what it changed, what it left out.

    Written by the import only; people read it, get the rows that failed as a file,
    and undo it.
    """

    _name = "crm.vn.import"
    _description = "Import of Customers"
    _order = "id DESC"

    name = fields.Char(string="File", required=True, readonly=True)
    user_id = fields.Many2one("res.users", string="Imported by", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    state = fields.Selection(
        [("done", "Imported"), ("undone", "Undone")],
        string="Status",
        default="done",
        required=True,
        readonly=True,
    )
    row_count = fields.Integer(string="Rows", readonly=True)
    created_count = fields.Integer(string="Created", readonly=True)
    updated_count = fields.Integer(string="Updated", readonly=True)
    skipped_count = fields.Integer(string="Unchanged", readonly=True)
    failed_count = fields.Integer(string="Left out", readonly=True)
    failed_rows = fields.Json(string="Rows left out", readonly=True)
    change_ids = fields.One2many(
        "crm.vn.import.change", "import_id", string="Changes", readonly=True
    )
    can_undo = fields.Boolean(string="Can be undone", compute="_compute_can_undo")

    @api.depends("state", "create_date")
    @api.depends_context("uid")
    def _compute_can_undo(self):
        limit = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        for record in self:
            record.can_undo = (
                record.state in self._get_undoable_states()
                and bool(record.create_date and record.create_date >= limit)
                and record._is_own()
            )

    @api.model
    def _get_undoable_states(self):
        """Return the states in which an import can be undone."""
        return {"done"}

    @api.model
    def _get_writing_states(self):
        """Return the states in which an import remembers what it does."""
        return {"done"}

    def _is_own(self):
        """Say whether the user may undo this import: the importer and managers may."""
        manager = self.env.user.has_group("sales_team.group_sale_manager")
        return self.env.su or manager or self.user_id == self.env.user

    # === Actions ===

    @api.readonly
    def action_view_customers(self):
        """List the customers that this import made."""
        self.ensure_one()
        self.check_access("read")
        # sudo: ids only; the list shows those that the user may read
        made = self.sudo().change_ids.filtered(
            lambda change: (
                change.res_model == "res.partner" and change.kind == "created"
            )
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Imported customers"),
            "res_model": "res.partner",
            "view_mode": "list,kanban,form",
            # the notification opens it without the server's help
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": [("id", "in", made.mapped("res_id")), ("parent_id", "=", False)],
            "context": {"vn_customer": True},
        }

    @api.readonly
    def action_download_failed(self):
        """Return the download of the rows that were left out."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/crm_vn_import_undo/failed/{self.id}",
            "target": "download",
        }

    def action_undo(self):
        """Delete what this import made, put back what it changed.

        What was changed since is left as it is and said. Done as the user: what
        the user may not delete or write stays.

        :return: the notification that says what was done
        :raise UserError: undone already, or more than 30 days ago
        :raise AccessError: the import of somebody else
        """
        self._check_undo()
        # sudo: the memory of imports is the engine's; records are written as the user
        changes = self.sudo().change_ids
        changes.sorted("id", reverse=True)._undo(self.env)
        self.sudo().state = "undone"
        kept = changes.filtered("reason")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if kept else "success",
                "sticky": bool(kept),
                "message": self.env._(
                    "%(done)s changes undone, %(kept)s left as they are because "
                    "something was changed since",
                    done=len(changes - kept),
                    kept=len(kept),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _check_undo(self):
        """Refuse what can't be undone, or not by this user."""
        self.ensure_one()
        self.check_access("read")
        if not self._is_own():
            raise AccessError(
                self.env._(
                    "Only %(user)s and sales managers can undo the import of %(file)s.",
                    user=self.user_id.name,
                    file=self.name,
                )
            )
        if not self.can_undo:
            raise UserError(
                self.env._(
                    "The import of %(file)s can't be undone: it was undone already, or "
                    "is older than %(days)s days.",
                    file=self.name,
                    days=KEPT_DAYS,
                )
            )

    # === Engine ===

    @api.model
    def _open(self, name):
        """Return the record (superuser) of an import that begins."""
        # sudo: people may read imports, only the import writes them
        return self.sudo().create(
            {
                "name": name or self.env._("List"),
                "user_id": self.env.uid,
                "company_id": self.env.company.id,
            }
        )

    @api.model
    def _current(self):
        """Return the record (superuser) of the import that runs, or no record.

        The context that names it can be sent by anybody: it has to be the user's own.
        """
        record_id = self.env.context.get("vn_import_record")
        if not isinstance(record_id, int):
            return self.sudo().browse()
        # sudo: compared with the user, see above
        record = self.sudo().browse(record_id).exists()
        own = record.user_id == self.env.user
        writes = record.state in self._get_writing_states()
        return record if own and writes else record.browse()

    def _count(self, report):
        """Add the counts of a batch's *report*."""
        self.ensure_one()
        self.row_count += report["rows"]
        self.created_count += report["created"]
        self.updated_count += report["updated"]
        self.skipped_count += report["skipped"]
        self.failed_count += len(report["failed"])

    def _keep_failed(self, headings, rows):
        """Keep the *rows* (lists of text, the reason last) that were left out."""
        self.ensure_one()
        known = self.failed_rows or [[*headings, self.env._("Reason")]]
        self.failed_rows = [*known, *rows]

    def _get_failed_sheets(self):
        """Return the sheets of the file of rows left out: {title: rows of text}."""
        self.ensure_one()
        return {self.env._("Rows left out"): self.failed_rows or []}

    def _failed_file(self):
        """Return the rows that were left out as a spreadsheet: bytes of an xlsx."""
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in self._get_failed_sheets().items():
            sheet = book.create_sheet(title[:31])
            for row in rows:
                sheet.append([_ILLEGAL.sub("", str(cell))[:32000] for cell in row])
            for line in sheet.iter_rows():
                for cell in line:
                    # text, so that a code keeps its zeros and nothing is a formula
                    cell.number_format = "@"
                    cell.data_type = "s"
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    @api.autovacuum
    def _gc_old(self):
        """Forget imports that can't be undone any more, in small batches."""
        limit = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        old = self.search([("create_date", "<", limit)], order="id", limit=50)
        old.unlink()
        return len(old), self.search_count([("create_date", "<", limit)], limit=1)
