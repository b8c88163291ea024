from odoo import models


class ResPartnerIndustry(models.Model):
    _name = "res.partner.industry"
    _inherit = ["res.partner.industry", "crm.vn.catalog.usage.mixin"]

    _vn_customer_field = "industry_id"
