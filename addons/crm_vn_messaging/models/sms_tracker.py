from odoo import models

#: state of a message → state of Odoo's notification; others change nothing there
STATES = {
    "accepted": "pending",
    "sent": "pending",
    "delivered": "sent",
    "read": "sent",
    "cancelled": "canceled",
}


class SmsTracker(models.Model):
    _inherit = "sms.tracker"

    def _vn_follow_message(self, message):
        """Bring the notification to the state of the message."""
        if message.state in STATES:
            self._action_update_from_sms_state(STATES[message.state])
        elif message.state in ("failed", "refused"):
            self._action_update_from_sms_state(
                "error",
                failure_type="sms_not_delivered",
                failure_reason=message.error_text or message.error_code or False,
            )

    def _action_update_from_provider_error(self, provider_error):
        self = self._vn_get_undelivered()
        result = super()._action_update_from_provider_error(provider_error)
        self._vn_get_messages()._vn_report("failed", error_code=provider_error)
        return result

    def _action_update_from_sms_state(
        self, sms_state, failure_type=False, failure_reason=False
    ):
        if sms_state == "error":
            self = self._vn_get_undelivered()
        result = super()._action_update_from_sms_state(
            sms_state, failure_type=failure_type, failure_reason=failure_reason
        )
        if sms_state == "sent":
            self._vn_get_messages()._vn_report("delivered")
        return result

    def _vn_get_messages(self):
        """Return the messages of these trackers."""
        return (
            self.env["crm.vn.message"]
            .sudo()  # sudo: reports come without a user
            .search([("uuid", "in", self.mapped("sms_uuid"))])
        )

    def _vn_get_undelivered(self):
        """Return those that an error may still change: a late one undoes nothing."""
        delivered = self._vn_get_messages().filtered(
            lambda message: message.state in ("delivered", "read")
        )
        known = set(delivered.mapped("uuid"))
        return self.filtered(lambda tracker: tracker.sms_uuid not in known)
