from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Two members of one campaign become one, with the furthest status.

        So do two lines of one offer, with the furthest answer.
        """
        # sudo: the merge itself moves what its user may not see
        members = self.env["crm.vn.campaign.member"].sudo()
        members._vn_merge_members(src_partners.ids, dst_partner.id)
        lines = self.env["crm.vn.offer.line"].sudo()
        lines._vn_merge_lines(src_partners.ids, dst_partner.id)
        return super()._update_foreign_keys(src_partners, dst_partner)
