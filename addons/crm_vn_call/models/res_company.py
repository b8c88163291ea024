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
    vn_recording_months = fields.Integer(
        string="Recordings can be heard for",
        default=24,
        help="Months; 0: for ever. Then it is forgotten where they stand",
    )

    _vn_check_calls = models.Constraint(
        "CHECK (vn_call_back_hours > 0 AND vn_call_min_seconds >= 0"
        " AND vn_recording_months >= 0)",
        "Missed calls need some time to be called back; seconds and months are not "
        "negative.",
    )
