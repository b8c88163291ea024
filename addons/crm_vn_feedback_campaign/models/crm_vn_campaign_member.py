from odoo import models


class CrmVnCampaignMember(models.Model):
    _inherit = "crm.vn.campaign.member"

    def _get_obstacles(self):
        obstacles = super()._get_obstacles()
        for member in self._with_complaint():
            obstacles[member.id] = (
                self.env._("A complaint of the customer is still open."),
                False,
            )
        return obstacles

    def _with_complaint(self):
        """Return those of these members whose customer has an open complaint."""
        # sudo: whether there is a complaint decides; nothing of it is shown
        cases = self.env["crm.vn.feedback.case"].sudo()
        unhappy = cases._vn_get_complaints(self.partner_id.sudo())
        return self.filtered(lambda member: member.partner_id.sudo() in unhappy)
