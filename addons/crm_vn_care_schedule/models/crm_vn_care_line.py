from odoo import api, fields, models


class CrmVnCareLine(models.Model):
    """One line of an enrollment: what was promised, when, and what came of it.

    The activity is the to-do; this keeps the promise after the activity is done,
    moved or removed. Written by the engine only.
    """

    _name = "crm.vn.care.line"
    _description = "Care line"
    _order = "date, id"

    # === What ===
    name = fields.Char(required=True, readonly=True)
    enrollment_id = fields.Many2one(
        "crm.vn.care.enrollment",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    template_id = fields.Many2one(
        "mail.activity.plan.template",
        string="Schedule line",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    plan_id = fields.Many2one(
        related="enrollment_id.plan_id", store=True, string="Care schedule"
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
    activity_type_id = fields.Many2one(
        "mail.activity.type", readonly=True, ondelete="restrict"
    )
    activity_id = fields.Many2one(
        "mail.activity",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    source_name = fields.Char(related="enrollment_id.source_name", string="Document")

    # === When and who ===
    wished_date = fields.Date(
        string="By the schedule", readonly=True, help="Before days off and the cap"
    )
    date = fields.Date(string="Promised for", readonly=True, required=True)
    move_reason = fields.Selection(
        [("off_day", "Day off"), ("cap", "Full day")],
        string="Moved because of",
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users", string="Person in charge", readonly=True, index="btree_not_null"
    )

    # === What came of it ===
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("done", "Done"),
            ("skipped", "Skipped"),
            ("stopped", "Stopped"),
        ],
        default="planned",
        required=True,
        readonly=True,
    )
    done_date = fields.Date(readonly=True)
    delay_days = fields.Integer(
        string="Days late",
        compute="_compute_delay_days",
        store=True,
        help="From the promised day to the day it was done; early is negative",
    )
    stop_reason = fields.Char(readonly=True)
    is_overdue = fields.Boolean(compute="_compute_is_overdue")

    _open_idx = models.Index("(partner_id, date) WHERE state = 'planned'")
    _template_uniq = models.UniqueIndex(
        "(enrollment_id, template_id)",
        "A schedule line is planned once per enrollment.",
    )

    @api.depends("date", "done_date")
    def _compute_delay_days(self):
        for line in self:
            done = line.done_date
            line.delay_days = (done - line.date).days if done else 0

    @api.depends("state", "date")
    def _compute_is_overdue(self):
        for line in self:
            today = line.company_id._vn_today()
            line.is_overdue = line.state == "planned" and line.date < today

    def _stop(self, reason):
        """End open lines and remove their activities; done ones stay as they are.

        :param reason: a sentence for people
        """
        open_lines = self.filtered(lambda line: line.state == "planned")
        activities = open_lines.activity_id
        open_lines.write({"state": "stopped", "stop_reason": reason})
        activities.with_context(vn_care_engine=True).unlink()

    def _vn_assign(self, user):
        """Give open lines and their activities to *user*, without a mail for each."""
        moving = self.filtered(lambda line: line.user_id != user)
        quiet = {"mail_activity_quick_update": True, "vn_care_engine": True}
        moving.activity_id.with_context(**quiet).write({"user_id": user.id})
        moving.write({"user_id": user.id})

    def action_done(self):
        """Mark the activities of these lines as done."""
        # through the activity, with the rights of who presses it
        self.check_access("read")
        open_lines = self.filtered(lambda line: line.state == "planned")
        self.env["mail.activity"].browse(
            open_lines.sudo().activity_id.ids
        ).action_done()
        return True

    def action_open_activity_document(self):
        """Open the document that the care is for."""
        self.ensure_one()
        return self.enrollment_id.action_open_source()
