from odoo import fields, models


class CrmTeam(models.Model):
    _inherit = "crm.team"

    # === Deadline ===
    vn_handling_hours = fields.Float(
        string="Handle within",
        help="Working hours in which an opportunity must be handled after it got its "
        "salesperson; 0 for no deadline",
    )
    vn_escalation_hours = fields.Float(
        string="Escalate after",
        default=4.0,
        help="Working hours after the deadline when the team leader is told",
    )
    vn_escalation_mode = fields.Selection(
        [
            ("leader", "Tell the team leader"),
            ("pool", "Tell the team leader and take it back to the pool"),
        ],
        string="Escalation",
        default="leader",
        required=True,
        help="Back to the pool: the assignment rules give it to somebody else; if none "
        "matches, it has no salesperson",
    )

    # === Recipients ===
    vn_notify_user_ids = fields.Many2many(
        "res.users",
        "crm_team_vn_notify_user_rel",
        "team_id",
        "user_id",
        string="Told about new opportunities",
        domain="[('share', '=', False)]",
        help="Each is told once of every new opportunity of the team, except of one's "
        "own ones",
    )

    vn_stale_deadline_count = fields.Integer(
        string="Deadlines to count anew",
        compute="_compute_vn_stale_deadline_count",
        help="Open opportunities whose deadline is not what the hours and days off of "
        "now say",
    )

    _vn_hours_positive = models.Constraint(
        "CHECK (vn_handling_hours >= 0 AND vn_escalation_hours >= 0)",
        "The hours of a deadline can't be negative.",
    )

    def _compute_vn_stale_deadline_count(self):
        for team in self:
            team.vn_stale_deadline_count = len(team._vn_stale_deadlines())

    def _vn_stale_deadlines(self):
        """Return {lead: (deadline, escalation)} of what is offered to be set anew.

        Hours that the team was given later, and days off that were entered later,
        change nothing by themselves: open opportunities without a deadline get one
        from now on, and a deadline on a day off moves to the next working day.
        """
        # sudo: a number for who leads the team; who may see the leads opens them
        leads = self.env["crm.lead"].sudo()
        leads = leads.search(
            [
                ("team_id", "in", self.ids),
                ("user_id", "!=", False),
                ("won_status", "=", "pending"),
                ("active", "=", True),
                ("vn_handled_date", "=", False),
                ("vn_paused_date", "=", False),
            ]
        )
        stale, now = {}, fields.Datetime.now()
        for lead in leads:
            company = lead.company_id or self.env.company
            if not lead.vn_handling_deadline:
                if lead.team_id.vn_handling_hours:
                    stale[lead] = lead._vn_deadlines_from(now)
            elif lead.vn_handling_deadline > now:
                before = lead.vn_handling_deadline, lead.vn_escalation_date
                moved = tuple(company._vn_off_day_moved(moment) for moment in before)
                if moved != before:
                    stale[lead] = moved
        return stale

    def action_vn_renew_deadlines(self):
        """Set what is offered: deadlines for later hours, and off days off."""
        self.check_access("write")
        for lead, (deadline, escalation) in self._vn_stale_deadlines().items():
            lead._vn_as_engine().write(
                {
                    "vn_dispatch_date": lead.vn_dispatch_date or fields.Datetime.now(),
                    "vn_handling_deadline": deadline,
                    "vn_escalation_date": escalation,
                    "vn_notice_date": deadline,
                }
            )
        return True
