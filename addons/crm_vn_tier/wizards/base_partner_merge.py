from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Choose the tier while contacts are still with the company they came with."""
        # sudo: the merge itself moves what its user may not see, in all companies
        dst_partner.sudo()._vn_tier_merge(src_partners.sudo())
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _update_values(self, src_partners, dst_partner):
        result = super()._update_values(src_partners, dst_partner)
        # sudo: as above, and contacts follow their company
        dst_partner.sudo()._vn_tier_entity()._vn_tier_follow()
        return result
