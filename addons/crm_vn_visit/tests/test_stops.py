import itertools
import random
from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.crm_vn_visit.tools import stops

from .common import VnVisitCommon


@tagged("post_install", "-at_install")
class TestStops(VnVisitCommon):
    """The order of stops is short."""

    def points(self, seed, number):
        chance = random.Random(seed)
        return [
            (21 + chance.random() / 5, 105.8 + chance.random() / 5)
            for _stop in range(number)
        ]

    def test_few_stops_have_the_best_order(self):
        for seed in range(12):
            points = self.points(seed, seed % 6 + 2)
            start = (21.0, 105.8) if seed % 2 else None
            order = stops.order_stops(points, start)
            best = min(
                stops.length_km(points, other, start)
                for other in itertools.permutations(range(len(points)))
            )
            self.assertAlmostEqual(stops.length_km(points, order, start), best)

    def test_many_stops_are_never_longer(self):
        for seed in range(5):
            points = self.points(seed, 40)
            order = stops.order_stops(points, (21.0, 105.8), (21.0, 105.8))
            self.assertEqual(sorted(order), list(range(40)))
            given = stops.length_km(points, range(40), (21.0, 105.8), (21.0, 105.8))
            self.assertLess(
                stops.length_km(points, order, (21.0, 105.8), (21.0, 105.8)), given
            )

    def test_each_day_is_a_way_of_its_own(self):
        """Lines are ordered by weekday, and so are the visits planned already."""
        near, far = self.shops[:3], self.shops[3:]
        for weekday, some in (("0", near), ("1", far)):
            self.add(*some.sorted("id", reverse=True), weekday=weekday)
        self.route.start_latitude, self.route.start_longitude = 20.99, 105.8
        today = self.company._vn_today()
        monday = today + timedelta(days=7 - today.weekday())
        self.route._vn_generate_visits(monday, monday + timedelta(days=6))
        before, after = self.route._vn_order_stops()[self.route.id]
        self.assertLess(after, before)
        lines = self.route.line_ids.sorted("sequence")
        self.assertEqual(lines.partner_id.ids, self.shops.ids)
        days = self.Visit.search(
            [("route_id", "=", self.route.id)], order="date, sequence, id"
        ).grouped("date")
        self.assertEqual(
            [visits.partner_id.ids for _day, visits in sorted(days.items())],
            [near.ids, far.ids],
        )

    def test_the_end_counts(self):
        """Between start and end the way is short, not only after the start."""
        self.add(*self.shops)
        self.route.start_latitude, self.route.start_longitude = 21.0, 105.8
        self.route.end_latitude, self.route.end_longitude = 20.995, 105.8
        before, after = self.route._vn_order_stops()[self.route.id]
        points = [shop._vn_get_place() for shop in self.shops]
        ends = (21.0, 105.8), (20.995, 105.8)
        self.assertAlmostEqual(before, stops.length_km(points, range(6), *ends))
        best = min(
            stops.length_km(points, other, *ends)
            for other in itertools.permutations(range(6))
        )
        self.assertAlmostEqual(after, best)

    def test_a_route_is_ordered(self):
        shops = self.shops.sorted(lambda shop: (shop.id * 7) % 5)
        nowhere = self.customer_person
        self.add(nowhere, *shops)
        self.route.start_latitude, self.route.start_longitude = 20.99, 105.8
        before, after = self.route._vn_order_stops()[self.route.id]
        self.assertLessEqual(after, before)
        lines = self.route.line_ids.sorted("sequence")
        self.assertEqual(lines.partner_id, self.shops | nowhere)
        self.assertEqual(lines[-1].partner_id, nowhere)
        action = self.route.action_open_unplaced()
        self.assertEqual(action["domain"], [("id", "in", nowhere.ids)])

    def test_a_ward_is_a_rough_position(self):
        """Who has none stands among the others of the ward, and still has none."""
        wards = self.env["res.city"].search([("country_id.code", "=", "VN")], limit=2)
        nowhere = self.customer_person
        nowhere.write({"partner_latitude": 0, "partner_longitude": 0})
        self.shops[2:4].city_id = nowhere.city_id = wards[0]
        self.add(nowhere, *self.shops)
        self.route.start_latitude, self.route.start_longitude = 20.99, 105.8
        self.route._vn_order_stops()
        lines = self.route.line_ids.sorted("sequence")
        self.assertEqual(
            lines.partner_id.ids,
            [*self.shops[:3].ids, nowhere.id, *self.shops[3:].ids],
        )
        rough = (nowhere | self.shops)._vn_get_rough_places()
        self.assertEqual(list(rough), [nowhere])
        self.assertAlmostEqual(rough[nowhere][0], 21.025)
        self.assertFalse(nowhere._vn_has_place())
        action = self.route.action_open_unplaced()
        self.assertEqual(action["domain"], [("id", "in", nowhere.ids)])
        # nobody of that ward is known
        nowhere.city_id = wards[1]
        self.route._vn_order_stops()
        self.assertEqual(
            self.route.line_ids.sorted("sequence")[-1:].partner_id, nowhere
        )

    def test_why_a_customer_has_no_position(self):
        nowhere = self.customer_person
        nowhere.write({"street": False, "city_id": False})
        nowhere.write({"partner_latitude": 0, "partner_longitude": 0})
        ward = self.env["res.city"].search([("country_id.code", "=", "VN")], limit=1)
        for values, reason in (
            ({}, "No address"),
            ({"street": "12 Hàng Bài"}, "The address names no ward"),
            ({"city_id": ward.id}, "Nobody took the position at a check-in yet"),
            ({"street": False}, "Nobody took the position at a check-in yet"),
            ({"partner_latitude": 21.0, "partner_longitude": 105.8}, False),
        ):
            nowhere.write(values)
            self.assertEqual(nowhere.vn_place_reason, reason)

    def test_the_address_does_not_name_the_company_again(self):
        shop = self.shops[0]
        shop.write({"is_company": True, "street": "12 Hàng Bài", "city": "Hà Nội"})
        visit = self.Visit.with_user(self.user_own).create({"partner_id": shop.id})
        self.assertIn("12 Hàng Bài", visit.address)
        self.assertNotIn(shop.name, visit.address)
        self.assertNotIn("\n", visit.address)
        shop.street = "14 Hàng Bài"
        self.assertIn("14 Hàng Bài", visit.address)
        shop.write(dict.fromkeys(("street", "city", "zip", "state_id", "country_id")))
        self.assertFalse(visit.address)
