from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_group_points_mode = fields.Selection(
        related="company_id.vn_group_points_mode", readonly=False
    )
