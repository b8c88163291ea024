from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_lost_reason_required = fields.Boolean(
        related="company_id.vn_lost_reason_required", readonly=False
    )
    vn_notice_from = fields.Float(related="company_id.vn_notice_from", readonly=False)
    vn_notice_to = fields.Float(related="company_id.vn_notice_to", readonly=False)
    vn_notice_digest_from = fields.Integer(
        related="company_id.vn_notice_digest_from", readonly=False
    )
