from odoo import models


class CrmVnSituation(models.Model):
    _name = "crm.vn.situation"
    _inherit = ["crm.vn.catalog.mixin"]
    _description = "Situation"

    _vn_customer_field = "vn_situation_id"
    _vn_archive_action = "crm_vn_opportunity.crm_vn_situation_action_archive"
