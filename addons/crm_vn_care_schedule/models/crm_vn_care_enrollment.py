from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import format_date

STOPPED_FIELDS = ("stop_reason", "stop_cause", "was_paused")


class CrmVnCareEnrollment(models.Model):
    """One schedule running for one document of one customer."""

    _name = "crm.vn.care.enrollment"
    _description = "Care enrollment"
    _inherit = ["mail.thread", "crm.vn.customer.link.mixin", "crm.vn.protected.mixin"]
    _vn_customer_links = ()
    _vn_engine_fields = (
        "plan_id",
        "partner_id",
        "company_id",
        "res_model",
        "res_id",
        "source_name",
        "base_date",
        "state",
        *STOPPED_FIELDS,
    )
    _order = "base_date DESC, id DESC"
    _check_company_auto = True

    plan_id = fields.Many2one(
        "mail.activity.plan",
        string="Care schedule",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    res_model = fields.Char(string="Document model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Document ID", model_field="res_model", readonly=True
    )
    source_name = fields.Char(string="Document", readonly=True)
    base_date = fields.Date(
        required=True, readonly=True, help="The contract's or order's date"
    )
    state = fields.Selection(
        [
            ("running", "Running"),
            ("paused", "Paused"),
            ("stopped", "Stopped"),
            ("done", "Done"),
        ],
        default="running",
        required=True,
        readonly=True,
        tracking=True,
    )
    stop_reason = fields.Char(readonly=True, tracking=True)
    stop_cause = fields.Selection(
        [
            ("hand", "By hand"),
            ("document", "Document not in force"),
            ("customer", "Customer"),
            ("repeat", "Another document"),
            ("merge", "Merged"),
        ],
        string="Stopped because of",
        readonly=True,
        help="What stopped with its document goes on when that is in force again",
    )
    was_paused = fields.Boolean(
        string="Paused when it stopped",
        readonly=True,
        help="Paused by somebody before its document went out of force: it is paused "
        "again when that comes back",
    )
    line_ids = fields.One2many("crm.vn.care.line", "enrollment_id", readonly=True)
    activity_ids = fields.One2many(
        "mail.activity",
        "vn_enrollment_id",
        string="Activities",
        readonly=True,
        context={"active_test": False},
    )
    progress = fields.Char(compute="_compute_progress")

    _source_idx = models.Index("(res_model, res_id)")
    # two cursors at once: the second one waits, then finds the first one's row
    _source_uniq = models.UniqueIndex(
        "(plan_id, res_model, res_id)",
        "This care schedule already runs for this document.",
    )

    def _vn_get_engine_hint(self, names):
        return self.env._("Stop, pause or resume it with the buttons.")

    @api.depends("plan_id", "partner_id")
    def _compute_display_name(self):
        for enrollment in self:
            enrollment.display_name = self.env._(
                "%(schedule)s: %(customer)s",
                schedule=enrollment.plan_id.name or "",
                customer=enrollment.partner_id.display_name or "",
            )

    @api.depends("line_ids.state")
    def _compute_progress(self):
        for enrollment in self:
            wanted = enrollment.line_ids.filtered(lambda line: line.state != "skipped")
            done = wanted.filtered(lambda line: line.state == "done")
            enrollment.progress = f"{len(done)}/{len(wanted)}"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_history(self):
        kept = self.filtered(
            lambda enrollment: "done" in enrollment.line_ids.mapped("state")
        )
        if kept:
            raise UserError(
                self.env._(
                    "Care was already given under “%(enrollment)s”. Stop it instead "
                    "of deleting it, so that its history stays.",
                    enrollment=kept[0].display_name,
                )
            )
        self.line_ids._stop(self.env._("Enrollment deleted"))

    def action_stop(self, reason=None):
        """Stop the open lines; what was done stays.

        :param reason: a sentence for people; who stopped it by default
        """
        reason = reason or self.env._("Stopped by %(user)s", user=self.env.user.name)
        self._vn_engine()._vn_stop(reason, "hand")
        return True

    def action_pause(self):
        """Take the open lines off people's lists until it is resumed."""
        running = self.filtered(lambda rec: rec.state == "running")._vn_engine()
        open_lines = running.line_ids.filtered(lambda line: line.state == "planned")
        open_lines.activity_id._vn_as_care_engine().unlink()
        running.write({"state": "paused"})
        return True

    def action_resume(self):
        """Plan what is still open anew; dates that have passed are skipped.

        Lines keep their place in the schedule: the delay counts from the base date.
        A stopped enrollment goes on with the lines that were stopped.
        """
        waiting = self.filtered(lambda rec: rec.state in ("paused", "stopped"))
        for enrollment in waiting._vn_engine():
            if enrollment.partner_id._vn_refuses_contact():
                raise UserError(
                    self.env._(
                        "“%(enrollment)s” can't go on: the customer or its company "
                        "does not want to be contacted, or is archived.",
                        enrollment=enrollment.display_name,
                    )
                )
            enrollment._replan(enrollment.line_ids)
        return True

    @api.readonly
    def action_open_source(self):
        """Open the document that the care is for."""
        self.ensure_one()
        model, res_id = self.res_model, self.res_id
        if not model or not self.env[model].browse(res_id).exists():
            model, res_id = "res.partner", self.partner_id.id
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "res_id": res_id,
            "view_mode": "form",
        }

    def _vn_engine(self):
        """Return the records as the engine sees them.

        Checked first: who stops or resumes must be allowed to write the enrollment;
        the lines and activities behind it belong to the engine, hence sudo.
        """
        self.check_access("write")
        return self.sudo()._vn_as_engine()

    def _vn_stop(self, reason, cause):
        """Stop what runs, as the engine.

        :param reason: a sentence for people
        :param cause: a value of ``stop_cause``
        """
        running = self.filtered(lambda rec: rec.state in ("running", "paused"))
        running.line_ids._stop(reason)
        for state, enrollments in running.grouped("state").items():
            enrollments._vn_as_engine().write(
                {
                    "state": "stopped",
                    "stop_reason": reason,
                    "stop_cause": cause,
                    "was_paused": state == "paused",
                }
            )

    def _vn_come_back(self):
        """Go on with what stopped with its document, which is in force again.

        Lines that stopped then and are still ahead are planned again, by the
        schedule's rules; done lines stay, and so do those that somebody stopped. What
        somebody paused is paused again, until it is resumed. Where the customer has the
        schedule from another document meanwhile, its rule for that decides.
        """
        for enrollment in self:
            stopped = enrollment.state == "stopped"
            if not stopped or enrollment.stop_cause != "document":
                continue
            if enrollment.partner_id._vn_refuses_contact():
                continue
            plan = enrollment.plan_id
            others = plan._vn_running_for(enrollment.partner_id) - enrollment
            if others and plan.vn_repeat_policy == "skip":
                continue
            if plan.vn_repeat_policy == "restart":
                others._vn_stop(
                    self.env._("Started anew by another document"), "repeat"
                )
            reason = enrollment.stop_reason
            lines = enrollment.line_ids.filtered(
                lambda line, reason=reason: (
                    line.state == "stopped" and line.stop_reason == reason
                )
            )
            if enrollment.was_paused:
                enrollment._pause_again(lines)
            else:
                enrollment._replan(lines)

    def _pause_again(self, lines):
        """Wait with *lines*, which stopped meanwhile, until somebody resumes."""
        self.ensure_one()
        lines._vn_as_engine().write({"state": "planned", "stop_reason": False})
        self._go_on("paused")

    def _go_on(self, state):
        """Forget that it stopped."""
        self._vn_as_engine().write(
            {"state": state, **dict.fromkeys(STOPPED_FIELDS, False)}
        )

    @api.model
    def _vn_revive(self):
        """Let care come back whose document came back without an event."""
        stopped = self.search(
            [("state", "=", "stopped"), ("stop_cause", "=", "document")]
        )
        for model, enrollments in stopped.grouped("res_model").items():
            if not model or model not in self.env:
                continue
            ids = enrollments.mapped("res_id")
            domain = self.env[model]._vn_care_domain() & Domain("id", "in", ids)
            back = set(self.env[model].search(domain).ids)
            enrollments.filtered(
                lambda rec, back=back: rec.res_id in back
            )._vn_come_back()

    def _replan(self, lines):
        """Run again, with those of *lines* that are open or were stopped."""
        self.ensure_one()
        lines = lines.filtered(lambda line: line.state in ("planned", "stopped"))
        self._go_on("running")
        self._replan_lines(lines.filtered("template_id"))

    def _replan_lines(self, lines):
        """Give lines the dates and people the schedule says, and activities."""
        self.ensure_one()
        source = {
            "record": self._source() or self.partner_id,
            "partner": self.partner_id,
            "base_date": self.base_date,
        }
        planned_lines = self.env["crm.vn.care.planner"]._get_lines(
            self.plan_id, self.company_id, [source], lines.template_id
        )
        by_template = {line.template_id: line for line in lines}
        for planned in planned_lines:
            by_template[planned["template"]]._vn_as_engine().write(
                {
                    "state": planned["state"],
                    "date": planned["date"],
                    "wished_date": planned["wished"],
                    "move_reason": planned["move_reason"],
                    "user_id": planned["user"].id,
                    "user_step": planned["user_step"],
                    "stop_reason": False,
                }
            )
        due = lines.filtered(lambda ln: ln.state == "planned" and not ln.activity_id)
        self.env["mail.activity"]._vn_create_for_care(due)
        self._update_done()

    def _source(self):
        """Return the document, empty when it is gone."""
        self.ensure_one()
        if not self.res_model or self.res_model not in self.env or not self.res_id:
            return None
        return self.env[self.res_model].browse(self.res_id).exists()

    def _update_done(self):
        """Close enrollments without an open line, reopen those that have one."""
        for enrollment in self._vn_as_engine():
            has_open = "planned" in enrollment.line_ids.mapped("state")
            if enrollment.state == "running" and not has_open:
                enrollment.state = "done"
            elif enrollment.state == "done" and has_open:
                enrollment.state = "running"

    @api.model
    def _vn_for_sources(self, records):
        """Return the enrollments of these documents, whoever may see them."""
        # the engine must find them all; it hands them to its own methods only
        return self.sudo().search(
            [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        )

    @api.model
    def _vn_tell_people(self, enrollments):
        """Tell each person once what came to them, however much it is."""
        # counted by the database: there may be tens of thousands
        told = self.env["crm.vn.care.line"]._read_group(
            [
                ("enrollment_id", "in", enrollments.ids),
                ("state", "=", "planned"),
                ("user_id", "not in", [False, self.env.uid]),
            ],
            ["user_id"],
            ["__count", "partner_id:count_distinct", "date:min", "plan_id:recordset"],
        )
        for user, lines, customers, first, plans in told:
            env = user.with_context(lang=user.lang).env
            body = env._(
                "%(lines)s care activities for %(customers)s customers, the first one "
                "on %(date)s (%(schedules)s).",
                lines=lines,
                customers=customers,
                date=format_date(env, first),
                schedules=", ".join(plans.mapped("name")),
            )
            env["mail.thread"].message_notify(
                partner_ids=user.partner_id.ids,
                subject=env._("New care activities"),
                body=body,
            )

    def _vn_apply_schedule(self, add_and_stop=False):
        """Plan open lines anew by the schedule as it is now.

        :param add_and_stop: also add the schedule's new lines, and stop the lines
            whose schedule line is gone
        """
        reason = self.env._("No longer part of the schedule")
        for enrollment in self._vn_engine():
            open_lines = enrollment.line_ids.filtered(lambda ln: ln.state == "planned")
            if add_and_stop:
                gone = open_lines.filtered(lambda ln: not ln.template_id)
                gone._stop(reason)
                fresh = (
                    enrollment.plan_id.template_ids - enrollment.line_ids.template_id
                )
                enrollment._add_lines(fresh)
            open_lines = enrollment.line_ids.filtered(lambda ln: ln.state == "planned")
            open_lines.activity_id._vn_as_care_engine().unlink()
            open_lines.invalidate_recordset(["activity_id"])
            enrollment._replan_lines(open_lines.filtered("template_id"))

    def _add_lines(self, templates):
        """Add lines of the schedule, to be planned next."""
        self.ensure_one()
        self.env["crm.vn.care.line"]._vn_as_engine().create(
            [
                {
                    "name": template.summary or template.activity_type_id.name,
                    "enrollment_id": self.id,
                    "template_id": template.id,
                    "partner_id": self.partner_id.id,
                    "company_id": self.company_id.id,
                    "activity_type_id": template.activity_type_id.id,
                    "date": self.base_date,
                }
                for template in templates
            ]
        )
