from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_pool_daily_cap = fields.Integer(
        related="company_id.vn_pool_daily_cap", readonly=False
    )
