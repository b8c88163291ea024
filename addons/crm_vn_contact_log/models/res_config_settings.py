from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_contact_limit_days = fields.Integer(
        related="company_id.vn_contact_limit_days", readonly=False
    )
