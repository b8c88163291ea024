from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_import_background_rows = fields.Integer(
        related="company_id.vn_import_background_rows", readonly=False
    )
