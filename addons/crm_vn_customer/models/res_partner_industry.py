from odoo import models


class ResPartnerIndustry(models.Model):
    _name = "res.partner.industry"
    _inherit = ["res.partner.industry", "crm.vn.catalog.usage.mixin"]

    _vn_customer_field = "industry_id"
    _vn_archive_action = "crm_vn_customer.res_partner_industry_action_archive"
