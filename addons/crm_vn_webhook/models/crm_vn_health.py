from odoo import api, models


class CrmVnHealth(models.AbstractModel):
    _inherit = "crm.vn.health"

    @api.model
    def _vn_queues(self):
        """Webhook events are worked off within minutes."""
        return {
            **super()._vn_queues(),
            "webhook": self._vn_queue(
                self.env._("Webhook events"), "crm.vn.webhook.event", "new"
            ),
            "webhook_failed": self._vn_queue(
                self.env._("Webhook events that failed"),
                "crm.vn.webhook.event",
                "error",
            ),
        }
