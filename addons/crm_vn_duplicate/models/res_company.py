from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    # === Duplicates ===
    vn_duplicate_warning = fields.Boolean(
        string="Warn of possible duplicates",
        default=True,
        help="The form of a customer says that another one has the same phone, tax "
        "code, e-mail or name",
    )
