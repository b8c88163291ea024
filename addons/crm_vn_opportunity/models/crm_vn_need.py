from odoo import models


class CrmVnNeed(models.Model):
    _name = "crm.vn.need"
    _inherit = ["crm.vn.catalog.mixin"]
    _description = "Need"

    _vn_customer_field = "vn_need_id"
    _vn_archive_action = "crm_vn_opportunity.crm_vn_need_action_archive"
