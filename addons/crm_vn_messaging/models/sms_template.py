from odoo import fields, models

from odoo.addons.crm_vn_consent.models.crm_vn_channel_mixin import PURPOSE_NAMES


class SmsTemplate(models.Model):
    _inherit = "sms.template"

    vn_purpose = fields.Selection(
        PURPOSE_NAMES,
        string="Purpose",
        help="What messages of this template are for: consent is asked for it",
    )
