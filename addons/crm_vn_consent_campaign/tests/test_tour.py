from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnConsentCampaignCommon


@tagged("post_install", "-at_install")
class TestTour(VnConsentCampaignCommon, VnTourCase):
    """Before a campaign begins: how many may be contacted, and why the others not."""

    def test_counts_per_reason(self):
        self.campaign.vn_purpose = "care"
        self.campaign._vn_add_members(self.customers)
        self.campaign.vn_purpose = "advert"
        action = self.env.ref("crm_vn_campaign.utm_campaign_action")
        self.run_tour_everywhere(
            f"/odoo/action-{action.id}/{self.campaign.id}",
            "crm_vn_consent_campaign_tour",
            self.user_all.login,
        )
