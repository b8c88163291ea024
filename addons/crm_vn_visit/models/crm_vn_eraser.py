from odoo import api, models


class CrmVnEraser(models.AbstractModel):
    _inherit = "crm.vn.eraser"

    @api.model
    def _get_deleted(self):
        return {**super()._get_deleted(), "crm.vn.visit.route.line": "partner_id"}

    @api.model
    def _erase(self, people):
        """Visits stay, to be counted; what they say of the person goes."""
        # sudo: an erasure reaches what the person who runs it may not even see
        visits = self.env["crm.vn.visit"].sudo()
        visits = visits.search([("partner_id", "in", people.ids)])._vn_as_engine()
        visits.with_context(tracking_disable=True).write(
            {"note": False, "photo": False, "skip_reason": False}
        )
        visits._forget_positions()
        return super()._erase(people)
