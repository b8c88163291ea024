from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _vn_prepare_contract_line(self):
        """Return the values of the contract line made from this order line."""
        self.ensure_one()
        return {
            "sequence": self.sequence,
            "product_id": self.product_id.id,
            "name": self.name,
            "quantity": self.product_uom_qty,
            "product_uom_id": self.product_uom_id.id,
            "price_unit": self.price_unit,
            "discount": self.discount,
        }
