from odoo import fields, models

from .ir_ui_menu import OPENS_WITH


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_opens_with = fields.Selection(
        [("desk", "Customer desk"), ("pipeline", "Pipeline")],
        string="CRM opens with",
        default="desk",
        required=True,
        config_parameter=OPENS_WITH,
    )
    vn_contact_limit_days = fields.Integer(
        related="company_id.vn_contact_limit_days", readonly=False
    )
    vn_support_email = fields.Char(
        related="company_id.vn_support_email", readonly=False
    )
    vn_guide_url = fields.Char(related="company_id.vn_guide_url", readonly=False)
    vn_release_notes_url = fields.Char(
        related="company_id.vn_release_notes_url", readonly=False
    )
