from odoo import api, models


class CrmVnHealth(models.AbstractModel):
    _inherit = "crm.vn.health"

    @api.model
    def _vn_queues(self):
        """Imports in the background."""
        return {
            **super()._vn_queues(),
            "import": self._vn_queue(
                self.env._("Imports in the background"),
                "crm.vn.import",
                "queued",
                "running",
                "undoing",
            ),
        }
