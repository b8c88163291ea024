from odoo import api, models

from odoo.addons.crm_vn_base.tools.mark import is_marked, marked

#: a change of one of these moves the purchase facts of a customer
MOVING_FIELDS = {"state", "partner_id", "company_id", "date_order"}
# under this key `action_confirm` looks after the facts of the orders it names
CONFIRMING = "vn_confirming"


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "crm.vn.customer.link.mixin"]
    _vn_customer_links = ("partner_id", "partner_invoice_id", "partner_shipping_id")

    # === CRUD ===
    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        orders._vn_bought()._vn_purchase_refresh()
        orders._vn_touch_customers()
        return orders

    def write(self, vals):
        if not MOVING_FIELDS & vals.keys() or self._vn_is_being_confirmed():
            return super().write(vals)
        before = self._vn_bought()
        # sudo: the customer that it was need not be readable
        orders = self.sudo()
        customers = orders.partner_id
        result = super().write(vals)
        (before | self._vn_bought())._vn_purchase_refresh()
        if {"partner_id", "date_order"} & vals.keys():
            # another customer's now, or of another day
            self.env["res.partner"]._vn_untouch(self)
            self._vn_touch_customers()
        # what was done with it was done with another customer
        if customers - orders.partner_id:
            (customers | orders.partner_id)._vn_contact_moved()
        return result

    def unlink(self):
        gone = self.with_env(self.env)
        result = super().unlink()
        self.env["res.partner"]._vn_untouch(gone)
        return result

    # === Actions ===
    def action_confirm(self):
        """Confirming moves the purchase facts, and is a contact."""
        before = self.partner_id
        orders = marked(self, CONFIRMING, vn_confirming_ids=self.ids)
        result = super(SaleOrder, orders).action_confirm()
        # all that follows from the new state in one UPDATE, as at the commit
        self.flush_model()
        (before | self.partner_id)._vn_purchase_refresh()
        self._vn_touch_customers()
        return result

    # === Helpers ===
    def _vn_is_being_confirmed(self):
        """Tell if `action_confirm` looks after the facts of these orders."""
        return is_marked(self.env, CONFIRMING) and set(self._ids) <= set(
            self.env.context["vn_confirming_ids"]
        )

    def _vn_touch_customers(self):
        """Record these quotations or orders as contacts, on their own day.

        Also those that customers make or confirm online, then by nobody of ours.
        """
        user = self.env.user
        if not user._is_internal() or user._is_superuser():
            user = user.browse()
        self.env["res.partner"]._vn_touch_all(
            [
                (
                    order.partner_id,
                    "order" if order.state == "sale" else "quotation",
                    order.date_order,
                    user,
                    order,
                )
                for order in self
            ]
        )

    def _vn_bought(self):
        """Return the customers of the confirmed orders among *self*."""
        return self.filtered(lambda order: order.state == "sale").partner_id
