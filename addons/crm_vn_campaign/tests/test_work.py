from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.cursors import VnCursorsCase

from .common import VnCampaignCommon


@tagged("post_install", "-at_install")
class TestWork(VnCampaignCommon):
    """Sharing out, and the call list."""

    def test_owners_have_their_customers(self):
        self.campaign._vn_add_members(self.customers)
        for member in self.members():
            self.assertEqual(member.user_id, member.partner_id.user_id)

    def test_in_turn(self):
        self.campaign.vn_share_mode = "round_robin"
        gone = self.user_2
        gone.active = False
        self.campaign.vn_user_ids = self.user_own | self.user_all | gone
        self.campaign._vn_add_members(self.customers[:5])
        loads = sorted(
            len(members) for members in self.members().grouped("user_id").values()
        )
        self.assertEqual(loads, [2, 3])
        self.assertNotIn(gone, self.members().user_id)

    def test_in_turn_passes_over_who_is_away(self):
        self.campaign.vn_share_mode = "round_robin"
        self.campaign.vn_user_ids = self.user_own | self.user_all
        now = fields.Datetime.now()
        resource = self.env["resource.resource"].create(
            {"name": "Người nghỉ", "user_id": self.user_own.id}
        )
        leave = self.env["resource.calendar.leaves"].create(
            {
                "name": "Nghỉ phép",
                "resource_id": resource.id,
                "date_from": now - timedelta(hours=5),
                "date_to": now + timedelta(hours=5),
            }
        )
        campaign = self.campaign.with_user(self.manager)
        campaign._vn_add_members(self.customers[:4].with_user(self.manager))
        self.assertEqual(self.members().user_id, self.user_all)
        leave.unlink()
        campaign._vn_add_members(self.customers[4:].with_user(self.manager))
        self.assertEqual(self.members()[4:].user_id, self.user_own)

    def test_held_back_members_are_given_to_nobody(self):
        self.campaign.vn_user_ids = self.user_own | self.user_all
        self.campaign.vn_hold_back_percent = 50
        for mode in ("round_robin", "owner"):
            self.members().unlink()
            self.campaign.vn_share_mode = mode
            self.campaign._vn_add_members(self.customers)
            self.members().filtered(lambda one: not one.is_held_back).user_id = False
            for _time in range(2):
                held = self.members().filtered("is_held_back")
                self.assertEqual(len(held), 3)
                self.assertFalse(held.user_id)
                self.campaign.with_user(self.manager).action_vn_share_out()
            self.assertTrue(all(one.user_id for one in self.members() - held))

    def test_in_turn_needs_people(self):
        self.campaign.vn_share_mode = "round_robin"
        with self.assertRaises(UserError):
            self.campaign.action_vn_share_out()

    def next(self, user):
        return self.Member.with_user(user)._vn_next(self.campaign.with_user(user))

    def test_outcomes_and_the_next_one(self):
        self.campaign._vn_add_members(self.customers)
        member = self.next(self.user_own)
        self.assertEqual(member.user_id, self.user_own)
        action = member.with_context(outcome="interested").action_set_outcome()
        self.assertEqual(member.meaning, "interested")
        self.assertTrue(member.contacted_date)
        self.assertEqual(
            member.partner_id.vn_last_contact_date, self.company._vn_today()
        )
        self.assertNotEqual(action["res_id"], member.id)
        self.assertEqual(action["res_id"], self.next(self.user_own).id)

    def test_not_now(self):
        self.campaign._vn_add_members(self.customers)
        first = self.next(self.user_own)
        first.action_not_now()
        self.assertNotEqual(self.next(self.user_own), first)
        first.postponed_until = fields.Datetime.now() - timedelta(minutes=1)
        for member in self.members() - first:
            member.state_id = self.env.ref(
                "crm_vn_campaign.crm_vn_campaign_state_contacted"
            )
        self.assertEqual(self.next(self.user_own), first)

    def test_an_empty_list_says_so(self):
        action = self.campaign.with_user(self.user_own).action_vn_work_off()
        self.assertEqual(action["tag"], "display_notification")

    def test_who_refuses_contact_later_is_passed_over(self):
        self.campaign._vn_add_members(self.customers)
        first = self.next(self.user_own)
        first.partner_id.vn_do_not_contact = True
        self.assertNotEqual(self.next(self.user_own), first)
        self.assertIn("does not want", first.note)

    def test_more_than_a_batch_of_obstacles(self):
        """Who can be contacted is found behind any number of those who can't."""
        unwilling = self.Partner.create(
            [
                {
                    "name": f"Không {number}",
                    "user_id": self.user_own.id,
                    "vn_relationship_id": self.relationship_customer.id,
                }
                for number in range(25)
            ]
        )
        self.campaign._vn_add_members(unwilling)
        unwilling.vn_do_not_contact = True
        self.campaign._vn_add_members(self.customers[1])
        self.assertEqual(self.next(self.user_own).partner_id, self.customers[1])

    def test_who_was_contacted_today_waits_until_tomorrow(self):
        self.campaign._vn_add_members(self.customers)
        first = self.next(self.user_own)
        first.partner_id._vn_touch(
            "activity", fields.Datetime.now(), self.user_all, first.partner_id
        )
        self.assertNotEqual(self.next(self.user_own), first)
        tomorrow = self.company._vn_today() + timedelta(days=1)
        self.assertEqual(first.postponed_until, self.company._vn_moment(tomorrow))
        self.assertFalse(first.note)

    def test_the_empty_list_says_when_it_goes_on(self):
        self.campaign._vn_add_members(self.customers[1])
        self.next(self.user_own).action_not_now()
        action = self.campaign.with_user(self.user_own).action_vn_work_off()
        self.assertIn("The next one:", action["params"]["message"])

    def test_capacity(self):
        self.campaign.vn_share_mode = "round_robin"
        self.campaign.vn_capacity = 2
        self.campaign.vn_user_ids = self.user_own | self.user_all
        self.campaign._vn_add_members(self.customers)
        loads = {
            user: len(members)
            for user, members in self.members().grouped("user_id").items()
        }
        nobody = self.env["res.users"]
        self.assertEqual(loads, {self.user_own: 2, self.user_all: 2, nobody: 2})
        self.members()[:2].state_id = self.env.ref(
            "crm_vn_campaign.crm_vn_campaign_state_contacted"
        )
        self.campaign.with_user(self.manager).action_vn_share_out()
        self.assertFalse(self.members().filtered(lambda member: not member.user_id))

    def test_next_step_becomes_an_activity(self):
        self.campaign._vn_add_members(self.customers)
        member = self.next(self.user_own)
        day = self.company._vn_today() + timedelta(days=3)
        member.write({"next_step": "Gửi báo giá", "next_step_date": day})
        member.with_context(outcome="interested").action_set_outcome()
        activity = member.activity_ids
        self.assertEqual(activity.summary, "Gửi báo giá")
        self.assertEqual(
            (activity.user_id, activity.date_deadline), (self.user_own, day)
        )
        self.assertFalse(member.next_step_date)
        self.assertTrue(self.next(self.user_own).day_progress.startswith("1 "))

    def test_goes_on_with_the_open_opportunity(self):
        self.campaign._vn_add_members(self.customers[:2])
        lead = self.env["crm.lead"].create(
            {
                "name": "Đang bàn",
                "type": "opportunity",
                "partner_id": self.customers[0].id,
                "user_id": self.user_all.id,
            }
        )
        first = self.members().filtered(lambda m: m.partner_id == self.customers[0])
        first.with_user(self.user_all).action_make_opportunity()
        self.assertEqual(first.opportunity_id, lead)
        self.assertEqual(lead.campaign_id, self.campaign)
        second = self.members() - first
        other = lead.copy({"partner_id": self.customers[1].id})
        self.campaign.vn_opportunity_policy = "new"
        second.with_user(self.user_all).action_make_opportunity()
        self.assertNotEqual(second.opportunity_id, other)

    def test_events_for_points(self):
        events = self.env["res.partner"]._vn_customer_events()
        self.campaign._vn_add_members(self.customers[:2])
        member = self.members()[0]
        member.state_id = self.env.ref("crm_vn_campaign.crm_vn_campaign_state_won")
        for name in ("campaign_contacted", "campaign_interested"):
            event = events[name]
            found = self.env[event["model"]].search(event["domain"])
            self.assertEqual(found & self.members(), member)

    def test_a_claim_that_ran_out_is_free_again(self):
        self.campaign.vn_share_mode = "claim"
        self.campaign._vn_add_members(self.customers[:1])
        member = self.next(self.user_own)
        self.assertEqual(member.user_id, self.user_own)
        self.assertFalse(self.next(self.user_all))
        member.sudo().claimed_until = fields.Datetime.now() - timedelta(minutes=1)
        self.assertEqual(self.next(self.user_all), member)
        self.assertEqual(member.user_id, self.user_all)

    def test_opportunity_keeps_the_campaign(self):
        self.campaign._vn_add_members(self.customers[:1])
        member = self.members()
        action = member.with_user(self.user_all).action_make_opportunity()
        lead = self.env["crm.lead"].browse(action["res_id"])
        self.assertEqual(lead.campaign_id, self.campaign)
        member.action_make_opportunity()
        self.assertEqual(self.campaign.vn_opportunity_count, 1)


@tagged("post_install", "-at_install")
class TestClaimTogether(VnCursorsCase):
    """Two people who ask at once never get the same member."""

    def test_one_has_it(self):
        with self.committed() as env:
            campaign = env["utm.campaign"].create(
                {
                    "title": "Ai nhanh tay",
                    "vn_is_customer_campaign": True,
                    "vn_share_mode": "claim",
                }
            )
            partner = env["res.partner"].create(
                {
                    "name": "Khách duy nhất",
                    "vn_relationship_id": env.ref(
                        "crm_vn_customer.crm_vn_relationship_customer"
                    ).id,
                }
            )
            campaign._vn_add_members(partner)
            users = env["res.users"].create(
                [
                    {
                        "name": f"Người {number}",
                        "login": f"vn_claim_{number}",
                        "group_ids": [
                            (4, env.ref("sales_team.group_sale_salesman").id)
                        ],
                    }
                    for number in range(2)
                ]
            )
            ids = campaign.id, partner.id, users.ids
        got = {}

        def claim(user_id):
            def call(env):
                env = env(user=user_id)
                campaign = env["utm.campaign"].browse(ids[0])
                member = env["crm.vn.campaign.member"]._vn_next(campaign)
                # tried again when others disturb: only what is committed counts
                got[user_id] = member.id

            return call

        try:
            self.together(*[claim(user_id) for user_id in ids[2]])
            with self.committed() as env:
                member = env["utm.campaign"].browse(ids[0]).vn_member_ids
                winner = member.user_id.id
                self.assertEqual(
                    got, {id_: id_ == winner and member.id for id_ in ids[2]}
                )
        finally:
            with self.committed() as env:
                env["utm.campaign"].browse(ids[0]).unlink()
                env["res.partner"].browse(ids[1]).unlink()
                env["res.users"].browse(ids[2]).unlink()
