from odoo.tests import tagged

from odoo.addons.crm_vn_campaign.tests.common import VnCampaignCommon


@tagged("post_install", "-at_install")
class TestFeedbackCampaign(VnCampaignCommon):
    """Nobody with an open complaint is next, or gets a message."""

    def next(self):
        campaign = self.campaign.with_user(self.user_own)
        return self.Member.with_user(self.user_own)._vn_next(campaign)

    def test_passed_over_until_the_case_is_closed(self):
        self.campaign.vn_share_mode = "claim"
        if "vn_channel" in self.campaign:
            # an hour for calls is another addon's matter
            self.campaign.vn_channel = "email"
        unhappy = self.customers[0]
        self.campaign._vn_add_members(self.customers[:2])
        request = self.env["crm.vn.feedback.request"]._vn_ask(unhappy, "customer")
        self.env["crm.vn.feedback.answer"]._vn_receive(request, {"stars": 1}, "phone")
        found = self.next()
        self.assertEqual(found.partner_id, self.customers[1])
        waiting = self.campaign._vn_get_waiting_members()
        self.assertEqual(waiting, found)
        member = self.members() - found
        self.assertIn("complaint", member.note)
        case = self.env["crm.vn.feedback.case"].search(
            [("partner_id", "=", unhappy.id)]
        )
        case.result = "Đã xin lỗi và giao lại"
        case.with_user(self.user_all).action_close()
        self.assertFalse(member.postponed_until)
        self.assertEqual(self.campaign._vn_get_waiting_members(), member | found)
