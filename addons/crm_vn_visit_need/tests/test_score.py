from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_vn_visit.tests.common import VnVisitCommon


@tagged("post_install", "-at_install")
@freeze_time("2027-02-01 03:00:00")
class TestScore(VnVisitCommon):
    """Points for visits that took place, explained and taken back with them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.vn.score.rule"].search([]).action_draft()
        cls.env["crm.vn.customer.group"].search([]).score_points = 0
        cls.shop = cls.shops[0]

    def rule(self, **values):
        rule = self.env["crm.vn.score.rule"].with_user(self.manager)
        rule = rule.create(
            {
                "name": "Được thăm",
                "kind": "event",
                "event": "visit",
                "points": 5,
                **values,
            }
        )
        rule.action_publish()
        return rule

    def visit(self, shop=None, day="2027-02-01"):
        return self.Visit.create(
            {
                "partner_id": (shop or self.shop).id,
                "user_id": self.user_own.id,
                "date": day,
            }
        )

    def check_in(self, visit):
        visit._vn_check_in(21.0, 105.8, 10, f"uuid-{visit.id:08}")

    def score(self, shop=None):
        self.env.flush_all()
        self.env.invalidate_all()
        shop = shop or self.shop
        lines = shop._vn_score_lines()
        self.assertEqual(shop.vn_score, sum(line["points"] for line in lines))
        return shop.vn_score

    def test_a_visit_that_took_place_gives_points(self):
        rule = self.rule()
        visit = self.visit()
        self.assertEqual(self.score(), 0, "planned only")
        self.check_in(visit)
        self.assertEqual(self.score(), 5)
        [line] = self.shop.with_user(self.user_own)._vn_score_lines()
        self.assertEqual(
            (line["kind"], line["points"], line["res_model"], line["res_id"]),
            ("rule", 5, "crm.vn.visit", visit.id),
        )
        self.assertIn(rule.name, line["label"])
        self.assertEqual(str(line["date"]), "2027-02-01")

    def test_taken_back_with_the_visit(self):
        self.rule()
        visit = self.visit()
        self.check_in(visit)
        self.assertEqual(self.score(), 5)
        visit.unlink()
        self.assertEqual(self.score(), 0)
        self.assertFalse(self.shop._vn_score_lines())

    def test_what_was_skipped_gives_nothing(self):
        self.rule()
        self.visit()._vn_skip("Đóng cửa")
        self.assertEqual(self.score(), 0)

    def test_a_rule_may_ask_what_came_of_it(self):
        self.rule(points=8, domain="[('outcome', '=', 'order')]")
        visit = self.visit()
        self.check_in(visit)
        self.assertEqual(self.score(), 0)
        visit.outcome = "order"
        self.assertEqual(self.score(), 8)
        visit.outcome = "absent"
        self.assertEqual(self.score(), 0)

    def test_only_so_many(self):
        self.rule(cap=10)
        for _number in range(3):
            self.check_in(self.visit())
        self.assertEqual(self.score(), 10)

    def test_the_day_on_which_one_was_there(self):
        """A visit of tomorrow that is made today gives its points today."""
        self.rule()
        visit = self.visit(day="2027-02-02")
        self.check_in(visit)
        self.assertEqual(self.score(), 5)

    def test_a_contact_s_visit_is_the_company_s(self):
        self.rule()
        self.check_in(self.visit(self.customer_contact))
        self.assertEqual(self.score(self.customer_company), 5)
