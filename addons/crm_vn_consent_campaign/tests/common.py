from odoo.addons.crm_vn_campaign.tests.common import VnCampaignCommon
from odoo.addons.crm_vn_consent.tests.common import VnConsentCommon


class VnConsentCampaignCommon(VnCampaignCommon, VnConsentCommon):
    """An advert by phone, and who agreed to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.campaign.write({"vn_purpose": "advert", "vn_channel": "call"})
        cls.agreed = cls.customers[:3]
        for partner in cls.agreed:
            partner._vn_record_consent("call", "advert", "given", "form")
