from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_position_months = fields.Integer(
        related="company_id.vn_position_months", readonly=False
    )
    vn_road_factor = fields.Float(related="company_id.vn_road_factor", readonly=False)
    vn_visit_speed = fields.Float(related="company_id.vn_visit_speed", readonly=False)
    vn_visit_minutes = fields.Integer(
        related="company_id.vn_visit_minutes", readonly=False
    )
    vn_visit_start_hour = fields.Float(
        related="company_id.vn_visit_start_hour", readonly=False
    )
