from odoo import fields, models


class CrmVnFeedbackHide(models.TransientModel):
    """Hides an answer, with the reason."""

    _name = "crm.vn.feedback.hide"
    _inherit = "crm.vn.customer.link.mixin"
    _description = "Hide an answer"
    _vn_customer_links = ("answer_id",)

    answer_id = fields.Many2one("crm.vn.feedback.answer", required=True)
    reason = fields.Char(required=True)

    def action_hide(self):
        """Hide it; the number of hidden answers is shown beside the average."""
        self.answer_id._hide(self.reason)
        return {"type": "ir.actions.act_window_close"}
