from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    vn_call_back_hours = fields.Float(
        string="Missed calls are called back within",
        default=2.0,
        help="Hours of working time",
    )
    vn_call_min_seconds = fields.Integer(
        string="A call back counts from",
        default=5,
        help="Seconds of talk from which an answered call closes a missed one",
    )

    _vn_check_calls = models.Constraint(
        "CHECK (vn_call_back_hours > 0 AND vn_call_min_seconds >= 0)",
        "Missed calls need some time to be called back, and seconds are not negative.",
    )
