from odoo import api, models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        """An opportunity made from a call is what it was about."""
        leads = super().create(vals_list)
        self.env["crm.vn.call"]._link_made(leads, "lead_id")
        return leads
