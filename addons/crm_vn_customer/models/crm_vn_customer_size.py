from odoo import models


class CrmVnCustomerSize(models.Model):
    _name = "crm.vn.customer.size"
    _inherit = ["crm.vn.catalog.mixin"]
    _description = "Customer size"

    _vn_customer_field = "vn_size_id"
