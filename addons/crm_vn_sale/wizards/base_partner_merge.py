from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_values(self, src_partners, dst_partner):
        """The orders have moved: count them for those who had them and for the rest."""
        entities = (src_partners | dst_partner).commercial_partner_id
        result = super()._update_values(src_partners, dst_partner)
        self.env.flush_all()
        (entities | dst_partner)._vn_purchase_refresh()
        return result
