from odoo.addons.crm_vn_campaign.tests.common import VnCampaignCommon
from odoo.addons.crm_vn_sale.tests.common import VnSaleCommon


class VnCampaignSaleCommon(VnCampaignCommon, VnSaleCommon):
    """A campaign whose members buy."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.campaign.vn_share_mode = "claim"
        cls.campaign._vn_add_members(cls.customers)
        cls.all_members = cls.env["crm.vn.campaign.member"].search(
            [("campaign_id", "=", cls.campaign.id)], order="id"
        )

    def contact(self, members, moment):
        """Members were contacted at a moment (text, UTC)."""
        members.state_id = self.env.ref(
            "crm_vn_campaign.crm_vn_campaign_state_contacted"
        )
        members._vn_as_engine().contacted_date = moment
