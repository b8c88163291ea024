from odoo import api, models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        """Who was erased comes back with no list, no form of a website and no mail."""
        self.env["res.partner"]._vn_refuse_erased(vals_list)
        return super().create(vals_list)
