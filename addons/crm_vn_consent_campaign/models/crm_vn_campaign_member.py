from odoo import models


class CrmVnCampaignMember(models.Model):
    _inherit = "crm.vn.campaign.member"

    def _get_obstacles(self):
        """Ask for consent again before each; what needs another hour waits for it."""
        obstacles = super()._get_obstacles()
        words = self.env["crm.vn.contact.verdict"]._get_reasons()
        asked = self.filtered(lambda one: one.id not in obstacles)
        for campaign, members in asked.grouped("campaign_id").items():
            verdicts = campaign._vn_get_member_verdicts(members)
            for member in members:
                allowed, code, not_before = verdicts[member.id]
                if not allowed:
                    obstacles[member.id] = words[code], not_before
        return obstacles

    def _vn_on_contacted(self):
        """The contact counts for the limits per day."""
        result = super()._vn_on_contacted()
        verdicts = self.env["crm.vn.contact.verdict"]
        for member in self:
            kind = member.campaign_id._vn_get_contact_kind()
            if member.partner_id:
                member.partner_id._vn_register_contact(*kind, source=member)
                continue
            # sudo: its number is counted, whoever may read the lead
            if address := member.sudo().lead_id._vn_contact_address(kind[0]):
                verdicts._register_bare(address, *kind, source=member)
        return result

    def _vn_call_purpose(self):
        """A call from here is for what the campaign is (hook of ``crm_vn_call``)."""
        self.ensure_one()
        return self.campaign_id._vn_get_contact_kind()[1]
