from odoo import fields, models


class CrmVnKpiTargetMixin(models.AbstractModel):
    """A metric with its target and weight, of a plan and of a sheet."""

    _name = "crm.vn.kpi.target.mixin"
    _description = "KPI target (mixin)"

    sequence = fields.Integer(default=10)
    metric_id = fields.Many2one(
        "crm.vn.kpi.metric",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('company_id', 'in', [company_id, False])]",
    )
    unit = fields.Char(related="metric_id.unit")
    direction = fields.Selection(related="metric_id.direction")
    target = fields.Float(
        digits=(16, 2),
        help="What has to be reached in the period; of a metric that should be low, "
        "what must not be passed. 0: not judged, shown with a dash.",
    )
    weight = fields.Float(
        string="Weight (%)",
        digits=(16, 2),
        help="Its share in the result; all weights add to 100",
    )
    cap = fields.Float(
        string="Cap (%)",
        digits=(16, 2),
        default=120,
        help="More than this percentage doesn't count in the result; 0: no cap",
    )

    _target_check = models.Constraint(
        "CHECK (target >= 0)", "A KPI target can't be less than 0."
    )
    _weight_check = models.Constraint(
        "CHECK (weight >= 0)", "A KPI weight can't be less than 0."
    )
    _cap_check = models.Constraint(
        "CHECK (cap >= 0)", "A KPI cap can't be less than 0."
    )
