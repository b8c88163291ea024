from odoo import fields, models
from odoo.tools import SQL


class CrmVnCareReport(models.Model):
    """Care lines by what came of them."""

    _name = "crm.vn.care.report"
    _description = "Care report"
    _auto = False
    _order = "date DESC"
    _rec_name = "name"

    line_id = fields.Many2one("crm.vn.care.line", string="Care line", readonly=True)
    name = fields.Char(string="Line", readonly=True)
    plan_id = fields.Many2one("mail.activity.plan", "Care schedule", readonly=True)
    template_id = fields.Many2one(
        "mail.activity.plan.template", "Schedule line", readonly=True
    )
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    user_id = fields.Many2one("res.users", "Person in charge", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    date = fields.Date("Promised for", readonly=True)
    done_date = fields.Date(readonly=True)
    delay_days = fields.Float("Average days late", aggregator="avg", readonly=True)
    outcome = fields.Selection(
        [
            ("on_time", "On time"),
            ("late", "Late"),
            ("missed", "Missed"),
            ("open", "Open"),
            ("stopped", "Stopped"),
            ("skipped", "Skipped"),
        ],
        readonly=True,
    )

    @property
    def _table_query(self):
        """On time: done by the promised day; missed: not done by now."""
        return SQL(
            """
            SELECT line.id, line.id AS line_id, line.name, line.plan_id,
                   line.template_id, line.partner_id, line.user_id, line.company_id,
                   line.date, line.done_date,
                   CASE WHEN line.state = 'done' THEN line.delay_days END AS delay_days,
                   CASE WHEN line.state = 'done' AND line.done_date <= line.date
                             THEN 'on_time'
                        WHEN line.state = 'done' THEN 'late'
                        WHEN line.state = 'planned' AND line.date < %(today)s
                             THEN 'missed'
                        WHEN line.state = 'planned' THEN 'open'
                        ELSE line.state END AS outcome
              FROM crm_vn_care_line line
            """,
            today=self.env.company._vn_today(),
        )
