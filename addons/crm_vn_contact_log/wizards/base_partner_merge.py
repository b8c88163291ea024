from odoo import api, models

from ..models.res_partner import ENGINE_FIELDS


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_values(self, src_partners, dst_partner):
        """The merged customer keeps the newest of all last contacts."""
        newest = max(
            (src_partners | dst_partner).sudo().filtered("vn_last_contact_date"),
            key=lambda partner: (partner.vn_last_contact_date, partner == dst_partner),
            default=None,
        )
        values = (
            {
                name: newest[name].id
                if newest._fields[name].type == "many2one"
                else newest[name]
                for name in ENGINE_FIELDS
            }
            if newest
            else {}
        )
        companies = (src_partners | dst_partner).commercial_partner_id
        result = super()._update_values(src_partners, dst_partner)
        if newest and newest != dst_partner:
            # sudo: the engine's own columns
            dst_partner.sudo()._vn_as_engine().write(values)
        if companies - src_partners - dst_partner:
            # a person went to another company, and what was done with him
            (companies - src_partners | dst_partner)._vn_contact_moved()
        return result

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
