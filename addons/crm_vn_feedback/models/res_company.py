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
    vn_feedback_promoter_stars = fields.Integer(
        string="Recommends from",
        default=5,
        help="Stars from which on a customer counts as one who recommends",
    )
    vn_feedback_detractor_stars = fields.Integer(
        string="Advises against up to",
        default=3,
        help="Stars up to which a customer counts as one who advises against",
    )

    _check_vn_promoters = models.Constraint(
        "CHECK (vn_feedback_detractor_stars >= 1 AND vn_feedback_promoter_stars <= 5"
        " AND vn_feedback_detractor_stars < vn_feedback_promoter_stars)",
        "Of one to five stars, those that recommend must be more than those that "
        "advise against.",
    )
    _check_vn_feedback = models.Constraint(
        "CHECK (vn_feedback_days >= 0 AND vn_feedback_case_days >= 0)",
        "Days can't be negative.",
    )
