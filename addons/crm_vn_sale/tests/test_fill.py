from odoo.tests import tagged

from .common import VnSaleCommon

FACTS = ("vn_first_order_date", "vn_last_order_date", "vn_order_count")


@tagged("post_install", "-at_install")
class TestFill(VnSaleCommon):
    def test_orders_from_before_the_installation(self):
        self.order(self.customer_contact, "2026-03-02")
        self.order(self.customer_company, "2026-03-09")
        self.env.flush_all()
        partners = self.customer_company | self.customer_contact
        before = partners.read(FACTS)
        self.assertEqual(before[0]["vn_order_count"], 2)
        self.env.cr.execute(
            "UPDATE res_partner SET vn_first_order_date = NULL, vn_order_count = NULL,"
            " vn_last_order_date = NULL"
            " WHERE id = ANY(%s)",
            [partners.ids],
        )
        self.env.invalidate_all()
        _label, _model, fill = self.env["crm.vn.fill"]._vn_fills()["purchases"]
        fill(min(partners.ids), max(partners.ids))
        self.env.invalidate_all()
        self.assertEqual(partners.read(FACTS), before)
