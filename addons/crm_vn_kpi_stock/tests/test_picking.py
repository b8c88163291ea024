from odoo.tests import freeze_time, tagged

from odoo.addons.crm_vn_kpi.tests.common import FEBRUARY, JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
@freeze_time("2027-02-15 03:00:00")
class TestPicking(VnKpiCommon):
    """Goods that leave and come back, by order and owner."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product.type = "consu"
        cls.order = cls._order(cls.hoa, cls.lan)

    def _move(self, picking, moment):
        picking.move_ids.picked = True
        picking.button_validate()
        picking.date_done = moment
        self.env.flush_all()

    def _return(self, picking):
        wizard = (
            self.env["stock.return.picking"]
            .with_context(active_id=picking.id, active_model="stock.picking")
            .create({})
        )
        wizard.product_return_moves.quantity = 1
        return self.env["stock.picking"].browse(
            wizard.action_create_returns()["res_id"]
        )

    def test_out_and_in(self):
        delivery = self.order.picking_ids
        self.assertEqual(self._number("stock_out"), 0, "not delivered yet")
        self._move(delivery, "2027-01-31 16:59:00")
        self._move(self._return(delivery), "2027-01-31 17:30:00")
        self.assertEqual(self._number("stock_out"), 1)
        self.assertEqual(self._number("stock_in"), 0)
        self.assertEqual(self._number("stock_in", FEBRUARY), 1)

    def test_every_role_opens_what_it_counts(self):
        self._move(self.order.picking_ids, "2027-01-20 03:00:00")
        for user, number in ((self.lan, 1), (self.minh, 0), (self.tuan, 1)):
            metric = self._metric("stock_out", user)
            action = metric._vn_action(*JANUARY)
            found = self.env[action["res_model"]].with_user(user)
            self.assertEqual(len(found.search(action["domain"])), number)
            self.assertEqual(sum(metric._vn_values(*JANUARY).values()), number)
            self.assertEqual(metric._vn_total(*JANUARY), number)

    def test_slip_opens(self):
        self._move(self.order.picking_ids, "2027-01-20 03:00:00")
        slip = self.env["crm.vn.kpi.picking"].with_user(self.lan).search([], limit=1)
        action = slip.action_open_document()
        self.assertEqual(action["res_model"], "stock.picking")
        self.assertEqual(slip.res_name, self.order.picking_ids.display_name)

    def test_handover(self):
        """Slips done keep their owner, those to come get the new one."""
        delivery = self.order.picking_ids
        self._move(delivery, "2027-01-20 03:00:00")
        back = self._return(delivery)
        self.order.user_id = self.minh
        self._move(back, "2027-01-22 03:00:00")
        self.assertEqual(
            self._metric("stock_out")._vn_values(*JANUARY), {self.lan.id: 1}
        )
        self.assertEqual(
            self._metric("stock_in")._vn_values(*JANUARY), {self.minh.id: 1}
        )

    def test_cancelled_slip_is_not_counted(self):
        self.order.picking_ids.action_cancel()
        self.env.flush_all()
        self.assertEqual(self._number("stock_out"), 0)

    def test_slips_from_before_the_installation(self):
        pickings = self.order.picking_ids
        self._move(pickings, "2027-01-20 03:00:00")
        other = self._order(self.mai, self.minh).picking_ids
        self._move(other, "2027-01-21 03:00:00")
        waiting = self._return(other)
        self._check_fill(
            "credit_stock_picking", pickings | other, ["vn_credit_user_id"]
        )
        self.assertFalse(waiting.vn_credit_user_id)
