from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_duplicate_warning = fields.Boolean(
        related="company_id.vn_duplicate_warning", readonly=False
    )
