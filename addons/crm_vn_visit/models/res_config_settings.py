from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_position_months = fields.Integer(
        related="company_id.vn_position_months", readonly=False
    )
