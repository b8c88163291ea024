from odoo import models


class CrmVnOffer(models.Model):
    _inherit = "crm.vn.offer"

    def _vn_get_send_values(self, channel):
        """Ask for consent to the channel of the message, not of the campaign."""
        return {**super()._vn_get_send_values(channel), "vn_channel": channel}

    def _vn_get_send_refusals(self, partners, channel):
        """An e-mail leaves at once, other messages wait for their hour."""
        reasons = super()._vn_get_send_refusals(partners, channel)
        if channel != "email":
            return reasons
        others = partners.filtered(lambda partner: partner.id not in reasons)
        verdicts = others._vn_contact_verdicts(channel, self._vn_get_purpose())
        words = self.env["crm.vn.contact.verdict"]._get_reasons()
        late = {
            id_: words[code]
            for id_, (allowed, code, _later) in verdicts.items()
            if not allowed
        }
        return {**reasons, **late}
