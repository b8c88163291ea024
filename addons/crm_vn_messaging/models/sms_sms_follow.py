"""Odoo's rows of the queue and the lasting log say the same."""

from odoo import models

from ..tools import states

#: state of an SMS of Odoo's → state of its message
STATES = {
    "canceled": "cancelled",
    "error": "failed",
    "outgoing": "queued",
    "pending": "accepted",
    "sent": "delivered",
}


class SmsSms(models.Model):
    _inherit = "sms.sms"

    def _update_sms_state_and_trackers(self, new_state, failure_type=None):
        result = super()._update_sms_state_and_trackers(new_state, failure_type)
        for sms in self.filtered("vn_message_id"):
            message, told = sms.vn_message_id, STATES.get(new_state)
            if message.state in ("queued", "held", "failed") and told in (
                "queued",
                "cancelled",
            ):
                message._vn_write({"state": told})
            elif told in ("failed", "delivered") and message.state not in states.OVER:
                message._vn_report(told, error_code=failure_type)
        return result

    def _vn_follow_message(self, message):
        """Bring one row of the queue to the state of its message."""
        if message.state == "cancelled" and self.state == "outgoing":
            self.write({"state": "canceled", "failure_type": False})
        elif message.state in states.LEFT and self.state in ("process", "error"):
            self.write({"state": "pending", "failure_type": False, "to_delete": True})


class CrmVnMessage(models.Model):
    _inherit = "crm.vn.message"

    def _vn_follow(self):
        result = super()._vn_follow()
        # sudo: the queue and its trackers are the system's
        texts = self.sudo().filtered(lambda message: message.kind == "sms")
        if not texts:
            return result
        by_uuid = {message.uuid: message for message in texts}
        found = self.env["sms.sms"].sudo().search([("uuid", "in", list(by_uuid))])
        for sms in found:
            sms._vn_follow_message(by_uuid[sms.uuid])
        trackers = (
            self.env["sms.tracker"].sudo().search([("sms_uuid", "in", list(by_uuid))])
        )
        for tracker in trackers:
            tracker._vn_follow_message(by_uuid[tracker.sms_uuid])
        return result
