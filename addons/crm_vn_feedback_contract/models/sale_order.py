from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _action_cancel(self):
        """A cancelled order asks for nothing any more."""
        result = super()._action_cancel()
        self.env["crm.vn.feedback.plan"]._vn_take_back(self)
        return result
