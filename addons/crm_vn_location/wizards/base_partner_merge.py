from odoo import models

_BLOCK = ("city_id", "city", "state_id", "country_id")


class BasePartnerMerge(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_values(self, src_partners, dst_partner):
        """Keep the place of the one that stays, rather than a ward from elsewhere."""
        before = {name: dst_partner[name] for name in _BLOCK}
        manual = dst_partner.vn_area_id if dst_partner.vn_area_is_manual else None
        chosen = src_partners.filtered("vn_area_is_manual").vn_area_id[:1]
        # the mark without the area would keep that of the address for good
        src_partners.filtered("vn_area_is_manual").vn_area_is_manual = False
        result = super()._update_values(src_partners, dst_partner)
        if before["state_id"] and before["state_id"] != dst_partner.state_id:
            dst_partner.write(
                {
                    name: value if name == "city" else value.id
                    for name, value in before.items()
                }
            )
        if manual or (chosen and not dst_partner.vn_area_id):
            dst_partner.vn_area_id = manual or chosen
        return result
