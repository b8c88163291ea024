from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.crm_vn_visit.tests.common import VnVisitCommon


@tagged("post_install", "-at_install")
@freeze_time("2027-01-15 03:00:00")
class TestNeed(VnVisitCommon):
    """How often a customer is visited, and who comes first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Need = cls.env["crm.vn.visit.need"]
        Need.search([]).active = False
        cls.gold = cls.env["crm.vn.tier"].create({"name": "Vàng của tuyến"})
        cls.best, cls.rest = Need.create(
            [
                {"tier_id": cls.gold.id, "frequency": "8", "weight": 3, "sequence": 1},
                {"frequency": "weeks", "weeks": 6, "sequence": 2},
            ]
        )
        cls.shops[1].vn_tier_id = cls.gold

    def test_the_first_that_fits(self):
        self.assertTrue(self.best._fits(self.gold.id, 0))
        self.assertFalse(self.best._fits(False, 5))
        stars = self.rest.copy({"star_min": "4"})
        self.assertEqual(
            [stars._fits(False, star) for star in (3, 4, 5)], [False, True, True]
        )

    def test_a_new_line_gets_what_fits(self):
        lines = self.env["crm.vn.visit.route.line"].with_user(self.user_own)
        plain, gold, own = lines.create(
            [
                {"route_id": self.route.id, "partner_id": self.shops[0].id},
                {"route_id": self.route.id, "partner_id": self.shops[1].id},
                {
                    "route_id": self.route.id,
                    "partner_id": self.shops[1].id,
                    "weekday": "2",
                    "frequency": "2.1",
                },
            ]
        )
        self.assertEqual((plain.frequency, plain.weeks), ("weeks", 6))
        self.assertEqual((gold.frequency, own.frequency), ("8", "2.1"))

    def test_who_is_worth_more_comes_first(self):
        self.route.max_per_day = 1
        self.add(*self.shops[:3])
        for shop in self.shops[:3]:
            visit = self.Visit.create(
                {
                    "partner_id": shop.id,
                    "user_id": self.user_own.id,
                    "date": "2027-01-08",
                }
            )
            visit._vn_check_in(False, False, 0, f"uuid-{visit.id:08}")
        self.route._vn_generate_visits(date(2027, 2, 1), date(2027, 2, 5))
        first = self.visits()[0]
        self.assertEqual(first.date, date(2027, 2, 1))
        self.assertEqual(first.partner_id, self.shops[1])

    def test_the_report_counts_by_tier(self):
        self.add(*self.shops[:2])
        self.route._vn_generate_visits(date(2027, 2, 1), date(2027, 2, 7))
        report = self.env["crm.vn.visit.report"].with_user(self.user_own)
        period = "2027-02-01", "2027-02-07"
        table = report.get_table(*period, "tier")
        self.assertEqual(
            [(row["key"], row["numbers"][0]) for row in table["rows"]],
            [(self.gold.id, "1"), (False, "1")],
        )
        for row, shop in zip(table["rows"], self.shops[1::-1], strict=True):
            action = report.open_records(*period, "tier", "planned", row["key"])
            self.assertEqual(self.Visit.search(action["domain"]).partner_id, shop)

    def test_managers_say_how_often(self):
        rules = self.best.with_user(self.user_own)
        self.assertEqual(rules.frequency, "8")
        with self.assertRaises(AccessError):
            rules.frequency = "4"
        self.best.with_user(self.manager).frequency = "4"
