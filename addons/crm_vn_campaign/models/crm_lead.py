from odoo import fields, models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    vn_campaign_member_ids = fields.One2many(
        "crm.vn.campaign.member",
        "lead_id",
        string="Campaign members",
        groups="sales_team.group_sale_salesman",
        copy=False,
    )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("partner_id"):
            self._vn_hand_on_members()
        return result

    def _merge_dependences(self, opportunities):
        """What the merged leads are in campaigns, the one that stays is now."""
        result = super()._merge_dependences(opportunities)
        opportunities._vn_hand_on_members(self)
        return result

    def _vn_hand_on_members(self, heir=None):
        """Hand the memberships of these leads on, to a customer where there is one.

        :param heir: the lead that they are merged into, themselves by default
        """
        # sudo: a membership follows the person, whoever may see it. As a field it is
        # read at once for the leads that are converted one after the other
        leads = self.sudo()
        for member in leads.vn_campaign_member_ids:
            lead = heir or member.lead_id
            customer = member.campaign_id._vn_get_customers(lead.sudo().partner_id)
            if lead.type == "opportunity" and not member.opportunity_id:
                member._vn_as_engine().opportunity_id = lead
            member._vn_become(customer or lead)
        if heir:
            members = leads.env["crm.vn.campaign.member"]
            opened = members.search([("opportunity_id", "in", self.ids)])
            opened._vn_as_engine().opportunity_id = heir
