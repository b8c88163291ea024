from odoo import api, fields, models


class CrmVnKpiTryLine(models.TransientModel):
    """One person's number of a metric in the try, or the result without a metric."""

    _name = "crm.vn.kpi.try.line"
    _description = "Line of the try of a KPI plan"
    _order = "percent desc, user_id, sequence, id"

    try_id = fields.Many2one("crm.vn.kpi.try", required=True, ondelete="cascade")
    sequence = fields.Integer()
    user_id = fields.Many2one("res.users", string="Employee", required=True)
    metric_id = fields.Many2one("crm.vn.kpi.metric")
    target = fields.Float()
    actual = fields.Float(string="Actual number")
    percent = fields.Float(string="Reached (%)")
    target_label = fields.Char(string="Target to reach", compute="_compute_labels")
    actual_label = fields.Char(string="Actual", compute="_compute_labels")
    percent_label = fields.Char(string="Reached", compute="_compute_labels")

    @api.depends("target", "actual", "percent")
    @api.depends_context("lang")
    def _compute_labels(self):
        for line in self:
            metric = line.metric_id
            currency = line.try_id.company_id.currency_id
            currency = currency if metric.is_monetary else None
            known = bool(line.target)
            line.target_label = metric._vn_format(
                line.target if known else None, currency
            )
            line.actual_label = metric._vn_format(line.actual, currency)
            line.percent_label = metric._vn_format_percent(
                line.percent if known else None
            )

    def action_open_records(self):
        """Open exactly the records that were counted."""
        self.ensure_one()
        first, last = self.try_id._get_period()
        metric = self.metric_id.with_context(
            allowed_company_ids=self.try_id.company_id.ids
        )
        return metric._vn_action(first, last, self.user_id.ids)
