from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: the engine's own tables; what the sources had is found by the values
        # that go over, and a pair can't be of one partner
        self.env["crm.vn.duplicate.key"].sudo().search(
            [("partner_id", "in", src_partners.ids)]
        ).unlink()
        self.env["crm.vn.not.duplicate"].sudo().search(
            [
                "|",
                ("partner_id", "in", src_partners.ids),
                ("other_id", "in", src_partners.ids),
            ]
        ).unlink()
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _update_values(self, src_partners, dst_partner):
        result = super()._update_values(src_partners, dst_partner)
        # sudo: the keys are the engine's
        self.env["crm.vn.duplicate.key"].sudo()._replace(dst_partner.sudo())
        return result
