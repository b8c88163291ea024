from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_amount, format_date


class CrmVnOffer(models.Model):
    _inherit = "crm.vn.offer"

    def _vn_get_receivers(self, channel):
        """Return the customers who wait and may be written to now by this channel."""
        lines, reasons = self._vn_get_addressees(channel)
        if not lines:
            nobody = self.env._("Nobody is left to send “%s” to.", self.name)
            raise UserError("\n".join([nobody, *set(reasons.values())]))
        return lines.partner_id

    def action_send_sms(self):
        """Open the SMS dialog with this offer for the customers who wait."""
        action = self._vn_get_receivers("sms").action_vn_send_sms()
        action["context"] = {
            **action["context"],
            "default_composition_mode": "mass",
            "default_body": self._vn_get_sms_text(),
            "default_vn_purpose": self._vn_get_purpose(),
            "vn_message_campaign_id": self.campaign_id.id,
        }
        return action

    def action_send_zalo(self):
        """Open the Zalo dialog for the customers who wait."""
        action = self._vn_get_receivers("zalo").action_vn_send_zalo()
        return {**action, "context": {"vn_message_campaign_id": self.campaign_id.id}}

    def _vn_get_sms_text(self):
        """Return this offer as the text of an SMS, to be changed in the dialog."""
        self.ensure_one()
        parts = [f"{self.company_id.name}: {self.name}"]
        if self.price:
            price = format_amount(self.env, self.price, self.currency_id)
            parts.append(self.env._("price %s", price))
        if self.discount:
            parts.append(self.env._("%s %% off", f"{self.discount:g}"))
        if self.date_to:
            parts.append(self.env._("until %s", format_date(self.env, self.date_to)))
        return ", ".join(parts)
