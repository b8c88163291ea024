from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnVisitCommon


@tagged("post_install", "-at_install")
class TestTours(VnTourCase, VnVisitCommon):
    """A day on the phone, with a line that breaks; a route."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.users"].with_user(cls.user_own).vn_accept_position_notice()

    def plan(self, *_size_and_lang):
        self.Visit.search([("user_id", "=", self.user_own.id)]).unlink()
        self.route.line_ids.unlink()
        self.add(*self.shops[:2])
        for line in self.route.line_ids:
            self.Visit._vn_as_engine().create(
                {
                    "partner_id": line.partner_id.id,
                    "user_id": self.user_own.id,
                    "route_id": self.route.id,
                    "is_planned": True,
                }
            )

    def test_a_day(self):
        def done():
            visits = self.Visit.search([("user_id", "=", self.user_own.id)])
            first = visits.filtered(lambda visit: visit.partner_id == self.shops[0])
            self.assertEqual(
                (len(first), first.state, first.note, first.outcome),
                (1, "done", "Thiếu hàng trên kệ", "order"),
            )
            self.assertTrue(first.check_out_date)
            others = visits - first
            self.assertEqual(
                sorted(others.mapped("state")), ["planned", "skipped"], "it comes back"
            )

        self.run_tour_everywhere(
            "/odoo/vn-visits-today",
            "crm_vn_visit_day_tour",
            login=self.user_own.login,
            before=self.plan,
            after=done,
        )

    def test_a_route(self):
        """Made, filled, ordered and planned, all on a phone."""
        routes = self.env["crm.vn.visit.route"]

        def made():
            route = routes.search([("name", "=", "Tuyến của tua")])
            self.assertEqual(route.user_id, self.user_own)
            self.assertEqual(set(route.line_ids.mapped("frequency")), {"8"})
            # chosen as 2, 0, 1: one after the other along the road now
            way = route.line_ids.sorted("sequence").partner_id
            self.assertIn(way.ids, (self.shops[:3].ids, self.shops[2::-1].ids))
            visits = self.Visit.search([("route_id", "=", route.id)])
            self.assertEqual(visits.partner_id, self.shops[:3])
            self.assertEqual(set(visits.mapped("state")), {"planned"})
            self.assertEqual(
                len(visits), len({(one.partner_id, one.date) for one in visits})
            )
            for some in visits.grouped("date").values():
                stops = some.sorted("sequence").partner_id.ids
                self.assertIn(stops, (way.ids, way.ids[::-1]))
            visits.unlink()
            route.name = f"Tuyến {route.id}"

        action = self.env.ref("crm_vn_visit.crm_vn_visit_route_action")
        self.run_tour_everywhere(
            f"/odoo/action-{action.id}",
            "crm_vn_visit_route_tour",
            login=self.user_own.login,
            after=made,
        )
