from odoo import models


class CrmVnOfferLine(models.Model):
    _inherit = "crm.vn.offer.line"

    def _get_mail_context(self):
        """An advert bears the link that refuses further ones."""
        context = super()._get_mail_context()
        urls = {
            line.id: line.partner_id._vn_preference_url()
            for line in self
            if line.offer_id._vn_get_purpose() == "advert"
        }
        return {**context, "vn_refuse_urls": urls}

    def _vn_on_mailed(self):
        """The e-mail counts for the limits per day."""
        result = super()._vn_on_mailed()
        for offer, lines in self.grouped("offer_id").items():
            lines.partner_id._vn_register_contact(
                "email", offer._vn_get_purpose(), source=offer
            )
        return result
