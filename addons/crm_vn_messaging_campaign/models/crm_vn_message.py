from odoo import api, models


class CrmVnMessage(models.Model):
    _inherit = "crm.vn.message"

    @api.model
    def _vn_get_campaign(self):
        """Return the id of the campaign that is sent for, if the user reads it."""
        campaigns = self.env["utm.campaign"].sudo(False)
        known = self.env.context.get("vn_message_campaign_id")
        found = campaigns.browse(known if isinstance(known, int) else ()).exists()
        return found._filtered_access("read").id

    @api.model
    def _vn_prepare_template(self, template, record, partner, values):
        row = super()._vn_prepare_template(template, record, partner, values)
        if campaign := self._vn_get_campaign():
            row.setdefault("campaign_id", campaign)
        return row
