from odoo import models


class CrmVnChannel(models.Model):
    _name = "crm.vn.channel"
    _inherit = ["crm.vn.catalog.mixin"]
    _description = "Sales channel"

    _vn_customer_field = "vn_channel_id"
