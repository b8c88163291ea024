from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_feedback_days = fields.Integer(
        related="company_id.vn_feedback_days", readonly=False
    )
    vn_feedback_promoter_stars = fields.Integer(
        related="company_id.vn_feedback_promoter_stars", readonly=False
    )
    vn_feedback_detractor_stars = fields.Integer(
        related="company_id.vn_feedback_detractor_stars", readonly=False
    )
    vn_feedback_case_days = fields.Integer(
        related="company_id.vn_feedback_case_days", readonly=False
    )
