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
        orders._vn_touch_customers()
        return orders

    def write(self, vals):
        if not MOVING_FIELDS & vals.keys():
            return super().write(vals)
        before = self._vn_bought()
        result = super().write(vals)
        (before | self._vn_bought())._vn_purchase_refresh()
        return result

    def _action_confirm(self):
        result = super()._action_confirm()
        self._vn_touch_customers()
        return result

    # === Helpers ===
    def _vn_touch_customers(self):
        """Record the quotation or order a person makes as a contact."""
        if not self.env.user._is_internal() or self.env.user._is_superuser():
            return
        for order in self:
            kind = "order" if order.state == "sale" else "quotation"
            order.partner_id._vn_touch(kind, user=self.env.user, source=order)

    def _vn_bought(self):
        """Return the customers of the confirmed orders among *self*."""
        return self.filtered(lambda order: order.state == "sale").partner_id
