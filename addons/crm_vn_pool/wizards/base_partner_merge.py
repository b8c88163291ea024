from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_values(self, src_partners, dst_partner):
        """Whoever has an owner is in no pool, even if a duplicate was."""
        result = super()._update_values(src_partners, dst_partner)
        left = ("vn_pool_date", "vn_pool_rule_id", "vn_pool_warned_date")
        if dst_partner.user_id and any(dst_partner[name] for name in left):
            dst_partner._vn_as_engine().write(dict.fromkeys(left, False))
        return result
