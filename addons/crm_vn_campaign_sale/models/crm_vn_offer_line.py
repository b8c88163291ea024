from odoo import Command, fields, models
from odoo.exceptions import UserError


class CrmVnOfferLine(models.Model):
    _inherit = "crm.vn.offer.line"

    order_ids = fields.One2many(
        "sale.order", "vn_offer_line_id", string="Quotations and orders", readonly=True
    )

    def action_make_quotation(self):
        """Make one quotation for this customer, and open it."""
        self.ensure_one()
        self.check_access("write")
        return self._make_quotation()._vn_open_one()

    def action_make_order(self):
        """Make an order for this customer, confirmed at once, and open it."""
        self.ensure_one()
        self.check_access("write")
        order = self._make_quotation()
        order.action_confirm()
        return order._vn_open_one()

    def _make_quotation(self):
        """Return a new quotation of what is offered, with the offer's campaign.

        :raise UserError: for an offer without products, or one that has ended
        """
        self.ensure_one()
        offer = self.offer_id
        if not offer.product_ids:
            raise UserError(
                self.env._(
                    "Say in the offer “%s” which products it is about.", offer.name
                )
            )
        if offer.date_to and offer.date_to < offer.company_id._vn_today():
            raise UserError(
                self.env._("The offer “%s” has ended: move its end first.", offer.name)
            )
        orders = self.env["sale.order"].with_company(offer.company_id)
        order = orders.create(
            {
                "partner_id": self.partner_id.id,
                "company_id": offer.company_id.id,
                "campaign_id": offer.campaign_id.id,
                **({"validity_date": offer.date_to} if offer.date_to else {}),
                "order_line": [
                    Command.create(product._prepare_order_line())
                    for product in offer.product_ids
                ],
            }
        )
        order._vn_as_engine().vn_offer_line_id = self
        return order
