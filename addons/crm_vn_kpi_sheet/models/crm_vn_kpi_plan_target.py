from odoo import api, fields, models


class CrmVnKpiPlanTarget(models.Model):
    """What one person has to reach instead of the plan's target."""

    _name = "crm.vn.kpi.plan.target"
    _inherit = ["crm.vn.no.copy.mixin"]
    _description = "KPI target of one person"
    _order = "user_id, metric_id"
    _rec_name = "user_id"

    plan_id = fields.Many2one(
        "crm.vn.kpi.plan", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Employee",
        required=True,
        ondelete="cascade",
        domain="[('share', '=', False)]",
    )
    metric_id = fields.Many2one("crm.vn.kpi.metric", required=True, ondelete="cascade")
    target = fields.Float(digits=(16, 2))

    _person_uniq = models.UniqueIndex(
        "(plan_id, user_id, metric_id)",
        "A person can have only one target of a metric in a KPI plan.",
    )
    _target_check = models.Constraint(
        "CHECK (target >= 0)", "A KPI target can't be less than 0."
    )

    @api.model_create_multi
    def create(self, vals_list):
        targets = super().create(vals_list)
        targets.plan_id._check_unlocked()
        return targets

    def write(self, vals):
        self.plan_id._check_unlocked()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        self.plan_id._check_unlocked()
