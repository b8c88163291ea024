from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "crm.vn.care.source.mixin"]

    def _vn_care_date(self):
        """Return the day of the order where the company is."""
        self.ensure_one()
        return self.company_id._vn_day(self.date_order or fields.Datetime.now())

    def _vn_care_in_force(self):
        self.ensure_one()
        return self.state == "sale"

    def _vn_care_is_draft(self):
        self.ensure_one()
        return self.state in ("draft", "sent")

    @api.model
    def _vn_care_domain(self, since=None):
        domain = Domain("state", "=", "sale")
        if since:
            # the first morning of a company in the east is the day before in UTC
            domain &= Domain("date_order", ">=", since - timedelta(days=1))
        return domain

    def _vn_care_products(self):
        return self.order_line.product_id

    def _action_confirm(self):
        result = super()._action_confirm()
        self._vn_care_begin("order_confirmed")
        return result

    def _action_cancel(self):
        result = super()._action_cancel()
        self._vn_care_end(
            lambda order: self.env._("Order %(order)s was cancelled", order=order.name)
        )
        return result
