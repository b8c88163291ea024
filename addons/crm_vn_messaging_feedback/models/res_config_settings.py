from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_feedback_way = fields.Selection(
        related="company_id.vn_feedback_way", readonly=False
    )
