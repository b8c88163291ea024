from odoo import models


class CrmVnSituation(models.Model):
    _name = "crm.vn.situation"
    _inherit = ["crm.vn.catalog.mixin"]
    _description = "Situation"

    _vn_customer_field = "vn_situation_id"
