from odoo import fields, models


class CrmVnCustomerGroup(models.Model):
    _name = "crm.vn.customer.group"
    _inherit = ["crm.vn.catalog.mixin"]
    _description = "Customer group"
    _check_company_auto = True

    _vn_customer_field = "vn_group_ids"

    type_id = fields.Many2one(
        "crm.vn.customer.type",
        string="Customer type",
        required=True,
        index=True,
        check_company=True,
    )
