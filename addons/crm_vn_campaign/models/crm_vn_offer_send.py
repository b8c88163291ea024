from collections import Counter

from odoo import models
from odoo.exceptions import UserError

REPORT = "crm_vn_campaign.crm_vn_offer_report"


class CrmVnOffer(models.Model):
    """An offer as a message to the customers who have not answered yet."""

    _inherit = "crm.vn.offer"

    def _vn_get_purpose(self):
        """Return what a message with this offer is for: the campaign's, else advert."""
        self.ensure_one()
        return self.campaign_id.vn_purpose or "advert"

    def _vn_get_addressees(self, channel):
        """Return to whom this offer can be sent now, and why not to the others.

        :param str channel: ``email``, ``sms`` or ``zalo``
        :return: ``(lines, {partner id: reason})`` of those who wait
        """
        self.ensure_one()
        self.check_access("write")
        waiting = self.line_ids.filtered(lambda line: line.answer == "waiting")
        partners = waiting.partner_id._filtered_access("read")
        reasons = self._vn_get_send_refusals(partners, channel) if partners else {}
        return waiting.filtered(
            lambda line: (
                line.partner_id in partners and line.partner_id.id not in reasons
            )
        ), reasons

    def _vn_get_send_refusals(self, partners, channel):
        """Return ``{partner id: reason}`` of those who must not be written to now.

        Extended where consent is kept. Called once for all customers.
        """
        campaign = self.env["utm.campaign"].new(self._vn_get_send_values(channel))
        return campaign._vn_get_refusals(partners)

    def _vn_get_send_values(self, channel):
        """Return the values of a campaign that contacts as this message does."""
        return {"vn_purpose": self._vn_get_purpose()}

    def action_send_by_email(self):
        """Send this offer, once to each, to those who wait and have an address."""
        lines, reasons = self._vn_get_addressees("email")
        unreachable = self.env._("There is no usable address to send the offer to.")
        already = self.env._("The offer was sent by e-mail before.")
        for line in lines:
            if not line.partner_id.email_normalized:
                reasons[line.partner_id.id] = unreachable
            elif line.mailed_date:
                reasons[line.partner_id.id] = already
        lines = lines.filtered(lambda line: line.partner_id.id not in reasons)
        counts = Counter(reasons.values()).most_common()
        others = [f"{count} × {reason}" for reason, count in counts]
        if not lines:
            nobody = self.env._("Nobody is left to send “%s” to.", self.name)
            raise UserError("\n".join([nobody, *others]))
        lines._send_by_email()
        said = self.env._("The offer goes to %s customers.", len(lines))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if others else "success",
                "sticky": bool(others),
                "title": self.name,
                "message": "\n".join([said, *others]),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _vn_get_pdf(self):
        """Return this offer's PDF as an attachment, none where no program makes it."""
        self.ensure_one()
        reports = self.env["ir.actions.report"]
        if reports.get_wkhtmltopdf_state() == "install":
            return self.env["ir.attachment"]
        content, kind = reports._render_qweb_pdf(REPORT, self.ids)
        return self.env["ir.attachment"].create(
            {
                "name": f"{self.name}.{kind}",
                "raw": content,
                "res_model": self._name,
                "res_id": self.id,
            }
        )
