from odoo import models


class CrmVnNeed(models.Model):
    _name = "crm.vn.need"
    _inherit = ["crm.vn.catalog.mixin"]
    _description = "Need"

    _vn_customer_field = "vn_need_id"
