from odoo.tests import tagged

from odoo.addons.crm_vn_demo.tools import lives

from .common import LivesCommon


@tagged("post_install", "-at_install")
class TestLives(LivesCommon):
    """What the year brings to each customer, before anything is written."""

    def test_same_every_time(self):
        for relationship in lives.PATTERNS:
            self.assertEqual(self._live(relationship), self._live(relationship))

    def test_relationships_are_those_of_the_catalog(self):
        catalog = self.env["crm.vn.relationship"].search([])
        names = catalog.get_external_id().values()
        known = {name.rpartition("relationship_")[2] for name in names if name}
        self.assertLessEqual(set(lives.PATTERNS), known)

    def test_nothing_before_the_customer_was_known(self):
        for relationship in lives.PATTERNS:
            for life in self._live(relationship):
                days = [day for day, _seed in life.orders] + life.deeds
                self.assertLessEqual(max(days, default=0), max(life.age, 1))

    def test_who_is_quiet_is_quiet(self):
        for relationship in ("dormant", "stopped"):
            quiet = lives.PATTERNS[relationship].quiet
            for life in self._live(relationship):
                self.assertFalse(life.plans)
                self.assertGreaterEqual(min(life.deeds, default=quiet), quiet)

    def test_better_customers_buy_more(self):
        bought = {
            relationship: sum(len(life.orders) for life in self._live(relationship))
            for relationship in ("vip", "loyal", "customer", "new")
        }
        self.assertGreater(bought["vip"], bought["loyal"])
        self.assertGreater(bought["loyal"], bought["customer"])
        self.assertFalse(bought["new"])

    def test_the_team_that_slips_is_late(self):
        def overdue(is_slipping):
            found = self._live("customer", is_slipping=is_slipping)
            return sum(plan < 0 for life in found for plan in life.plans)

        self.assertGreater(overdue(True), 2 * overdue(False))

    def test_no_demo_data_no_year(self):
        """Where these tests run there are none, so no customer came either."""
        module = self.env.ref("base.module_crm_vn_demo")
        teams = self.env.ref("crm_vn_demo.crm_team_north", raise_if_not_found=False)
        self.assertEqual(bool(module.demo), bool(teams))

    def test_baskets(self):
        goods = [("chair", True), ("sofa", False), ("bed", False)]
        for seed in range(200):
            household = lives.basket(seed, 1, goods)
            self.assertTrue(all(quantity >= 1 for _key, quantity in household))
            self.assertTrue(all(quantity <= 2 for _key, quantity in household))
            keys = [key for key, _quantity in lives.basket(seed, 9, goods)]
            self.assertEqual(len(keys), len(set(keys)))
