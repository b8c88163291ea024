from odoo import api, fields, models


class CrmVnOfferProduct(models.Model):
    """A product of an offer, at its price."""

    _name = "crm.vn.offer.product"
    _inherit = ["crm.vn.protected.mixin", "crm.vn.company.mixin"]
    _vn_company_links = ("offer_id",)
    _description = "Product of an offer"
    _order = "sequence, id"
    _rec_name = "product_id"

    offer_id = fields.Many2one(
        "crm.vn.offer", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    product_id = fields.Many2one(
        "product.product",
        required=True,
        domain=[("sale_ok", "=", True)],
        ondelete="restrict",
    )
    quantity = fields.Float(default=1.0, digits="Product Unit")
    price_unit = fields.Monetary(
        string="Price",
        compute="_compute_price_unit",
        store=True,
        readonly=False,
        help="In the company's currency, before the discount",
    )
    discount = fields.Float(
        string="Discount (%)",
        compute="_compute_discount",
        store=True,
        readonly=False,
    )
    company_id = fields.Many2one(
        related="offer_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="offer_id.currency_id")

    _check_numbers = models.Constraint(
        "CHECK (quantity > 0 AND price_unit >= 0 AND discount BETWEEN 0 AND 100)",
        "A product of an offer needs a quantity, a price that is not negative, and a "
        "discount between 0 and 100 percent.",
    )

    @api.depends("product_id")
    def _compute_price_unit(self):
        for line in self:
            product = line.product_id.with_company(line.offer_id.company_id)
            line.price_unit = product.lst_price

    @api.depends("product_id")
    def _compute_discount(self):
        for line in self:
            line.discount = line.offer_id.discount

    def _prepare_order_line(self):
        """Return the values of the order line of this product."""
        self.ensure_one()
        return {
            "product_id": self.product_id.id,
            "product_uom_qty": self.quantity,
            "price_unit": self.price_unit,
            "discount": self.discount,
        }

    @api.model
    def _make_demo(self):
        """Say which product the demo offer is about."""
        offer = self.env["crm.vn.offer"].search([], order="id", limit=1)
        product = self.env["product.product"].search(
            [("sale_ok", "=", True)], order="id", limit=1
        )
        if offer and product:
            self.create(
                {"offer_id": offer.id, "product_id": product.id, "price_unit": 18900000}
            )
