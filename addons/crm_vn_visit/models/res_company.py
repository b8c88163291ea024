from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    vn_position_months = fields.Integer(
        string="Months that positions are kept",
        default=6,
        help="Positions of check-ins are personal data of the salesperson; 0: for ever",
    )

    vn_road_factor = fields.Float(
        string="Roads are longer by",
        default=1.3,
        help="Ways between customers are as the crow flies, times this factor",
    )
    vn_visit_speed = fields.Float(string="Speed on the way (km/h)", default=25)
    vn_visit_minutes = fields.Integer(string="Minutes of a visit", default=20)
    vn_visit_start_hour = fields.Float(string="The first visit begins at", default=8)

    _check_vn_visit_numbers = models.Constraint(
        "CHECK (vn_road_factor >= 1 AND vn_visit_speed > 0 AND vn_visit_minutes >= 0 "
        "AND vn_visit_start_hour >= 0 AND vn_visit_start_hour < 24)",
        "A road is no shorter than the straight line; speed and minutes are positive.",
    )
    _check_vn_position_months = models.Constraint(
        "CHECK (vn_position_months >= 0)", "Months can't be negative."
    )
