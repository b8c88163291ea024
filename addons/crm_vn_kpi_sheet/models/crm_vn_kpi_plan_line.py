from odoo import api, fields, models

LOCKED = ("metric_id", "target", "weight", "cap", "plan_id")


class CrmVnKpiPlanLine(models.Model):
    """What everybody in a plan has to reach of one metric."""

    _name = "crm.vn.kpi.plan.line"
    _description = "KPI plan line"
    _inherit = ["crm.vn.kpi.target.mixin", "crm.vn.no.copy.mixin"]
    _order = "sequence, id"
    _rec_name = "metric_id"

    plan_id = fields.Many2one(
        "crm.vn.kpi.plan", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="plan_id.company_id")

    _metric_uniq = models.UniqueIndex(
        "(plan_id, metric_id)", "A metric can be only once in a KPI plan."
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.plan_id._check_unlocked()
        return lines

    def write(self, vals):
        if not set(LOCKED).isdisjoint(vals):
            self.plan_id._check_unlocked()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        self.plan_id._check_unlocked()

    def _prepare_sheet_line(self, user):
        """Return the values of the line of *user*'s sheet."""
        self.ensure_one()
        return {
            "sequence": self.sequence,
            "metric_id": self.metric_id.id,
            "target": self.plan_id._get_target(self, user),
            "weight": self.weight,
            "cap": self.cap,
        }
