from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    vn_feedback_days = fields.Integer(
        string="Days between two questions",
        default=90,
        help="A customer is asked at most once in these days, whatever the occasion",
    )
    vn_feedback_case_days = fields.Integer(
        string="Working days to answer a poor rating", default=2
    )

    _check_vn_feedback = models.Constraint(
        "CHECK (vn_feedback_days >= 0 AND vn_feedback_case_days >= 0)",
        "Days can't be negative.",
    )
