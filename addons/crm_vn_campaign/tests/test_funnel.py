import random

from odoo.tests import tagged

from .common import VnCampaignCommon

MEANINGS = ("waiting", "contacted", "interested", "refused", "won")


@tagged("post_install", "-at_install")
class TestFunnel(VnCampaignCommon):
    """Whatever people do with members: every count is the length of its list."""

    def check(self, campaign):
        self.env.invalidate_all()
        campaign = campaign.with_user(self.manager)
        for meaning in MEANINGS:
            action = campaign.with_context(meaning=meaning).action_vn_open_members()
            members = self.Member.with_user(self.manager)
            self.assertEqual(
                members.search_count(action["domain"]), campaign[f"vn_{meaning}_count"]
            )
        action = campaign.action_vn_open_members()
        self.assertEqual(
            self.Member.with_user(self.manager).search_count(action["domain"]),
            campaign.vn_member_count,
        )
        action = campaign.action_vn_open_opportunities()
        leads = self.env["crm.lead"].with_user(self.manager)
        found = leads.with_context(active_test=False).search_count(action["domain"])
        self.assertEqual(found, campaign.vn_opportunity_count)
        for member in self.members():
            self.assertEqual(member.meaning, member.state_id.meaning)

    def test_counts_are_records_after_anything(self):
        for seed in (1, 2):
            luck = random.Random(seed)
            campaign = self.campaign.copy({"title": f"Lần {seed}"})
            self.campaign = campaign
            people = self.Partner.create(
                [
                    {
                        "name": f"Khách {seed} {number}",
                        "vn_relationship_id": self.relationship_customer.id,
                        "user_id": luck.choice((self.user_own, self.user_all)).id,
                    }
                    for number in range(12)
                ]
            )
            # a merge takes longest
            events = 3 * (self.add, self.decide, self.archive, self.take_out)
            events += (self.make_opportunity, self.merge)
            for _step in range(35):
                luck.choice(events)(luck, campaign, people.exists())
            self.check(campaign)

    def add(self, luck, campaign, people):
        campaign._vn_add_members(people.browse(luck.sample(people.ids, 4)))

    def pick(self, luck):
        members = self.members()
        return members and luck.choice(members)

    def decide(self, luck, campaign, people):
        if member := self.pick(luck):
            name = f"crm_vn_campaign.crm_vn_campaign_state_{luck.choice(MEANINGS)}"
            member.state_id = self.env.ref(name)

    def make_opportunity(self, luck, campaign, people):
        if member := self.pick(luck):
            member.action_make_opportunity()

    def merge(self, luck, campaign, people):
        if len(people) > 6:
            pair = people.browse(luck.sample(people.ids, 2))
            wizard = self.env["base.partner.merge.automatic.wizard"].create({})
            wizard._merge(pair.ids, pair[0])

    def archive(self, luck, campaign, people):
        luck.choice(people).active ^= True

    def take_out(self, luck, campaign, people):
        if member := self.pick(luck):
            member.with_user(self.manager).unlink()
