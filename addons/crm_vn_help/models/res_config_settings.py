from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_support_email = fields.Char(
        related="company_id.vn_support_email", readonly=False
    )
    vn_guide_url = fields.Char(related="company_id.vn_guide_url", readonly=False)
    vn_release_notes_url = fields.Char(
        related="company_id.vn_release_notes_url", readonly=False
    )
