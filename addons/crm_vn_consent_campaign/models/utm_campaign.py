from odoo import fields, models

from odoo.addons.crm_vn_consent.models.crm_vn_channel_mixin import (
    BY_NUMBER,
    CHANNEL_NAMES,
)

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
        """Return ``{lead id: code}`` of leads without a customer, by number or address.

        What the ledger says last about the bare number or address decides; without a
        word of it, an advert is not allowed.
        """
        # sudo: only whether somebody agreed or refused, of leads that the user chose
        ledger = self.env["crm.vn.consent"].sudo()
        name = "phone" if channel in BY_NUMBER else "email_from"
        keys = {lead.id: ledger._get_address(channel, lead[name]) for lead in leads}
        known = [key for key in keys.values() if key]
        rows = ledger.search(
            [
                ("address", "in", known),
                ("channel", "=", channel),
                ("purpose", "=", purpose),
                ("company_id", "=", self.env.company.id),
            ],
            order="date, state, id",
        )
        states = {row.address: row.state for row in rows}
        black = self._vn_get_blacklisted(channel, known)
        codes = {}
        for lead_id, key in keys.items():
            state = states.get(key)
            if state == "withdrawn":
                codes[lead_id] = "withdrawn"
            elif key in black:
                codes[lead_id] = "blacklisted"
            elif purpose == "advert" and state != "given":
                codes[lead_id] = "no_consent"
            else:
                codes[lead_id] = "ok"
        return codes

    def _vn_get_blacklisted(self, channel, keys):
        """Return which of these numbers or addresses stand on Odoo's blacklist."""
        if not keys or channel == "visit":
            return set()
        by_number = channel in BY_NUMBER
        model, name = (
            ("phone.blacklist", "number") if by_number else ("mail.blacklist", "email")
        )
        # sudo: only whether they are there
        rows = self.env[model].sudo().search([(name, "in", keys)])
        return set(rows.mapped(name))

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
