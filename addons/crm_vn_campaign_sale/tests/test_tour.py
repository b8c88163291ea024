from datetime import timedelta

from odoo import Command, fields
from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnCampaignSaleCommon


@tagged("post_install", "-at_install")
class TestTour(VnTourCase, VnCampaignSaleCommon):
    """From an offer to an order, and to the numbers that it changes."""

    def campaign_url(self):
        return f"/odoo/action-crm_vn_campaign.utm_campaign_action/{self.campaign.id}"

    def test_from_an_offer_to_the_numbers(self):
        customer = self.customers[0]
        offer = self.env["crm.vn.offer"].create(
            {
                "name": "Bàn giảm 10 %",
                "user_id": self.user_all.id,
                "campaign_id": self.campaign.id,
                "product_ids": [Command.create({"product_id": self.product.id})],
            }
        )
        line = offer._vn_add_customers(customer)
        yesterday = fields.Datetime.now() - timedelta(days=1)
        self.contact(self.all_members[0], yesterday)

        def before(_size, _lang):
            line.answer = "waiting"
            orders = self.env["sale.order"].search([("partner_id", "=", customer.id)])
            orders.with_context(disable_cancel_warning=True).action_cancel()

        def after():
            self.assertEqual(line.answer, "ordered")
            self.assertEqual(self.all_members[0].meaning, "won")

        self.run_tour_everywhere(
            f"/odoo/crm.vn.offer.line/{line.id}",
            "crm_vn_campaign_order_tour",
            login=self.user_all.login,
            before=before,
            after=after,
        )
        self.run_tour_everywhere(
            self.campaign_url(),
            "crm_vn_campaign_result_tour",
            login=self.manager.login,
        )
