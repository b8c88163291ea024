from odoo.tests import tagged

from odoo.addons.crm_vn_kpi.tests.common import FEBRUARY, JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
class TestKpiCampaign(VnKpiCommon):
    """Members of campaigns, by who is responsible for them."""

    def _member(self, partner, user, meaning, moment="2027-01-20 03:00:00"):
        campaign = self.env["utm.campaign"].create(
            {"title": "Xuân 2027", "vn_is_customer_campaign": True}
        )
        members = self.env["crm.vn.campaign.member"]
        member = members.create(
            {
                "campaign_id": campaign.id,
                "partner_id": partner.id,
                "user_id": user.id,
                "company_id": self.company.id,
            }
        )
        member.state_id = self.env.ref(
            f"crm_vn_campaign.crm_vn_campaign_state_{meaning}"
        )
        member._vn_as_engine().contacted_date = moment
        return member

    def test_numbers(self):
        for meaning in ("contacted", "refused", "interested", "won"):
            self._member(self.hoa, self.lan, meaning)
        self._member(self.hoa, self.lan, "waiting", False)
        self.assertEqual(self._number("campaign_contacted"), 4)
        self.assertEqual(self._number("campaign_interested"), 2)
        self.assertEqual(self._number("campaign_won"), 1)

    def test_at_midnight_in_vietnam(self):
        self._member(self.hoa, self.lan, "won", "2027-01-31 17:30:00")
        self.assertEqual(self._number("campaign_won"), 0)
        self.assertEqual(self._number("campaign_won", FEBRUARY), 1)

    def test_a_number_opens_its_members(self):
        self._member(self.hoa, self.lan, "won")
        metric = self._metric("campaign_won", self.huong)
        action = metric._vn_action(*JANUARY)
        found = self.env[action["res_model"]].with_user(self.huong)
        self.assertEqual(found.search_count(action["domain"]), 1)
