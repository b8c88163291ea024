from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_call_back_hours = fields.Float(
        related="company_id.vn_call_back_hours", readonly=False
    )
    vn_call_min_seconds = fields.Integer(
        related="company_id.vn_call_min_seconds", readonly=False
    )
    vn_recording_months = fields.Integer(
        related="company_id.vn_recording_months", readonly=False
    )
