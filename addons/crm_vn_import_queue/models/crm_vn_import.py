import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .crm_vn_import_chunk import CHUNK_ROWS, CHUNK_SIZE

_logger = logging.getLogger(__name__)

#: a part that fails so often, or kills its worker, stops the import
ATTEMPTS_MAX = 3
#: so many changes are undone at once; more in the background, batch by batch
UNDO_AT_ONCE = 2000
UNDO_BATCH = 200
_UNDERWAY = ("queued", "running", "undoing")


class CrmVnImport(models.Model):
    """A long import, in the background: parts of a list, one transaction each.

    What a part does, its counts and that it is done are one transaction: a worker
    that dies loses the part it was at, which is done again. The rows are imported
    with the rights of the importer, by the same dialog as in the foreground.
    """

    _inherit = "crm.vn.import"

    state = fields.Selection(
        selection_add=[
            ("queued", "Waiting"),
            ("running", "Importing"),
            ("stopped", "Stopped"),
            ("cancelled", "Cancelled"),
            ("done",),
            ("undoing", "Undoing"),
            ("undone",),
        ],
        ondelete=dict.fromkeys(
            ("queued", "running", "stopped", "cancelled", "undoing"), "set default"
        ),
    )
    reason = fields.Char(readonly=True)
    left_out = fields.Char(string="Columns left out", readonly=True)
    total_count = fields.Integer(string="Rows of the file", readonly=True)
    remark_count = fields.Integer(string="Needs a look", readonly=True)
    attempts = fields.Integer(readonly=True)
    setup = fields.Json(readonly=True, help="What the dialog was asked to do")
    undo_user_id = fields.Many2one("res.users", string="Undone by", readonly=True)
    chunk_ids = fields.One2many("crm.vn.import.chunk", "import_id", readonly=True)
    progress = fields.Float(compute="_compute_progress")
    can_cancel = fields.Boolean(compute="_compute_can_cancel")

    @api.depends("state", "total_count", "chunk_ids.state")
    def _compute_progress(self):
        # sudo: numbers of rows, no rows
        Chunk = self.env["crm.vn.import.chunk"].sudo()
        groups = Chunk._read_group(
            [("import_id", "in", self.ids)], ["import_id", "state"], ["row_count:sum"]
        )
        rows = {(record.id, state): number for record, state, number in groups}
        for record in self:
            done = rows.get((record.id, "done"), 0)
            total = record.total_count
            # sudo: whether faulty rows are left out is no secret
            if record.sudo()._is_strict():
                # looked through first, and imported then
                done = 2 * done + rows.get((record.id, "checked"), 0)
                total *= 2
            record.progress = 100 * done / total if total else 0

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_cancel(self):
        for record in self:
            open_states = ("queued", "running", "stopped")
            record.can_cancel = record.state in open_states and record._is_own()

    @api.model
    def _get_undoable_states(self):
        return super()._get_undoable_states() | {"cancelled"}

    @api.model
    def _get_writing_states(self):
        return super()._get_writing_states() | {"running"}

    # === Actions ===

    def action_cancel(self):
        """Leave out the rows that were not imported yet; the others stay.

        :raise AccessError: the import of somebody else
        """
        self.ensure_one()
        self._check_own()
        if not self.can_cancel:
            raise UserError(
                self.env._("The import of %s is over, nothing to cancel.", self.name)
            )
        # sudo: the queue is the engine's, the importer was checked
        record = self.sudo()
        pending = record.chunk_ids.filtered(lambda chunk: chunk.state != "done")
        pending.try_lock_for_update().unlink()
        if record.try_lock_for_update():
            record._finish()
            return True
        return self._notify(
            self.env._("The import stops when the rows at work are done.")
        )

    def action_resume(self):
        """Go on with an import that has stopped, without its faulty rows.

        :raise AccessError: the import of somebody else
        """
        self.ensure_one()
        self._check_own()
        # sudo: the queue is the engine's, the importer was checked
        record = self.sudo()
        if record.state != "stopped":
            raise UserError(self.env._("The import of %s has not stopped.", self.name))
        options = {**record.setup["options"], "vn_leave_out_failed": True}
        waiting = record.chunk_ids.filtered(lambda chunk: chunk.state != "done")
        waiting.write({"failed_rows": False, "failed_count": 0})
        done = record.chunk_ids - waiting
        record.write(
            {
                "setup": {**record.setup, "options": options},
                "failed_count": sum(done.mapped("failed_count")),
                "state": "queued",
                "reason": False,
                "attempts": 0,
            }
        )
        self._trigger_cron()
        return True

    def action_undo(self):
        """Undo in the background what an import made in the background."""
        self.ensure_one()
        # sudo: how many they are
        changes = self.env["crm.vn.import.change"].sudo()
        if changes.search_count([("import_id", "=", self.id)]) <= UNDO_AT_ONCE:
            return super().action_undo()
        self._check_undo()
        # sudo: the record is the engine's, the importer was checked
        self.sudo().write({"state": "undoing", "undo_user_id": self.env.uid})
        self._trigger_cron()
        return self._notify(
            self.env._("The import is being undone, you can go on with your work.")
        )

    # === Queue ===

    @api.model
    def _enqueue(self, name, rows, setup):
        """Return a new import (superuser) of *rows* that waits for the cron.

        :param rows: list of (line in the file, cells, reason to refuse it or None)
        :param setup: dict of ``fields``, ``columns``, ``options`` and ``context``
            for the dialog
        """
        record = self._open(name)
        record.write({"state": "queued", "total_count": len(rows), "setup": setup})
        # sudo: the queue is the engine's; the rows are the importer's own
        Chunk = self.env["crm.vn.import.chunk"].sudo()
        part, size = [], 0
        for index, row in enumerate(rows, 1):
            part.append(row)
            size += sum(len(str(cell)) for cell in row[1])
            if len(part) == CHUNK_ROWS or size > CHUNK_SIZE or index == len(rows):
                Chunk.create({"import_id": record.id, **Chunk._pack(part)})
                part, size = [], 0
        self._trigger_cron()
        return record

    @api.model
    def _trigger_cron(self):
        # sudo: that it is to run soon, nothing else
        self.env.ref("crm_vn_import_queue.ir_cron_import").sudo()._trigger()

    @api.model
    def _cron_run(self):
        """Go on with all imports and undos that are under way, a part of each in turn.

        Strategy: a part is one transaction. How often it was begun is committed
        before, so that a part that kills its worker is given up at last.
        """
        Cron = self.env["ir.cron"]
        while records := self.search([("state", "in", _UNDERWAY)], order="id"):
            busy = records
            for record in records:
                if not record.try_lock_for_update():
                    busy -= record
                    continue
                undoing = record.state == "undoing"
                record._undo_batch() if undoing else record._import_part()
                if not Cron._commit_progress(1, remaining=self._count_parts()):
                    return
            if not busy:
                return

    @api.model
    def _count_parts(self):
        """Return how many parts of imports are to be done."""
        return self.env["crm.vn.import.chunk"].search_count(
            [("state", "!=", "done"), ("import_id.state", "in", _UNDERWAY)]
        )

    def _import_part(self):
        """Check or import the next part; end or stop the import when it is due."""
        if self.attempts >= ATTEMPTS_MAX:
            self._stop(self.env._("the same rows failed several times"))
            return
        self.write({"state": "running", "attempts": self.attempts + 1})
        self.env["ir.cron"]._commit_progress()
        if not self.try_lock_for_update():
            return
        waiting = [("import_id", "=", self.id), ("state", "!=", "done")]
        chunks = self.env["crm.vn.import.chunk"].search(waiting)
        new = chunks.filtered(lambda chunk: chunk.state == "new")
        checking = self._is_strict() and bool(new)
        chunk = (new if checking else chunks)[:1]
        faulty = sum(chunks.mapped("failed_count"))
        if not chunk:
            self._finish()
        elif self._is_strict() and faulty and not checking:
            self.failed_count = faulty
            self._stop(self.env._("%s rows are faulty, nothing was imported", faulty))
        else:
            try:
                self._work_on(chunk, dryrun=checking)
                self.env.flush_all()
            except UserError as error:
                self.env.cr.rollback()
                self._stop(str(error))
            except Exception as error:
                self.env.cr.rollback()
                _logger.info("import %s: a part failed", self.id, exc_info=True)
                self.reason = str(error)[:300]

    def _work_on(self, chunk, dryrun):
        """Let the dialog import the rows of *chunk*, as the importer.

        :param dryrun: only find the faulty rows
        :raise UserError: the importer may not import any more
        """
        setup = self.setup
        dialog = self._get_importer_env()["base_import.import"].create(
            {"res_model": "res.partner", "file_name": self.name}
        )
        options = {
            **setup["options"],
            "limit": chunk.row_count,
            "vn_leave_out_failed": True,
        }
        headings = [setup["columns"]] if options.get("has_headers") else []
        part = chunk._unpack(headings)
        dialog = dialog.with_context(vn_chunk=part)
        result = dialog.execute_import(
            list(setup["fields"]), list(setup["columns"]), options, dryrun=dryrun
        )
        report = result.get("vn_report")
        if not report:
            reasons = [message["message"] for message in result.get("messages") or ()]
            raise UserError("\n".join(reasons) or self.env._("nothing was imported"))
        failed = report["failed"]
        remarks = [
            [entry["line"], entry["name"], entry["reason"]]
            for entry in report["people"]
            if entry["reason"]
        ]
        if dryrun:
            rows = dialog._vn_failed_rows(setup["fields"], options, failed)
            self.with_context(vn_chunk=part)._keep_failed(setup["columns"], rows)
            chunk.write({"state": "checked", "failed_count": len(failed)})
        else:
            chunk.write(
                {
                    "state": "done",
                    "rows": False,
                    "lines": False,
                    "refused": False,
                    "failed_count": len(failed),
                    "remarks": sorted(remarks) or False,
                }
            )
            self.remark_count += len(remarks)
            self.left_out = ", ".join(report["left_out"])
        self.write({"attempts": 0, "reason": False})

    def _is_strict(self):
        """Say whether one faulty row keeps the whole list out."""
        return not ((self.setup or {}).get("options") or {}).get("vn_leave_out_failed")

    def _get_importer_env(self, user=None):
        """Return the environment of the importer, with the rights of today.

        :raise UserError: the importer has left, or has no company of then any more
        """
        user = user or self.user_id
        context = dict((self.setup or {}).get("context") or {})
        wanted = context.get("allowed_company_ids") or self.company_id.ids
        companies = [id_ for id_ in wanted if id_ in user.company_ids.ids]
        if not user.active or not companies:
            raise UserError(
                self.env._("%s has no access to this company any more", user.name)
            )
        context["allowed_company_ids"] = companies
        context.setdefault("lang", user.lang)
        context.setdefault("tz", user.tz)
        return self.env(user=user.id, context=context, su=False)

    def _undo_batch(self):
        """Undo the last changes that are not undone yet, as who asked for it."""
        Change = self.env["crm.vn.import.change"]
        changes = Change.search(
            [("import_id", "=", self.id), ("is_undone", "=", False)],
            order="id DESC",
            limit=UNDO_BATCH,
        )
        if changes:
            changes._undo(self._get_importer_env(self.undo_user_id))
            changes.is_undone = True
            return
        self.state = "undone"
        kept = [("import_id", "=", self.id), ("reason", "!=", False)]
        self._tell(
            self.undo_user_id,
            self.env._("The import of %s is undone", self.name),
            lambda env: env._(
                "%(kept)s changes were left as they are because something was changed "
                "since",
                kept=Change.search_count(kept),
            ),
        )

    def _check_own(self):
        """Refuse who may not read this import, or did not make it."""
        self.check_access("read")
        if not self._is_own():
            raise AccessError(
                self.env._(
                    "Only %(user)s and sales managers can do this with the import of "
                    "%(file)s.",
                    user=self.user_id.name,
                    file=self.name,
                )
            )

    def _notify(self, message):
        """Return the action that shows *message* and reads the form anew."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
