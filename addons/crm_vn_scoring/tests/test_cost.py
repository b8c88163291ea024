from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.stock import count_more_queries

from .common import VnScoreCommon


@tagged("post_install", "-at_install")
class TestCost(VnScoreCommon):
    def test_done_costs_few_queries_more_than_stock(self):
        """The last contact, the published rules, and ledger with score."""
        customers = self.customer_person | self.customer | self.contact
        for number in (1, 3):
            activities = (
                self.env["mail.activity"]
                .union(
                    *(self.plan(customer, self.call) for customer in customers[:number])
                )
                .with_user(self.user_own)
            )
            with self.subTest(activities=number):
                more = count_more_queries(activities.env, activities.action_done)
                self.assertLessEqual(more, 3)

    def test_of_an_opportunity(self):
        """The last contact, the customer's company, and ledger with score."""
        activity = self.plan(self.lead, self.call).with_user(self.user_own)
        more = count_more_queries(activity.env, activity.action_done)
        self.assertLessEqual(more, 3)
