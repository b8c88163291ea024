from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import VnCampaignSaleCommon


@tagged("post_install", "-at_install")
class TestOrders(VnCampaignSaleCommon):
    """Quotations and orders keep the campaign, and come back to it."""

    def cancel(self, order):
        order.with_context(disable_cancel_warning=True).action_cancel()

    def test_quotation_of_a_member(self):
        member = self.all_members[0].with_user(self.user_all)
        action = member.action_make_quotation()
        order = self.env["sale.order"].browse(action["res_id"])
        self.assertEqual(order.campaign_id, self.campaign)
        self.assertEqual(order.partner_id, member.partner_id)
        self.assertEqual((member.order_ids, member.order_count), (order, 1))
        self.assertEqual(member.meaning, "waiting", "nothing is ordered yet")

    def test_an_order_wins_and_its_cancellation_takes_it_back(self):
        member = self.all_members[0]
        first, second = (
            self.order(member.partner_id, campaign_id=self.campaign.id)
            for _number in range(2)
        )
        other = self.order(member.partner_id)
        other.action_confirm()
        self.assertEqual(member.meaning, "waiting", "not of this campaign")
        first.action_confirm()
        second.action_confirm()
        self.assertEqual(member.meaning, "won")
        self.cancel(first)
        self.assertEqual((member.meaning, member.won_order_id), ("won", second))
        self.cancel(second)
        self.assertEqual(member.meaning, "interested")
        self.assertFalse(member.won_order_id)

    def test_won_by_hand_stays_won(self):
        member = self.all_members[0]
        member.state_id = self.env.ref("crm_vn_campaign.crm_vn_campaign_state_won")
        order = self.order(member.partner_id, campaign_id=self.campaign.id)
        order.action_confirm()
        self.cancel(order)
        self.assertEqual(member.meaning, "won")

    def test_through_a_contact_and_of_another_company(self):
        self.campaign._vn_add_members(self.customer_company)
        member = self.Member.search(
            [
                ("campaign_id", "=", self.campaign.id),
                ("partner_id", "=", self.customer_company.id),
            ]
        )
        order = self.order(
            self.customer_contact, campaign_id=self.campaign.id, company=self.company_2
        )
        order.action_confirm()
        self.assertEqual(member.meaning, "waiting")
        order = self.order(self.customer_contact, campaign_id=self.campaign.id)
        order.action_confirm()
        self.assertEqual(member.meaning, "won")
        self.assertEqual(member.order_ids, order)

    def test_a_contact_that_is_a_member_itself(self):
        """Its orders are its own, the company's are the company's."""
        contact = self.customer_contact
        contact.vn_relationship_id = self.relationship_customer
        self.campaign._vn_add_members(contact | self.customer_company)
        members = self.members() - self.all_members
        member = members.filtered(lambda one: one.partner_id == contact)
        company = members - member
        self.contact(members, "2027-03-01 02:00:00")
        mine = self.order(contact, "2027-03-02", 2, campaign_id=self.campaign.id)
        self.assertEqual((member.meaning, company.meaning), ("won", "contacted"))
        theirs = self.order(
            self.customer_company, "2027-03-02", 4, campaign_id=self.campaign.id
        )
        self.env.invalidate_all()
        self.assertEqual(member.order_ids, mine)
        self.assertEqual(company.order_ids, theirs)
        campaign = self.campaign.with_user(self.manager)
        self.assertEqual(campaign.vn_order_count, 2)
        self.assertEqual(set(campaign._vn_get_sale_ids(False)), {mine.id, theirs.id})
        company.unlink()
        campaign.invalidate_recordset()
        self.assertEqual(campaign._vn_get_sale_ids(False), mine.ids)

    def test_quotation_of_a_lead_whose_customer_is_a_member(self):
        customer = self.customers[0]
        customer.email = "khach.0@example.com"
        lead = self.env["crm.lead"].create(
            {
                "name": "Hỏi giá",
                "email_from": customer.email,
                "user_id": self.user_all.id,
            }
        )
        self.campaign._vn_add_members(lead)
        member = self.members() - self.all_members
        action = member.with_user(self.user_all).action_make_quotation()
        order = self.env["sale.order"].browse(action["res_id"])
        self.assertEqual(order.partner_id, customer)
        self.assertEqual(order.opportunity_id, lead)
        self.assertEqual(self.members(), self.all_members)
        self.assertEqual(self.all_members[0].opportunity_id, lead)

    def offer(self, **values):
        return (
            self.env["crm.vn.offer"]
            .with_user(self.user_all)
            .create(
                {
                    "name": "Bàn giảm 10 %",
                    "campaign_id": self.campaign.id,
                    "discount": 10,
                    "product_ids": [
                        Command.create({"product_id": self.product.id, "quantity": 2})
                    ],
                    **values,
                }
            )
        )

    def test_from_an_offer_to_an_order(self):
        offer = self.offer()
        self.assertEqual(offer.product_ids.discount, 10)
        self.assertEqual(offer.product_ids.price_unit, 1_000_000)
        line = offer._vn_add_customers(self.customers[0])
        action = line.action_make_quotation()
        order = self.env["sale.order"].browse(action["res_id"])
        self.assertEqual(order.amount_untaxed, 1_800_000)
        self.assertEqual(order.campaign_id, self.campaign)
        self.assertEqual(line.answer, "waiting")
        order.with_user(self.user_all).action_confirm()
        self.assertEqual(line.answer, "ordered")
        self.assertEqual(self.all_members[0].meaning, "won")
        self.cancel(order)
        self.assertEqual(line.answer, "interested")

    def test_an_order_at_once(self):
        line = self.offer()._vn_add_customers(self.customers[1])
        action = line.action_make_order()
        self.assertEqual(self.env["sale.order"].browse(action["res_id"]).state, "sale")
        self.assertEqual(line.answer, "ordered")

    def test_what_can_not_be_quoted(self):
        line = self.offer(product_ids=False)._vn_add_customers(self.customers[0])
        with self.assertRaisesRegex(UserError, "which products"):
            line.action_make_quotation()
        line = self.offer(date_from=False, date_to="2020-01-31")._vn_add_customers(
            self.customers[0]
        )
        with self.assertRaisesRegex(UserError, "has ended"):
            line.action_make_quotation()

    def test_pdf_shows_the_products(self):
        offer = self.offer()
        report = self.env.ref("crm_vn_campaign.crm_vn_offer_report")
        page = report._render_qweb_html(report.report_name, offer.ids)[0].decode()
        self.assertIn("Bàn làm việc", page)
