from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.crm_vn_visit.tests.common import VnVisitCommon


@tagged("post_install", "-at_install")
class TestQuotation(VnVisitCommon):
    """A quotation from a visit, which keeps it."""

    def setUp(self):
        super().setUp()
        self.visit = self.as_user(
            self.Visit.create(
                {"partner_id": self.shops[0].id, "user_id": self.user_own.id}
            )
        )

    def quote(self, visit=None):
        action = (visit or self.visit).action_make_quotation()
        return self.env[action["res_model"]].browse(action["res_id"])

    def test_a_visit_knows_its_quotations(self):
        self.assertEqual(self.visit.order_count, 0)
        orders = self.quote() | self.quote()
        self.assertEqual(orders.partner_id, self.shops[0])
        self.assertEqual(orders.company_id, self.visit.company_id)
        self.assertEqual(orders.create_uid, self.user_own)
        self.assertEqual(set(orders.mapped("state")), {"draft"})
        self.assertEqual(orders.vn_visit_id, self.visit.sudo(False))
        self.visit.invalidate_recordset()
        self.assertEqual(self.visit.order_count, 2)
        action = self.visit.action_open_orders()
        found = self.as_user(self.env[action["res_model"]]).search(action["domain"])
        self.assertEqual(found, self.as_user(orders))
        quoted = self.as_user(self.Visit).search([("order_ids", "!=", False)])
        self.assertEqual(quoted, self.visit)
        # it can go on as any other one
        form = Form(self.as_user(orders[0]))
        form.client_order_ref = "PO 7"
        self.assertEqual(form.save().client_order_ref, "PO 7")

    def test_of_the_visit_it_came_from_alone(self):
        """Nobody hangs an order on a visit, takes it off, or copies it along."""
        order = self.as_user(self.quote())
        other = self.as_user(
            self.Visit.create(
                {"partner_id": self.shops[1].id, "user_id": self.user_own.id}
            )
        )
        for value in (other.id, False):
            with self.assertRaises(AccessError):
                order.vn_visit_id = value
        for orders, values in (
            (order, {"vn_visit_id": self.visit.id}),
            (order.with_context(default_vn_visit_id=self.visit.id), {}),
        ):
            with self.assertRaises(AccessError):
                orders.create({"partner_id": self.shops[0].id, **values})
        self.assertFalse(order.copy().vn_visit_id)

    def test_of_a_visit_of_ones_own(self):
        # what another salesperson does at a customer is not theirs
        others = self.Visit.create(
            {"partner_id": self.customer_person.id, "user_id": self.user_all.id}
        )
        for act in ("action_make_quotation", "action_open_orders"):
            with self.assertRaises(AccessError):
                getattr(self.as_user(others), act)()
        self.assertFalse(others.order_ids)
        # of another company neither
        with self.assertRaises(AccessError):
            self.as_user(self.visit, self.user_2).action_make_quotation()
        # the leader sees what was made
        self.quote()
        leaders = self.as_user(self.visit, self.user_all)
        self.assertEqual(leaders.order_count, 1)

    def test_only_what_one_may_see_is_counted(self):
        order = self.quote()
        order.user_id = self.user_all
        mine = self.as_user(self.visit)
        self.assertEqual(mine.order_count, 0)
        action = mine.action_open_orders()
        self.assertFalse(mine.env["sale.order"].search(action["domain"]))

    def test_a_skipped_visit_sells_nothing(self):
        again = self.visit._vn_skip("Cửa hàng đóng cửa")
        with self.assertRaisesRegex(UserError, "was skipped"):
            self.visit.action_make_quotation()
        self.assertTrue(self.quote(again))

    def test_a_deleted_visit_leaves_its_order(self):
        order = self.quote()
        self.as_user(self.visit, self.manager).unlink()
        self.assertTrue(order.exists())
        self.assertFalse(order.vn_visit_id)
