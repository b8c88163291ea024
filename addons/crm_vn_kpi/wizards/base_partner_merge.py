from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_values(self, src_partners, dst_partner):
        """Who is merged was a new customer once: the first time, for its owner then."""
        # sudo: columns of the system, of customers that are merged anyway
        merged = (src_partners | dst_partner).sudo()
        merged.invalidate_recordset(["vn_customer_since"])
        first = merged.filtered("vn_relationship_id").sorted(
            lambda partner: (partner.vn_customer_since, partner.id)
        )[:1]
        since, user = first.vn_customer_since, first.vn_credit_user_id
        result = super()._update_values(src_partners, dst_partner)
        if first:
            dst_partner.sudo()._vn_as_engine().write(
                {"vn_customer_since": since, "vn_credit_user_id": user.id}
            )
        return result
