from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    # === Imports ===
    vn_import_background_rows = fields.Integer(
        string="Import in the background from",
        default=2000,
        help="Lists with more rows are imported in the background; 0: never",
    )
