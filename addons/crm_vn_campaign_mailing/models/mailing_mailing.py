from odoo import api, fields, models
from odoo.fields import Domain


class MailingMailing(models.Model):
    _inherit = "mailing.mailing"

    vn_goes_to_members = fields.Boolean(
        string="Goes to members of the campaign", compute="_compute_vn_goes_to_members"
    )

    @api.depends("campaign_id", "mailing_model_id")
    def _compute_vn_goes_to_members(self):
        for mailing in self:
            mailing.vn_goes_to_members = mailing._vn_goes_to_members()

    def _vn_goes_to_members(self):
        """Tell whether this mailing writes to customers in a customers' campaign."""
        self.ensure_one()
        return bool(
            self.campaign_id.vn_is_customer_campaign
            and self.mailing_model_real == "res.partner"
        )

    def _get_recipients_domain(self):
        """Of a customers' campaign: members who wait and may get an e-mail now."""
        domain = super()._get_recipients_domain()
        if not self._vn_goes_to_members():
            return domain
        # sudo: who waits in the campaign decides; nothing of members is shown
        campaign = self.campaign_id.sudo()
        partners = campaign._vn_get_waiting_members().partner_id
        verdicts = partners._vn_contact_verdicts("email", self._vn_get_purpose())
        allowed = [id_ for id_, (fine, _code, _later) in verdicts.items() if fine]
        return domain & Domain("id", "in", allowed)

    def _vn_get_purpose(self):
        """Return what the campaign writes for."""
        return self.campaign_id.vn_purpose or "advert"

    def _action_send_mail(self, res_ids=None):
        """What was sent counts for the limits per day."""
        ours = self.filtered(lambda one: one._vn_goes_to_members())
        result = super(MailingMailing, self - ours)._action_send_mail(res_ids)
        for mailing in ours:
            # chosen once: of a test on a part of them, chance says who
            ids = res_ids or mailing._get_remaining_recipients()
            super(MailingMailing, mailing)._action_send_mail(ids)
            self.env["res.partner"].browse(ids)._vn_register_contact(
                "email", mailing._vn_get_purpose(), source=mailing
            )
        return result
