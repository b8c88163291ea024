from odoo import fields, models


class CrmVnWebhookAddress(models.TransientModel):
    """Shows the address of a webhook, once."""

    _name = "crm.vn.webhook.address"
    _description = "Address of a webhook"
    _rec_name = "address"

    address = fields.Char(readonly=True)
