from odoo import api, models

#: a change of one of these moves the purchase facts of a customer
MOVING_FIELDS = {"state", "partner_id", "company_id", "date_order"}


class SaleOrder(models.Model):
    _inherit = "sale.order"

    # === CRUD ===
    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        orders._vn_bought()._vn_purchase_refresh()
        return orders

    def write(self, vals):
        if not MOVING_FIELDS & vals.keys():
            return super().write(vals)
        before = self._vn_bought()
        result = super().write(vals)
        (before | self._vn_bought())._vn_purchase_refresh()
        return result

    # === Helpers ===
    def _vn_bought(self):
        """Return the customers of the confirmed orders among *self*."""
        return self.filtered(lambda order: order.state == "sale").partner_id
