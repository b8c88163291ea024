from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..tools.share import share

#: records between two commits of the cron
BATCH = 500
#: as many are handed over at once, without waiting for the cron
AT_ONCE = 500


class CrmVnHandover(models.Model):
    """A salesperson leaves, or gives work away: what goes to whom, and its log."""

    _name = "crm.vn.handover"
    _description = "Handover"
    _order = "id DESC"
    _inherit = ["crm.vn.protected.mixin"]
    _rec_name = "user_id"
    _vn_sudo_fields = ("state", "date")

    # === Whose work, to whom ===
    user_id = fields.Many2one(
        "res.users",
        string="Hands over",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('share', '=', False)]",
        context={"active_test": False},
    )
    method = fields.Selection(
        [
            ("person", "All to one person"),
            ("area", "By province"),
            ("turns", "In turn"),
        ],
        default="turns",
        required=True,
        help="All work for one customer goes to one person. By province: who has the "
        "customer's, else those without provinces in turn, else nobody",
    )
    target_ids = fields.One2many(
        "crm.vn.handover.target", "handover_id", string="Who takes over"
    )
    date = fields.Datetime(
        default=fields.Datetime.now, readonly=True, copy=False, string="Made on"
    )

    # === What became of it ===
    state = fields.Selection(
        [("draft", "Draft"), ("running", "Running"), ("done", "Done")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    row_ids = fields.One2many("crm.vn.handover.row", "handover_id", readonly=True)
    row_count = fields.Integer(string="Records", compute="_compute_counts")
    done_count = fields.Integer(string="Handed over", compute="_compute_counts")
    left_count = fields.Integer(string="Nobody's", compute="_compute_counts")
    summary = fields.Text(compute="_compute_summary")

    @api.depends("row_ids.state")
    def _compute_counts(self):
        groups = self.env["crm.vn.handover.row"]._read_group(
            [("handover_id", "in", self.ids)], ["handover_id", "state"], ["__count"]
        )
        counts = {(handover, state): count for handover, state, count in groups}
        for handover in self:
            mine = {key[1]: n for key, n in counts.items() if key[0] == handover}
            handover.row_count = sum(mine.values())
            handover.done_count = mine.get("done", 0)
            handover.left_count = mine.get("left", 0)

    @api.depends("row_ids.to_user_id", "row_ids.state")
    @api.depends_context("lang")
    def _compute_summary(self):
        for handover in self:
            groups = self.env["crm.vn.handover.row"]._read_group(
                [("handover_id", "in", handover.ids)],
                ["to_user_id", "model_id"],
                ["__count"],
            )
            lines = {}
            for user, model, count in groups:
                name = user.name or self.env._("Nobody")
                # sudo: what a kind of records is called
                lines.setdefault(name, []).append(f"{model.sudo().name}: {count}")
            handover.summary = "\n".join(
                f"{name}: {', '.join(parts)}" for name, parts in lines.items()
            )

    # === Actions ===
    def action_plan(self):
        """Show what would go to whom; nothing is handed over yet."""
        for handover in self:
            handover._check_draft()
            handover._plan()
        return True

    def action_start(self):
        """Hand over, at once or in the background when it is much."""
        for handover in self:
            handover._check_draft()
            handover._plan()
            handover._leave_to_others()
            handover._vn_as_engine().state = "running"
            if handover.row_count <= AT_ONCE:
                while handover._run_batch(BATCH):
                    pass
        if "running" in self.mapped("state"):
            # sudo: to ask for a run of the cron is part of the handover
            self.env.ref("crm_vn_handover.ir_cron_handover").sudo()._trigger()
        return True

    @api.readonly
    def action_view_rows(self):
        """Open what is, or was, handed over."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_handover.crm_vn_handover_row_action"
        )
        action["domain"] = [("handover_id", "=", self.id)]
        return action

    def _check_draft(self):
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            raise UserError(
                self.env._(
                    "The handover of %(user)s has begun already. Make another one.",
                    user=self.user_id.name,
                )
            )
        people = self.target_ids.user_id
        here = people.filtered(lambda user: user.company_ids & self.env.companies)
        absent = people - here._vn_at_work()
        if absent or self.user_id in people:
            raise UserError(
                self.env._(
                    "%(people)s can't take over: choose active salespeople, other "
                    "than %(user)s.",
                    people=", ".join((absent or self.user_id).mapped("name")),
                    user=self.user_id.name,
                )
            )
        if not people:
            raise UserError(
                self.env._(
                    "Say who takes over the work of %(user)s.", user=self.user_id.name
                )
            )

    # === Plan ===
    def _plan(self):
        """Write down which record goes to whom, by one pass over the open work."""
        self.ensure_one()
        # sudo: who may hand over hands over all of it, in the companies chosen; names
        # of records are shown to managers, who may see them
        work = dict(self.user_id.sudo()._vn_open_work(self.env.companies))
        # activities of who was archived are nobody's, and noted here
        work["mail.activity"] |= self._get_kept_activities()
        (self.sudo().row_ids - self._get_strange_rows()).unlink()
        items, found = [], {}
        for model, records in work.items():
            self._fetch(records)
            for record, customer, places in self._read_work(records):
                found[model, record.id] = record
                items.append(((model, record.id), customer, places))
        people = [
            (target.user_id.id, target._vn_places()) for target in self.target_ids
        ]
        given = share(items, people, self.method)
        self._insert_rows(
            [(key[0], record, given.get(key)) for key, record in found.items()],
            left=True,
        )

    def _get_strange_rows(self):
        """Return the rows about records of companies that are not chosen."""
        return self._get_rows("company_id", "not in", [False, *self.env.companies.ids])

    def _get_rows(self, *condition):
        """Return the rows of this handover that meet a condition: there are many."""
        # sudo: those about other companies too, for those who work there
        rows = self.env["crm.vn.handover.row"].sudo()
        return rows.search([("handover_id", "=", self.id), condition])

    def _leave_to_others(self):
        """Put what is noted of other companies into a handover of its own."""
        self.ensure_one()
        if strange := self._get_strange_rows():
            # sudo: their managers find what archiving the person made nobody's
            strange.handover_id = self.sudo().create({"user_id": self.user_id.id})
            self.invalidate_recordset(["row_ids"])

    def _get_kept_activities(self):
        """Return the activities that archiving the person made nobody's."""
        rows = self._get_rows("res_model", "=", "mail.activity")
        kept = self.env["mail.activity"].sudo().browse(rows.mapped("res_id")).exists()
        return kept.filtered(lambda activity: not activity.user_id and activity.active)

    def _insert_rows(self, found, left=False):
        """Note records, set-based.

        :param found: list of (model, record, id of who gets it or None)
        :param left: what nobody gets is left behind, not planned
        """
        self.ensure_one()
        together = {}
        for model, record, _user in found:
            together.setdefault(model, []).append(record)
        kinds = {model: self.env["ir.model"]._get_id(model) for model in together}
        companies = {
            model: self._read_companies(records[0].union(*records))
            for model, records in together.items()
        }
        now = fields.Datetime.now()
        values = [
            (
                self.id,
                model,
                record.id,
                self._get_name(record),
                kinds[model],
                companies[model][record.id].id or None,
                self.user_id.id,
                user_id,
                "left" if left and not user_id else "planned",
                self.env.uid,
                now,
            )
            for model, record, user_id in found
        ]
        if values:
            self.env.cr.execute_values(
                """
                INSERT INTO crm_vn_handover_row (
                    handover_id, res_model, res_id, res_name, model_id, company_id,
                    from_user_id, to_user_id, state, create_uid, create_date)
                VALUES %s
                """,
                values,
                page_size=BATCH,
            )
        self.invalidate_recordset()

    # === Run ===
    def _run_batch(self, limit):
        """Hand over the next records; returns how many were looked at."""
        self.ensure_one()
        rows = self.env["crm.vn.handover.row"].sudo()
        rows = rows.search(
            [("handover_id", "=", self.id), ("state", "=", "planned")],
            limit=limit,
            order="id",
        )
        for (model, user), batch in rows.grouped(
            lambda row: (row.res_model, row.to_user_id)
        ).items():
            self._hand_over(model, user, batch)
        if not rows:
            self.sudo()._vn_as_engine().state = "done"
        return len(rows)

    def _hand_over(self, model, user, rows):
        """Give records to *user*, together or, where that fails, one by one."""
        records = self.env[model].sudo().browse(rows.mapped("res_id")).exists()
        records.fetch(["user_id"])
        # what somebody else took meanwhile is no longer ours to give
        kept = self._get_kept_activities() if model == "mail.activity" else records
        mine = records.filtered(
            lambda record: (
                record.user_id == self.user_id
                or (not record.user_id and model == "mail.activity" and record in kept)
            )
        )
        # what followed its customer is where it was to go
        followed = set(records.filtered(lambda record: record.user_id == user).ids)
        ids = set(mine.ids)
        there = rows.filtered(lambda row: row.res_id in ids)
        arrived = rows.filtered(lambda row: row.res_id in followed)
        arrived._set_state("done")
        (rows - there - arrived)._set_state("gone")
        if not there:
            return
        try:
            with self.env.cr.savepoint():
                mine._vn_give_to(user)
                self.env.flush_all()
        except Exception as error:
            if len(there) == 1:
                there._set_state("failed", str(error)[:300])
                return
            for row in there:
                self._hand_over(model, user, row)
            return
        there._set_state("done")

    @api.model
    def _cron_run(self):
        """Go on with handovers that are too large for one request.

        Strategy: the plan is kept record by record; a batch and a commit at a time,
        so that a run that stops half-way goes on where it was. A record that fails
        keeps the reason and stops nobody else's.
        """
        Cron = self.env["ir.cron"]
        for handover in self.search([("state", "=", "running")], order="id"):
            while count := handover.try_lock_for_update()._run_batch(BATCH):
                if not Cron._commit_progress(count):
                    return

    @api.model
    def _get_begun(self, user):
        """Return the handover of *user* that waits to be started, if any."""
        return self.search(
            [("user_id", "=", user.id), ("state", "=", "draft")], limit=1
        )

    @api.model
    def _action_for(self, user):
        """Return the action that opens a handover of *user*."""
        people = [
            Command.create({"user_id": colleague.id})
            for colleague in user._vn_colleagues()
        ]
        begun = self._get_begun(user)
        if begun and not begun.target_ids:
            begun.target_ids = people
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hand over the work of %(user)s", user=user.name),
            "res_model": self._name,
            "res_id": begun.id,
            "view_mode": "form",
            "context": {"default_user_id": user.id, "default_target_ids": people},
        }
