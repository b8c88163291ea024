from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    # === Customer desk ===
    vn_contact_limit_days = fields.Integer(
        string="Contact customers at least every (days)",
        default=30,
        help="A customer nobody was in touch with for more days than this is listed "
        "under “Don't forget”; a relationship may have its own number. 0: never.",
    )

    # === Help ===
    vn_support_email = fields.Char(
        string="Support address",
        help="Where requests for help are mailed; empty: the company's e-mail",
    )
    vn_guide_url = fields.Char(
        string="User guide", default="https://github.com/crm-vn/crm-vn/wiki"
    )
    vn_release_notes_url = fields.Char(
        string="Release notes", default="https://github.com/crm-vn/crm-vn/releases"
    )

    _check_vn_contact_limit_days = models.Constraint(
        "CHECK (vn_contact_limit_days >= 0)",
        "The number of days without contact can't be negative.",
    )
