from odoo import fields, models

from odoo.addons.crm_vn_consent.models.crm_vn_channel_mixin import CHANNEL_NAMES

#: answers that another hour changes: they refuse nobody, they put off
PASSING = ("ok", "hours", "cap")


class UtmCampaign(models.Model):
    _inherit = "utm.campaign"

    vn_channel = fields.Selection(
        CHANNEL_NAMES,
        string="Contacted by",
        default="call",
        help="Consent, hours and limits of this channel hold for the members",
    )

    def _vn_get_contact_kind(self):
        """Return channel and purpose of this campaign's contacts."""
        self.ensure_one()
        return self.vn_channel or "call", self.vn_purpose or "care"

    def _vn_get_refusals(self, records):
        """Refuse also whom law or word protect, each with the reason."""
        reasons = super()._vn_get_refusals(records)
        others = records.browse(id_ for id_ in records.ids if id_ not in reasons)
        if not others:
            return reasons
        channel, purpose = self._vn_get_contact_kind()
        words = self.env["crm.vn.contact.verdict"]._get_reasons()
        if records._name == "crm.lead":
            codes = self._vn_get_lead_codes(others, channel, purpose)
        else:
            verdicts = others._vn_contact_verdicts(channel, purpose)
            codes = {id_: code for id_, (_ok, code, _later) in verdicts.items()}
        reasons.update(
            {id_: words[code] for id_, code in codes.items() if code not in PASSING}
        )
        return reasons

    def _vn_get_lead_codes(self, leads, channel, purpose):
        """Return ``{lead id: code}`` of leads without a customer."""
        verdicts = self._vn_get_lead_verdicts(leads, channel, purpose)
        return {id_: code for id_, (_ok, code, _later) in verdicts.items()}

    def _vn_get_lead_verdicts(self, leads, channel, purpose):
        """Return ``{lead id: verdict}`` of leads without a customer.

        The number or the address is asked about as a customer's is; without one an
        advert is not allowed.
        """
        # sudo: only whether they may be contacted, whoever may read the lead
        keys = {lead.id: lead._vn_contact_address(channel) for lead in leads.sudo()}
        verdicts = self.env["crm.vn.contact.verdict"]._get_bare_verdicts(
            sorted(set(filter(None, keys.values()))), channel, purpose
        )
        rest = (True, "ok", False)
        if purpose == "advert":
            rest = (False, "no_consent", False)
        return {id_: verdicts.get(key, rest) for id_, key in keys.items()}

    def _vn_get_member_verdicts(self, members):
        """Return ``{member id: verdict}`` of customers and leads of this campaign."""
        kind = self._vn_get_contact_kind()
        leads = members.filtered(lambda one: not one.partner_id).lead_id
        known = members.partner_id._vn_contact_verdicts(*kind)
        bare = self._vn_get_lead_verdicts(leads, *kind)
        return {
            member.id: known.get(member.partner_id.id) or bare[member.lead_id.id]
            for member in members
        }

    def action_vn_check_members(self):
        """Open the dialog that counts the waiting members by the answer."""
        self.ensure_one()
        self.check_access("read")
        members = self._vn_get_waiting_members()
        action = members.partner_id.action_vn_check_contact()
        channel, purpose = self._vn_get_contact_kind()
        return {
            **action,
            "context": {
                **action["context"],
                "default_channel": channel,
                "default_purpose": purpose,
            },
        }
