from odoo import fields, models


class CrmVnVisitSkip(models.TransientModel):
    """Asks why visits are skipped."""

    _name = "crm.vn.visit.skip"
    _description = "Skip a visit"

    visit_ids = fields.Many2many("crm.vn.visit", required=True)
    reason = fields.Char(required=True)

    def action_skip(self):
        """Skip them; each comes back."""
        self.visit_ids._vn_skip(self.reason)
        return {"type": "ir.actions.act_window_close"}
