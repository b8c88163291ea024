from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    # === Don't forget ===
    vn_contact_limit_days = fields.Integer(
        string="Contact customers at least every (days)",
        default=30,
        help="A customer nobody was in touch with for more days than this is listed "
        "under “Don't forget”; a relationship may have its own number. 0: never.",
    )

    _check_vn_contact_limit_days = models.Constraint(
        "CHECK (vn_contact_limit_days >= 0)",
        "The number of days without contact can't be negative.",
    )
