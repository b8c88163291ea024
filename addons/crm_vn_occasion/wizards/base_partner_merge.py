from odoo import api, models

BIRTHDAY = ("vn_birth_day", "vn_birth_month", "vn_birth_is_lunar", "vn_birth_is_leap")
YEAR = "vn_birth_year"


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_values(self, src_partners, dst_partner):
        """Keep one birthday, whole: no day of one calendar with the month of another.

        That of the customer who is kept, else the first there is. The year may come
        from another one with the same birthday.
        """
        # sudo: birthdays of customers that are merged anyway
        merged = (dst_partner | src_partners).sudo()
        known = merged.filtered("vn_birth_day")
        if known:
            values = {name: known[0][name] for name in BIRTHDAY}
            alike = known.filtered(
                lambda partner: all(partner[name] == values[name] for name in BIRTHDAY)
            )
            values[YEAR] = next(filter(None, alike.mapped(YEAR)), 0)
            # Odoo takes over field by field what the kept one does not have
            src_partners.sudo().write(dict.fromkeys(values, False))
            dst_partner.sudo().write(values)
        return super()._update_values(src_partners, dst_partner)
