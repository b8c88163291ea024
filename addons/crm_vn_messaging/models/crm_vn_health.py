from odoo import models


class CrmVnHealth(models.AbstractModel):
    _inherit = "crm.vn.health"

    def _vn_queues(self):
        sms, told = self.env._("SMS to send"), self.env._("Events of message gateways")
        return super()._vn_queues() | {
            "sms": self._vn_queue(sms, "sms.sms", "outgoing"),
            "sms_told": self._vn_queue(told, "crm.vn.message.event", "new"),
        }
