from odoo import models


class CrmVnHealth(models.AbstractModel):
    _inherit = "crm.vn.health"

    def _vn_queues(self):
        """What waits for its time, as adverts do at night, is not late."""
        due = self.env["sms.sms"]._vn_get_queue_domain()
        queue = self.env._("SMS to send"), "sms.sms", due, "create_date"
        return super()._vn_queues() | {"sms": queue}
