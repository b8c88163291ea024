from odoo import api, models


class CrmVnVisitReport(models.AbstractModel):
    _inherit = "crm.vn.visit.report"

    @api.model
    def _get_paths(self):
        return {**super()._get_paths(), "tier": "partner_id.vn_tier_id"}

    @api.model
    def _get_dimensions(self):
        return {**super()._get_dimensions(), "tier": self.env._("Customer tier")}
