from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


class VnCampaignCommon(VnCustomerCommon):
    """A campaign of the sales manager, and customers of salespeople."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.campaign = (
            cls.env["utm.campaign"]
            .with_user(cls.manager)
            .create({"title": "Tết 2027", "vn_is_customer_campaign": True})
        )
        cls.customers = cls.Partner.create(
            [
                {
                    "name": f"Khách {number}",
                    "phone": f"0912 300 00{number}",
                    "vn_relationship_id": cls.relationship_customer.id,
                    "user_id": (cls.user_own if number % 2 else cls.user_all).id,
                }
                for number in range(6)
            ]
        )
        cls.Member = cls.env["crm.vn.campaign.member"]

    def members(self):
        return self.Member.search([("campaign_id", "=", self.campaign.id)])
