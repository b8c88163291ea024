from odoo import models


class CrmVnCustomerType(models.Model):
    _name = "crm.vn.customer.type"
    _inherit = ["crm.vn.catalog.mixin"]
    _description = "Customer type"

    _vn_customer_field = "vn_type_id"
    _vn_archive_action = "crm_vn_customer.crm_vn_customer_type_action_archive"
