from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    vn_position_months = fields.Integer(
        string="Months that positions are kept",
        default=6,
        help="Positions of check-ins are personal data of the salesperson; 0: for ever",
    )

    _check_vn_position_months = models.Constraint(
        "CHECK (vn_position_months >= 0)", "Months can't be negative."
    )
