from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.crm_vn_zalo.tests.common import VnZaloCommon


@tagged("post_install", "-at_install")
class TestCampaignMessages(VnZaloCommon):
    """Messages to the members of a campaign."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.campaign = cls.env["utm.campaign"].create(
            {"name": "Trung thu", "vn_is_customer_campaign": True}
        )
        cls.members = cls.people(3)
        cls.campaign._vn_add_members(cls.members)

    def test_sms_to_members_who_get_something(self):
        held = self.env["crm.vn.campaign.member"].search(
            [("campaign_id", "=", self.campaign.id)], limit=1
        )
        held.is_held_back = True
        action = self.campaign.with_user(self.user_all).action_vn_send_sms()
        composer = (
            self.env["sms.composer"]
            .with_user(self.user_all)
            .with_context(**action["context"])
            .create({"body": "Chao {{ object.name }}", "vn_purpose": "care"})
        )
        composer.action_send_sms()
        self.work()
        self.assertEqual(sum(self.double.sent.values()), 2)
        messages = self.env["crm.vn.message"].search(
            [("campaign_id", "=", self.campaign.id)]
        )
        self.assertEqual(len(messages), 2)
        self.assertNotIn(held.partner_id, messages.partner_id)
        self.assertEqual(set(messages.mapped("is_bulk")), {True})
        self.assertEqual(self.as_user(self.campaign, self.user_all).vn_message_count, 2)

    def test_zalo_to_members(self):
        action = self.campaign.with_user(self.user_all).action_vn_send_zalo()
        dialog = (
            self.env["crm.vn.zalo.send"]
            .with_user(self.user_all)
            .with_context(**action["context"])
            .browse(action["res_id"])
        )
        dialog.template_id = self.template
        dialog.action_send()
        self.send_zalo()
        self.assertEqual(len(self.double.sent), 3)
        messages = self.env["crm.vn.message"].search(
            [("campaign_id", "=", self.campaign.id)]
        )
        self.assertEqual(messages.partner_id, self.members)

    def test_nobody_left(self):
        empty = self.env["utm.campaign"].create({"name": "Rỗng"})
        with self.assertRaises(UserError):
            empty.with_user(self.user_all).action_vn_send_sms()

    def test_an_offer_by_sms_and_by_zalo(self):
        """To those who have not answered, for the campaign, for its purpose."""
        offer = self.env["crm.vn.offer"].create(
            {"name": "Sofa", "price": 9_000_000, "campaign_id": self.campaign.id}
        )
        lines = offer._vn_add_customers(self.members)
        lines[0].answer = "refused"
        action = offer.with_user(self.user_all).action_send_sms()
        composer = (
            self.env["sms.composer"]
            .with_user(self.user_all)
            .with_context(**action["context"])
            .create({})
        )
        self.assertIn("Sofa", composer.body)
        self.assertIn("9,000,000", composer.body)
        self.assertEqual(composer.vn_purpose, "care")
        composer.action_send_sms()
        self.work()
        messages = self.env["crm.vn.message"].search(
            [("campaign_id", "=", self.campaign.id)]
        )
        self.assertEqual(messages.partner_id, self.members[1:])
        action = offer.with_user(self.user_all).action_send_zalo()
        dialog = self.env["crm.vn.zalo.send"].browse(action["res_id"])
        self.assertEqual(dialog._vn_get_records(), self.members[1:])
        lines.answer = "refused"
        with self.assertRaisesRegex(UserError, "Nobody is left"):
            offer.action_send_sms()
