from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnCampaignCommon


@tagged("post_install", "-at_install")
class TestTour(VnTourCase, VnCampaignCommon):
    """From a customer into a campaign on the spot, and the call list of three."""

    def campaign_url(self):
        return f"/odoo/action-crm_vn_campaign.utm_campaign_action/{self.campaign.id}"

    def test_campaign_on_the_spot(self):
        customer = self.customers[0]
        title = "Chiến dịch tại chỗ"

        def before(_size, _lang):
            self.env["utm.campaign"].search([("title", "=", title)]).unlink()

        def after():
            campaign = self.env["utm.campaign"].search([("title", "=", title)])
            self.assertEqual(campaign.vn_member_ids.partner_id, customer)
            offer = self.env["crm.vn.offer"].search([("campaign_id", "=", campaign.id)])
            self.assertEqual(offer.line_ids.partner_id, customer)

        self.run_tour_everywhere(
            f"/odoo/res.partner/{customer.id}",
            "crm_vn_campaign_add_tour",
            login=self.user_all.login,
            before=before,
            after=after,
        )

    def test_call_list_of_three(self):
        self.campaign.vn_share_mode = "owner"
        self.campaign.vn_script = "<p>Chúc mừng năm mới</p>"
        outcomes = ["interested", "waiting", "contacted"]

        def before(_size, _lang):
            self.members().sudo().unlink()
            people = self.Partner.create(
                [
                    {
                        "name": f"Khách số {number}",
                        "user_id": self.user_all.id,
                        "vn_relationship_id": self.relationship_customer.id,
                    }
                    for number in (1, 2, 3)
                ]
            )
            self.campaign._vn_add_members(people)
            self.env.flush_all()

        def after():
            self.assertEqual(self.members().sorted("id").mapped("meaning"), outcomes)

        self.run_tour_everywhere(
            self.campaign_url(),
            "crm_vn_campaign_work_tour",
            login=self.user_all.login,
            before=before,
            after=after,
        )
