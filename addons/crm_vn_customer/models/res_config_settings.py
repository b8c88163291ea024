from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_code_prefix = fields.Char(related="company_id.vn_code_prefix", readonly=False)
    vn_code_padding = fields.Integer(
        related="company_id.vn_code_padding", readonly=False
    )
    vn_required_at_entry = fields.Boolean(
        related="company_id.vn_required_at_entry", readonly=False
    )
    vn_deputy_user_id = fields.Many2one(
        related="company_id.vn_deputy_user_id", readonly=False
    )
