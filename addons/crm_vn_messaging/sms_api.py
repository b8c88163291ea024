"""Odoo's face of a Vietnamese gateway."""

from odoo.addons.crm_vn_duplicate.tools import phone
from odoo.addons.sms.tools.sms_api import SmsApiBase


class SmsApiVn(SmsApiBase):
    """One gateway of one company.

    :param provider: record of ``crm.vn.sms.provider``; the company's first by default
    """

    PROVIDER_TO_SMS_FAILURE_TYPE = SmsApiBase.PROVIDER_TO_SMS_FAILURE_TYPE | {
        "sms_acc": "sms_acc",
        "sms_credit": "sms_credit",
        "sms_number_format": "sms_number_format",
        "sms_registration_needed": "sms_registration_needed",
        "sms_rejected": "sms_rejected",
        "sms_server": "sms_server",
    }

    def __init__(self, env, provider=None, account=None):
        super().__init__(env, account=account)
        self.provider = provider or env["crm.vn.sms.provider"]._vn_find(
            env.company, "care"
        )

    def _send_sms_batch(self, messages, delivery_reports_url=False):
        """Send at once, without the queue's care; see ``sms.sms._send_with_api``."""
        items = [
            (number["uuid"], phone.key(number["number"]), message["content"] or "")
            for message in messages
            for number in message["numbers"]
        ]
        with self.provider._open_line() as line:
            answers = self.provider._send_many(items, line)
        return [
            {
                "uuid": uuid,
                "state": "sent"
                if answer.outcome == "accepted"
                else answer.failure or "server_error",
                "failure_reason": answer.text or False,
            }
            for uuid, answer in answers.items()
        ]
