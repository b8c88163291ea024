from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    # === Help ===
    vn_support_email = fields.Char(
        string="Support address",
        help="Where requests for help are mailed; empty: the company's e-mail",
    )
    vn_guide_url = fields.Char(
        string="User guide", help="Empty: the guide that comes with the program"
    )
    vn_release_notes_url = fields.Char(
        string="Release notes", help="Empty: “What's new” of that guide"
    )
