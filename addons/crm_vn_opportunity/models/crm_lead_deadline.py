from odoo import api, fields, models
from odoo.fields import Domain

HANDLING_FIELDS = (
    "vn_dispatch_date",
    "vn_handling_deadline",
    "vn_escalation_date",
    "vn_handled_date",
    "vn_paused_date",
    "vn_notice_date",
)


class CrmLeadDeadline(models.Model):
    """The handling deadline of a lead.

    It runs in working time from the moment somebody got the lead, and stops with the
    first handling. All of its fields are written here and nowhere else.
    """

    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.vn.protected.mixin"]
    _vn_engine_fields = HANDLING_FIELDS

    # === Handling ===
    vn_dispatch_date = fields.Datetime(
        string="Assigned on",
        readonly=True,
        copy=False,
        help="When the present salesperson got it; the deadline runs from here",
    )
    vn_handling_deadline = fields.Datetime(
        string="Handle before", readonly=True, copy=False
    )
    vn_escalation_date = fields.Datetime(
        string="Escalate on",
        readonly=True,
        copy=False,
        help="When the team leader is told, unless it is handled before",
    )
    vn_handled_date = fields.Datetime(
        string="Handled on",
        readonly=True,
        copy=False,
        help="First change of the stage, done activity, or comment of the salesperson",
    )
    vn_paused_date = fields.Datetime(
        string="Waiting since",
        readonly=True,
        copy=False,
        help="The deadline stands still while the customer is awaited",
    )
    # kept by the cron: it looks at nothing but leads whose notice is due
    vn_notice_date = fields.Datetime(string="Next notice on", readonly=True, copy=False)
    vn_is_overdue = fields.Boolean(
        string="Overdue handling",
        compute="_compute_vn_is_overdue",
        search="_search_vn_is_overdue",
    )

    _vn_late_idx = models.Index(
        "(vn_handling_deadline) WHERE active IS TRUE AND vn_handled_date IS NULL"
        " AND vn_paused_date IS NULL AND vn_handling_deadline IS NOT NULL"
    )
    _vn_notice_idx = models.Index(
        "(vn_notice_date) WHERE active IS TRUE AND vn_handled_date IS NULL"
        " AND vn_paused_date IS NULL AND vn_notice_date IS NOT NULL"
    )

    @api.depends(
        "active",
        "won_status",
        "user_id",
        "vn_handling_deadline",
        "vn_handled_date",
        "vn_paused_date",
    )
    def _compute_vn_is_overdue(self):
        now = fields.Datetime.now()
        for lead in self:
            lead.vn_is_overdue = bool(
                lead.active
                and lead.won_status == "pending"
                and lead.user_id
                and lead.vn_handling_deadline
                and lead.vn_handling_deadline < now
                and not lead.vn_handled_date
                and not lead.vn_paused_date
            )

    def _search_vn_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        if {True, False} <= set(value):
            return Domain.TRUE
        late = self._vn_late_domain(fields.Datetime.now())
        return late if True in value else ~late

    @api.model
    def _vn_late_domain(self, now):
        """Return the domain of what is late at *now*, and still to be handled."""
        return Domain(
            [
                ("active", "=", True),
                ("won_status", "=", "pending"),
                ("user_id", "!=", False),
                ("vn_handling_deadline", "<", now),
                ("vn_handled_date", "=", False),
                ("vn_paused_date", "=", False),
            ]
        )

    # === Actions ===
    def action_vn_pause(self):
        """Stop the clock: the customer has to answer."""
        now = fields.Datetime.now()
        leads = self._vn_running().filtered(
            lambda lead: lead.vn_handling_deadline and not lead.vn_paused_date
        )
        leads._vn_as_engine().write({"vn_paused_date": now})
        return True

    def action_vn_resume(self):
        """Let the clock run on with the working time that was left."""
        now = fields.Datetime.now()
        for lead in self.filtered("vn_paused_date"):
            company = lead.company_id or self.env.company
            values = {"vn_paused_date": False}
            # the next notice is due at one of both
            for name in (
                "vn_handling_deadline",
                "vn_escalation_date",
                "vn_notice_date",
            ):
                due = lead[name]
                if due and due > lead.vn_paused_date:
                    left = company._vn_working_hours_between(lead.vn_paused_date, due)
                    values[name] = company._vn_add_working_hours(now, left) or due
            lead._vn_as_engine().write(values)
        return True

    # === Business ===
    def _vn_running(self):
        return self.filtered(
            lambda lead: lead.vn_dispatch_date and not lead.vn_handled_date
        )

    def _vn_follow_deadline(self, before, values):
        """Start, stop or forget deadlines after a change.

        :param before: {lead id: (user id, stage id, active)} before the change
        :param values: what was written
        """
        changed = self.browse()
        freed = self.browse()
        staged = self.browse()
        restored = self.browse()
        for lead in self:
            user_id, stage_id, active = before[lead.id]
            if "user_id" in values and lead.user_id.id != user_id:
                if lead.user_id:
                    changed += lead
                else:
                    freed += lead
            elif "stage_id" in values and lead.stage_id.id != stage_id:
                staged += lead
            elif lead.active and not active and lead._vn_running():
                restored += lead
        (changed + restored)._vn_start_deadline()
        if freed:
            freed._vn_as_engine().write(dict.fromkeys(HANDLING_FIELDS, False))
        staged._vn_mark_handled(fields.Datetime.now())

    def _vn_start_deadline(self):
        """Let the deadline run anew from now, by the hours of the team."""
        now = fields.Datetime.now()
        groups = self.grouped(
            # sudo: the hours of the team, of which only a deadline is told
            lambda lead: (lead.company_id or self.env.company, lead.sudo().team_id)
        )
        for leads in groups.values():
            deadline, escalation = leads[0]._vn_deadlines_from(now)
            leads._vn_as_engine().write(
                {
                    "vn_dispatch_date": now,
                    "vn_handling_deadline": deadline,
                    "vn_escalation_date": escalation,
                    "vn_notice_date": deadline,
                    "vn_handled_date": False,
                    "vn_paused_date": False,
                }
            )

    def _vn_deadlines_from(self, moment):
        """Return deadline and escalation from *moment* on, by the hours of the team."""
        self.ensure_one()
        company = self.company_id or self.env.company
        team = self.sudo().team_id  # sudo: its hours, of which only a date is told
        deadline = company._vn_add_working_hours(moment, team.vn_handling_hours)
        if not deadline:
            return deadline, False
        escalation = company._vn_add_working_hours(deadline, team.vn_escalation_hours)
        return deadline, escalation or deadline

    def _vn_mark_handled(self, moment):
        """Stop the deadline: somebody began to work on it at *moment*."""
        leads = self._vn_running()
        if leads:
            leads._vn_as_engine().write(
                {"vn_handled_date": moment, "vn_paused_date": False}
            )

    def _message_post_after_hook(self, message, msg_vals):
        result = super()._message_post_after_hook(message, msg_vals)
        for lead in self:
            if message.message_type in ("comment", "email") and (
                message.author_id == lead.user_id.partner_id
            ):
                # sudo: the comment was allowed; a date follows from it
                lead.sudo()._vn_mark_handled(fields.Datetime.now())
            elif lead.vn_paused_date and self._vn_is_answer(message):
                # sudo: as above
                lead.sudo().action_vn_resume()
        return result

    def _vn_is_answer(self, message):
        """Tell whether *message* comes from outside, as the answer awaited does."""
        if message.message_type not in ("email", "comment"):
            return False
        users = message.author_id.sudo().user_ids  # sudo: portal users count as outside
        return not users or all(user.share for user in users)
