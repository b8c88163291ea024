from freezegun import freeze_time

from odoo.tests import tagged, warmup

from odoo.addons.crm_vn_visit.tests.common import VnVisitCommon

# nine o'clock in Vietnam, a Monday
NOW = "2027-02-01 02:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRouteToday(VnVisitCommon):
    """Today's route on the desk."""

    def desk(self, user=None, *scope):
        desk = self.env["crm.vn.desk"].with_user(user or self.user_own)
        return desk.get_desk(*scope)

    def plan(self, number=4, **values):
        """Plan visits of today at the first shops, 1.1 km from one to the next."""
        visits = self.Visit._vn_as_engine().create(
            [
                {
                    "partner_id": shop.id,
                    "user_id": self.user_own.id,
                    "route_id": self.route.id,
                    "is_planned": True,
                    "sequence": place,
                    **values,
                }
                for place, shop in enumerate(self.shops[:number])
            ]
        )
        return visits.with_env(self.env)

    def numbers(self, block):
        return {state["name"]: state["count"] for state in block["states"]}

    def test_what_is_done_and_what_is_left(self):
        first, second, *_others = self.plan()
        first._vn_check_in(21.0, 105.8, 10, "uuid-desk-1")
        second._vn_skip("Đóng cửa")
        block = self.desk()["route_today"]
        self.assertEqual(block["count"], 4)
        self.assertEqual(self.numbers(block), {"done": 1, "planned": 2, "skipped": 1})
        mine = self.Visit.with_user(self.user_own)
        for part in (block, *block["states"]):
            self.assertEqual(mine.search_count(part["domain"]), part["count"])

    def test_the_next_stop_is_that_of_the_day(self):
        """The way and the arrival are those that My route today shows."""
        self.route.write({"start_latitude": 20.99, "start_longitude": 105.8})
        visits = self.plan()
        self.shops[2].phone = "0903 123 456"
        for place in range(3):
            with self.subTest(done=place):
                block = self.desk()["route_today"]
                today = self.Visit.with_user(self.user_own).get_today()
                stop = today["stops"][place]
                self.assertEqual(
                    [block["next"][name] for name in ("id", "km", "arrival", "phone")],
                    [stop[name] for name in ("id", "km", "arrival", "phone")],
                )
                self.assertEqual(block["next"]["id"], visits[place].id)
                # 1.1 km, on roads a third longer
                self.assertEqual(block["next"]["km"], 1.4)
                self.assertEqual(block["next"]["arrival"], "09:03")
            visits[place]._vn_check_in(21.0, 105.8, 10, f"uuid-desk-{place}")

    def test_before_the_day_begins(self):
        self.plan(1)
        with freeze_time("2027-01-31 22:00:00"):
            following = self.desk()["route_today"]["next"]
        # where the route begins is not known: no way, but the hour
        self.assertEqual((following["km"], following["arrival"]), (None, "08:00"))

    def test_a_customer_without_a_position(self):
        self.plan(2)
        self.shops[0].write({"partner_latitude": 0, "partner_longitude": 0})
        following = self.desk()["route_today"]["next"]
        self.assertEqual(following["name"], self.shops[0].name)
        self.assertEqual((following["km"], following["arrival"]), (None, ""))

    def test_nothing_left_and_nothing_at_all(self):
        self.assertNotIn("route_today", self.desk())
        self.plan(1)._vn_check_in(False, False, 0, "uuid-desk-only")
        block = self.desk()["route_today"]
        self.assertFalse(block["next"])
        self.assertEqual(self.numbers(block)["done"], 1)

    def test_whose_route(self):
        self.plan(2)
        colleague = self.user_own.copy({"login": "vn_desk_colleague"})
        self.assertNotIn("route_today", self.desk(colleague))
        leader = self.user_all
        self.assertNotIn("route_today", self.desk(leader))
        block = self.desk(leader, "user", self.user_own.id)["route_today"]
        self.assertEqual(block["count"], 2)
        self.assertNotIn("route_today", self.desk(leader, "all"))
        self.shops[0].user_id = self.user_2
        self.env["ir.rule"].search(
            [("name", "=", "Visits: of customers whom one sees")]
        ).domain_force = "[('partner_id.user_id', '=', user.id)]"
        self.assertEqual(self.desk()["route_today"]["count"], 1)

    @warmup
    def test_one_query_more(self):
        self.plan(6)
        desk = self.env["crm.vn.desk"].with_user(self.user_own)
        scope = desk._get_scope("me", False)
        desk._get_route_today(scope)
        self.env.flush_all()
        self.env.invalidate_all()
        # the desk has asked for the company's day before
        desk.env.company._vn_today()
        with self.assertQueryCount(1):
            desk._get_route_today(scope)
