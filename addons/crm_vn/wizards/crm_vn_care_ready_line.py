from odoo import api, fields, models

from ..tools import care


class CrmVnCareReadyLine(models.TransientModel):
    """A schedule that may be added; what it says is read from its code."""

    _name = "crm.vn.care.ready.line"
    _description = "Ready-made care schedule"

    ready_id = fields.Many2one("crm.vn.care.ready", ondelete="cascade")
    selected = fields.Boolean(default=True)
    code = fields.Char(required=True, readonly=True)
    name = fields.Char(compute="_compute_schedule")
    content = fields.Text(compute="_compute_schedule")
    trigger = fields.Selection(
        [
            ("manual", "By hand"),
            ("contract_active", "Contract becomes active"),
            ("order_confirmed", "Order confirmed"),
        ],
        string="Starts",
        compute="_compute_schedule",
    )
    is_there = fields.Boolean(string="Already there", compute="_compute_schedule")

    @api.depends("code")
    @api.depends_context("lang")
    def _compute_schedule(self):
        schedules = care.schedules()
        ready = self.env["crm.vn.care.ready"]
        taken = ready._get_taken_names()
        for line in self:
            schedule = schedules.get(line.code)
            line.is_there = bool(schedule) and ready._is_there(schedule, taken)
            line.trigger = schedule and schedule["trigger"]
            line.name = schedule and ready._say(schedule, "name")
            line.content = schedule and "\n".join(
                self.env._(
                    "After %(days)s days: %(summary)s",
                    days=one["days"],
                    summary=ready._say(one, "summary"),
                )
                for one in schedule["lines"]
            )
