from odoo import fields, models

from .purposes import PURPOSES


class SmsTemplate(models.Model):
    _inherit = "sms.template"

    vn_purpose = fields.Selection(
        PURPOSES,
        string="Purpose",
        help="What messages of this template are for: consent is asked for it",
    )
