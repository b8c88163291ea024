from odoo import fields, models


class CrmVnHealth(models.AbstractModel):
    _inherit = "crm.vn.health"

    def _vn_queues(self):
        """Messages on Zalo wait in the log; what waits for its time is not late."""
        ours = [("kind", "in", ["zns", "zalo"]), ("direction", "=", "out")]
        waiting = [
            *ours,
            ("state", "in", ["queued", "held", "sending"]),
            "|",
            ("not_before", "=", False),
            ("not_before", "<=", fields.Datetime.now()),
        ]
        doubtful = [*ours, ("state", "=", "unknown")]
        return super()._vn_queues() | {
            "zalo": (
                self.env._("Zalo messages to send"),
                "crm.vn.message",
                waiting,
                "date",
            ),
            "zalo_failed": (
                self.env._("Zalo messages that perhaps were sent"),
                "crm.vn.message",
                doubtful,
                "date",
            ),
        }
