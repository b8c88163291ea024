from odoo import Command
from odoo.tests import tagged

from odoo.addons.crm_vn_location.tests.common import VnLocationCommon


@tagged("post_install", "-at_install")
class TestMapSale(VnLocationCommon):
    """Orders by the province of their customer."""

    def _tile(self, user):
        found = self.env["res.country.state"].with_user(user).vn_get_map()
        [tile] = [tile for tile in found["tiles"] if tile["id"] == self.hcm.id]
        return tile, found["measures"]

    def test_orders_and_their_list(self):
        self.customer_company.city_id = self.sai_gon
        before, __ = self._tile(self.user_own)
        product = self.env["product.product"].create({"name": "Bàn", "taxes_id": False})
        for confirmed in (True, True, False):
            order = self.env["sale.order"].create(
                {
                    "partner_id": self.customer_company.id,
                    "user_id": self.user_own.id,
                    "order_line": [
                        Command.create(
                            {
                                "product_id": product.id,
                                "price_unit": 250_000,
                                "tax_ids": False,
                            }
                        )
                    ],
                }
            )
            if confirmed:
                order.action_confirm()
        tile, measures = self._tile(self.user_own)
        for name, grown in (("orders", 2), ("sales", 500_000)):
            self.assertEqual(tile[name]["value"] - before[name]["value"], grown)
            measure = measures[name]
            orders = self.env[measure["model"]].with_user(self.user_own)
            orders = orders.search(
                [*measure["domain"], (measure["path"], "=", tile["id"])]
            )
            value = sum(orders.mapped("amount_untaxed"))
            self.assertEqual(
                tile[name]["value"], value if name == "sales" else len(orders)
            )
        other, __ = self._tile(self.user_2)
        self.assertEqual(other["orders"]["value"], 0)
