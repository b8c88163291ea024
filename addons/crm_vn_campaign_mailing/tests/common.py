from odoo.tests import new_test_user

from odoo.addons.crm_vn_consent_campaign.tests.common import VnConsentCampaignCommon


class VnCampaignMailingCommon(VnConsentCampaignCommon):
    """Members of an advert by phone, two of whom agreed to e-mails, too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.campaign._vn_add_members(cls.agreed)
        for number, partner in enumerate(cls.agreed):
            partner.email = f"dong.y{number}@example.com"
        cls.readers = cls.agreed[:2]
        for partner in cls.readers:
            partner._vn_record_consent("email", "advert", "given", "form")
        cls.marketer = new_test_user(
            cls.env,
            "vn_marketer",
            groups="sales_team.group_sale_salesman_all_leads,"
            "mass_mailing.group_mass_mailing_user",
        )
