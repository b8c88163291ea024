from odoo import models


class CrmVnCustomerType(models.Model):
    _name = "crm.vn.customer.type"
    _inherit = ["crm.vn.catalog.mixin"]
    _description = "Customer type"

    _vn_customer_field = "vn_type_id"
