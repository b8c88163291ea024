from odoo import fields, models

from .ir_ui_menu import OPENS_WITH
from .res_users import HOME


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_opens_with = fields.Selection(
        [("desk", "Customer desk"), ("pipeline", "Pipeline")],
        string="CRM opens with",
        default="desk",
        required=True,
        config_parameter=OPENS_WITH,
    )
    vn_home = fields.Selection(
        [("desk", "Customer desk"), ("standard", "The first app")],
        string="Salespeople begin with",
        default="desk",
        required=True,
        config_parameter=HOME,
    )
