from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.crm_vn_campaign_sale.models import utm_campaign

from .common import VnCampaignSaleCommon


@tagged("post_install", "-at_install")
class TestResult(VnCampaignSaleCommon):
    """What members bought after the contact, beside the held-back group."""

    def numbers(self, user=None):
        self.env.invalidate_all()
        campaign = self.campaign.with_user(user or self.manager)
        return (
            *(campaign.vn_reached_count, campaign.vn_order_count, campaign.vn_revenue),
            *(campaign.vn_held_count, campaign.vn_held_order_count),
            campaign.vn_held_revenue,
        )

    def setUp(self):
        super().setUp()
        held = self.all_members[4:]
        held._vn_as_engine().is_held_back = True
        self.contact(self.all_members[0], "2027-03-01 02:00:00")
        self.contact(self.all_members[1], "2027-03-03 02:00:00")
        self.contact(self.all_members[2], "2027-03-05 02:00:00")
        self.campaign.vn_window_days = 10

    def test_within_the_window(self):
        for customer, day, quantity in (
            (0, "2027-02-28", 1),  # before
            (0, "2027-03-01", 2),  # 12:00, after 02:00
            (0, "2027-03-10", 4),
            (0, "2027-03-11", 8),  # 12:00: after ten days
            (1, "2027-03-12", 16),
            (3, "2027-03-03", 32),  # was not contacted
            # held back: from the median on, 3 March
            (4, "2027-03-02", 64),
            (4, "2027-03-12", 128),
            (5, "2027-03-13", 256),
        ):
            self.order(self.customers[customer], day, quantity)
        self.assertEqual(self.numbers(), (3, 3, 22_000_000, 2, 1, 128_000_000))

    def test_a_cancelled_order_leaves_the_revenue(self):
        order = self.order(self.customers[0], "2027-03-02")
        self.assertEqual(self.numbers()[1:3], (1, 1_000_000))
        order.with_context(disable_cancel_warning=True).action_cancel()
        self.assertEqual(self.numbers()[1:3], (0, 0))

    def test_numbers_open_their_orders(self):
        orders = [
            self.order(self.customers[number], "2027-03-04") for number in (0, 1, 3, 4)
        ]
        campaign = self.campaign.with_user(self.manager)
        action = campaign.action_vn_open_sales()
        found = self.env["sale.order"].search(action["domain"])
        self.assertEqual(found, orders[0] | orders[1])
        action = campaign.with_context(held_back=True).action_vn_open_sales()
        self.assertEqual(self.env["sale.order"].search(action["domain"]), orders[3])

    def test_hidden_and_other_companies_count_nowhere(self):
        self.order(self.customers[0], "2027-03-02")
        self.order(self.customers[0], "2027-03-02", company=self.company_2)
        self.order(self.customers[1], "2027-03-04", user=self.user_all)
        self.assertEqual(self.numbers()[:3], (3, 2, 2_000_000))
        campaign = self.campaign.with_user(self.user_2).with_company(self.company_2)
        self.env.invalidate_all()
        self.assertEqual((campaign.vn_reached_count, campaign.vn_revenue), (0, 0))
        # orders of a colleague are not a salesperson's own
        own = self.campaign.with_user(self.user_own)
        mine = self.env["sale.order"].with_user(self.user_own)
        expected = mine.search_count([("id", "in", own._vn_get_sale_ids(False))])
        self.env.invalidate_all()
        self.assertEqual(own.vn_order_count, expected)
        self.env.invalidate_all()
        self.assertEqual(self.campaign.with_user(self.employee).vn_order_count, 0)

    def test_too_few_are_not_compared(self):
        self.order(self.customers[0], "2027-03-02", 3)
        self.order(self.customers[4], "2027-03-04", 1)
        campaign = self.campaign.with_user(self.manager)
        self.assertFalse(campaign.vn_is_comparable)
        self.assertEqual((campaign.vn_revenue_each, campaign.vn_uplift), (0, 0))
        self.env.invalidate_all()
        with patch.object(utm_campaign, "FEWEST", 2):
            self.assertTrue(campaign.vn_is_comparable)
            self.assertEqual(campaign.vn_revenue_each, 1_000_000)
            self.assertEqual(campaign.vn_held_revenue_each, 500_000)
            self.assertEqual(campaign.vn_uplift, 1_500_000)
