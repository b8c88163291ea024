from odoo import api, fields, models
from odoo.exceptions import UserError


class UtmCampaign(models.Model):
    _inherit = "utm.campaign"

    vn_message_count = fields.Integer(
        string="SMS and Zalo",
        compute="_compute_vn_message_count",
        groups="sales_team.group_sale_salesman",
    )

    def _compute_vn_message_count(self):
        groups = self.env["crm.vn.message"]._read_group(
            [("campaign_id", "in", self.ids)], ["campaign_id"], ["__count"]
        )
        counts = {campaign.id: count for campaign, count in groups}
        for campaign in self:
            campaign.vn_message_count = counts.get(campaign.id, 0)

    def _vn_get_receivers(self):
        """Return the customers among the members who wait and get something."""
        members = self._vn_get_waiting_members()
        partners = members.partner_id._filtered_access("read")
        if not partners:
            raise UserError(
                self.env._("%s has no member left to write to.", self.display_name)
            )
        return partners

    @api.readonly
    def action_vn_send_sms(self):
        """Open the SMS dialog for the members who wait."""
        action = self._vn_get_receivers().action_vn_send_sms()
        action["context"] = {
            **action["context"],
            "default_composition_mode": "mass",
            "vn_message_campaign_id": self.id,
        }
        return action

    def action_vn_send_zalo(self):
        """Open the Zalo dialog for the members who wait."""
        action = self._vn_get_receivers().action_vn_send_zalo()
        return {**action, "context": {"vn_message_campaign_id": self.id}}

    @api.readonly
    def action_vn_open_messages(self):
        """Open what was sent for this campaign."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_messaging.crm_vn_message_action"
        )
        return {**action, "domain": [("campaign_id", "in", self.ids)], "context": {}}
