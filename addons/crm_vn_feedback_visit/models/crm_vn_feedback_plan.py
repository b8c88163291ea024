from odoo import api, models
from odoo.fields import Domain

MOST = 2000


class CrmVnFeedbackPlan(models.Model):
    _inherit = "crm.vn.feedback.plan"

    @api.model
    def _vn_get_occasions(self):
        """Add visits that took place."""
        found = super()._vn_get_occasions()
        if since := self._vn_get_since("visit"):
            planned = self._search(
                [("res_model", "=", "crm.vn.visit"), ("state", "!=", "cancelled")]
            )
            visits = self.env["crm.vn.visit"].search(
                Domain("state", "=", "done")
                & Domain("date", ">=", since)
                & Domain("id", "not in", planned.subselect("res_id")),
                order="id",
                limit=MOST,
            )
            found.append(("visit", visits, lambda visit: visit.date))
        return found
