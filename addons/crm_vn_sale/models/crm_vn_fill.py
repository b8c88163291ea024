from odoo import api, models
from odoo.tools import SQL


class CrmVnFill(models.Model):
    _inherit = "crm.vn.fill"

    @api.model
    def _vn_fills(self):
        label = self.env._("Purchase facts of customers")
        return {
            **super()._vn_fills(),
            "purchases": (label, "res.partner", self._vn_fill_purchases),
        }

    @api.model
    def _vn_fill_purchases(self, first, last):
        """Take in the orders of the customers with these ids."""
        self.env["res.partner"]._vn_purchase_update(
            SQL("p.commercial_partner_id BETWEEN %s AND %s", first, last)
        )
