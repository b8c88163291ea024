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
