from odoo import fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _vn_care_values(self, base_date=None):
        """Return for each order what a care schedule starts from.

        The base date is the day of the order where the company is.
        """
        return [
            {
                "record": order,
                "partner": order.partner_id,
                "company": order.company_id,
                "base_date": base_date or order._vn_care_date(),
            }
            for order in self
        ]

    def _vn_care_date(self):
        return self.company_id._vn_day(self.date_order or fields.Datetime.now())

    def _vn_care_match_values(self):
        """Return what a schedule's conditions look at."""
        self.ensure_one()
        return {
            "company": self.company_id,
            "date": self._vn_care_date(),
            "products": self.order_line.product_id,
            "groups": self.partner_id.vn_group_ids
            | self.partner_id.commercial_partner_id.vn_group_ids,
            "contract_type": self.env["crm.vn.contract.type"],
        }

    def _action_confirm(self):
        result = super()._action_confirm()
        self.env["mail.activity.plan"]._vn_automatic("order_confirmed", self)
        return result

    def _action_cancel(self):
        result = super()._action_cancel()
        found = self.env["crm.vn.care.enrollment"]._vn_for_sources(self)
        for order_id, enrollments in found.grouped("res_id").items():
            name = self.browse(order_id).name
            enrollments.action_stop(
                self.env._("Order %(order)s was cancelled", order=name)
            )
        return result

    def action_vn_set_care_schedule(self):
        """Open the wizard for these orders."""
        return self.env["crm.vn.care.set"]._action_for(self)
