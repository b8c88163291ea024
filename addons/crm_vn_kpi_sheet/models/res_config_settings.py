from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_kpi_leaderboard = fields.Selection(
        related="company_id.vn_kpi_leaderboard", readonly=False
    )
    vn_kpi_correction_days = fields.Integer(
        related="company_id.vn_kpi_correction_days", readonly=False
    )
