from odoo import models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def write(self, vals):
        if "partner_id" not in vals:
            return super().write(vals)
        # sudo: the customer that it was need not be readable
        leads = self.sudo()
        before = leads.partner_id
        result = super().write(vals)
        # what was done with it was done with another customer
        if before - leads.partner_id:
            (before | leads.partner_id)._vn_contact_moved()
        return result
