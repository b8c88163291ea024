from datetime import datetime

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


class VnSaleCommon(VnCustomerCommon):
    """The test organisation with a product, and orders on chosen days."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Asia/Ho_Chi_Minh"
        cls.product = cls.env["product.product"].create(
            {"name": "Bàn làm việc", "list_price": 1_000_000, "taxes_id": False}
        )

    @classmethod
    def order(cls, partner, day=None, quantity=1, company=None, user=None, **values):
        """Return a quotation; confirmed on *day* (text, noon UTC) if one is given."""
        Order = cls.env["sale.order"].with_user(user or cls.env.user)
        order = Order.with_company(company or cls.company).create(
            {
                "partner_id": partner.id,
                "company_id": (company or cls.company).id,
                "order_line": [
                    (
                        0,
                        0,
                        {
                            "product_id": cls.product.id,
                            "product_uom_qty": quantity,
                            "price_unit": 1_000_000,
                        },
                    )
                ],
                **values,
            }
        )
        if day:
            order.action_confirm()
            order.date_order = datetime.fromisoformat(f"{day} 12:00:00")
        return order
