from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Let nobody end up as his own referrer or collaborator."""
        merged = src_partners | dst_partner
        # sudo: links of customers that the user can't read go over as well
        for name in ("vn_referrer_partner_id", "vn_collaborator_id"):
            for partner in merged.sudo():
                if partner[name] in merged:
                    partner[name] = False
        # of a referring customer and a referring employee, the one kept is that of
        # the customer that is kept
        if dst_partner.sudo().vn_referrer_partner_id:
            src_partners.sudo().vn_referrer_user_id = False
        elif dst_partner.sudo().vn_referrer_user_id:
            src_partners.sudo().vn_referrer_partner_id = False
        elif src_partners.sudo().vn_referrer_partner_id:
            src_partners.sudo().vn_referrer_user_id = False
        self._vn_break_referrer_cycle(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _vn_break_referrer_cycle(self, src_partners, dst_partner):
        """Forget a referrer who was himself brought by one of the merged."""
        merged = (src_partners | dst_partner).sudo()
        for partner in merged:
            referrer, seen = partner.vn_referrer_partner_id, partner
            while referrer and referrer not in seen:
                seen |= referrer
                referrer = referrer.vn_referrer_partner_id
                if referrer in merged:
                    partner.vn_referrer_partner_id = False
                    break

    @api.model
    def _update_values(self, src_partners, dst_partner):
        # Odoo takes over nothing that is computed, and an owner may be
        owner = dst_partner.user_id or src_partners.user_id.filtered("active")[:1]
        # the code of a source is free for the customer that is kept, and so are the
        # columns of the system that Odoo takes over where they are empty
        result = super()._update_values(
            src_partners,
            dst_partner._vn_as_engine(vn_merged_partner_ids=src_partners.ids),
        )
        if dst_partner.user_id != owner:
            dst_partner.user_id = owner
        return result
