from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_reference_fields(self, src_partners, dst_partner):
        """Take done activities along: Odoo archives them, and then overlooks them.

        They would be deleted with the partner that is merged away.
        """
        # sudo: as the merge itself, which moves whatever hangs on the partners
        done = (
            self.env["mail.activity"]
            .sudo()
            .search(
                [
                    ("active", "=", False),
                    ("res_model", "=", "res.partner"),
                    ("res_id", "in", src_partners.ids),
                ]
            )
        )
        done.write({"res_id": dst_partner.id})
        return super()._update_reference_fields(src_partners, dst_partner)

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
