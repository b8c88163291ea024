from odoo import models


class CrmVnHealth(models.AbstractModel):
    _inherit = "crm.vn.health"

    def _vn_queues(self):
        queue = self._vn_queue(self.env._("SMS to send"), "sms.sms", "outgoing")
        return super()._vn_queues() | {"sms": queue}
