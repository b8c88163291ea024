from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_comment_edit_minutes = fields.Integer(
        related="company_id.vn_comment_edit_minutes", readonly=False
    )
    vn_comment_restricted = fields.Boolean(
        related="company_id.vn_comment_restricted", readonly=False
    )
