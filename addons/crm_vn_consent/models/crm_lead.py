from odoo import api, models

from .crm_vn_channel_mixin import BY_NUMBER


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        """Who was erased comes back with no list, no form of a website and no mail."""
        self.env["res.partner"]._vn_refuse_erased(vals_list)
        return super().create(vals_list)

    def _vn_contact_address(self, channel):
        """Return the number or address by which a channel reaches the lead, or ""."""
        self.ensure_one()
        if channel in BY_NUMBER:
            return self.env["crm.vn.consent"]._get_address(channel, self.phone)
        return (self.email_normalized or "") if channel == "email" else ""
