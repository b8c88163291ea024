from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import VnCampaignCommon


@tagged("post_install", "-at_install")
class TestConditions(VnCampaignCommon):
    """Members by a saved condition: added again and again, never taken out."""

    def setUp(self):
        super().setUp()
        self.condition = (
            self.env["crm.vn.campaign.condition"]
            .with_user(self.user_all)
            .create(
                {
                    "campaign_id": self.campaign.id,
                    "name": "Khách có điện thoại 0912 300",
                    "condition": "[('phone', 'like', '912 300')]",
                }
            )
        )

    def test_refresh_adds_and_never_removes(self):
        self.condition.action_refresh()
        self.assertEqual(self.members().partner_id, self.customers)
        self.assertEqual(self.condition.matching_count, 6)
        self.assertEqual(self.members().condition_id, self.condition)
        self.customers[0].phone = "0988 000 000"
        new = self.customers[1].copy({"name": "Khách mới", "phone": "0912 300 999"})
        action = self.condition.action_refresh()
        self.assertIn("1 added, 5 already", action["params"]["message"])
        self.assertEqual(self.members().partner_id, self.customers | new)
        self.assertEqual(self.condition.left_count, 1)
        action = self.condition.action_open_left()
        left = self.Member.search(action["domain"])
        self.assertEqual(left.partner_id, self.customers[0])

    def test_by_night_in_the_name_of_the_author(self):
        self.condition.is_automatic = True
        self.customers[0].company_id = self.company_2
        cron = self.env.ref("crm_vn_campaign.ir_cron_refresh")
        for _time in range(2):
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
        members = self.members()
        self.assertEqual(members.partner_id, self.customers[1:])
        self.assertEqual(members.create_uid, self.user_all)

    def test_over_campaigns_stay_as_they_are(self):
        self.condition.is_automatic = True
        self.campaign.vn_date_to = "2020-01-31"
        self.env["crm.vn.campaign.condition"]._cron_refresh()
        self.assertFalse(self.members())

    def test_a_condition_is_checked(self):
        for condition in ("[('nope', '=', 1)]", "x", "[('user_ids.password','!=',0)]"):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.condition.condition = condition

    def test_other_companies_see_none(self):
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.condition.with_user(self.user_2).read(["name"])
