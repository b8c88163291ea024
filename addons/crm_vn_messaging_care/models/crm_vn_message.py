from odoo import models

from odoo.addons.crm_vn_messaging.tools import states


class CrmVnMessage(models.Model):
    _inherit = "crm.vn.message"

    def _vn_on_moved(self, state):
        """A message of a care line that has left closes the line's activity."""
        result = super()._vn_on_moved(state)
        if state in states.LEFT:
            lines = self.env["crm.vn.care.line"].sudo()  # sudo: of the messages' own
            lines = lines.search(
                [("message_id", "in", self.ids), ("state", "=", "planned")]
            )
            for line in lines.filtered("activity_id.active"):
                line.activity_id.with_user(
                    line.user_id or self.env.user
                ).sudo().action_feedback(feedback=self.env._("Sent by template"))
        return result
