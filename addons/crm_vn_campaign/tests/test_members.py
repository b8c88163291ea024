from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import VnCampaignCommon


@tagged("post_install", "-at_install")
class TestMembers(VnCampaignCommon):
    """Who gets into a campaign."""

    def test_twice_and_once_through_a_contact(self):
        three = self.customers[:2] | self.customer_company
        result = self.campaign._vn_add_members(three)
        self.assertEqual(result, {"added": 3, "already": 0, "refused": []})
        again = self.customers[:2] | self.customer_contact
        result = self.campaign._vn_add_members(again)
        self.assertEqual(result, {"added": 0, "already": 3, "refused": []})
        self.assertEqual(self.members().partner_id, three)
        self.assertEqual(self.campaign.vn_member_count, 3)
        self.assertEqual(self.campaign.vn_waiting_count, 3)

    def test_refused_with_the_reason(self):
        archived, unwilling = self.customers[:2]
        archived.active = False
        unwilling.vn_do_not_contact = True
        result = self.campaign._vn_add_members(self.customers)
        self.assertEqual(result["added"], 4)
        self.assertEqual(
            dict(result["refused"]),
            {
                archived: "The customer is archived.",
                unwilling: "The customer does not want to be contacted.",
            },
        )

    def test_leads(self):
        leads = self.env["crm.lead"].create(
            [
                {"name": "Hỏi giá", "partner_id": self.customers[0].id},
                {"name": "Người lạ", "phone": "0912 999 888"},
            ]
        )
        result = self.campaign._vn_add_members(leads)
        self.assertEqual(result["added"], 2)
        members = self.members()
        self.assertEqual(members.partner_id, self.customers[0])
        self.assertEqual(members.lead_id, leads[1])
        self.assertEqual(self.campaign._vn_add_members(leads)["already"], 2)

    def test_hidden_records_are_refused(self):
        self.customers[0].company_id = self.company_2
        campaign = self.campaign.with_user(self.user_own)
        records = campaign.env["res.partner"].browse(self.customers[:2].ids)
        result = campaign._vn_add_members(records)
        self.assertEqual(result["added"], 1)
        self.assertEqual(result["refused"][0][1], "You may not see this record.")

    def test_leads_of_hidden_customers_are_refused(self):
        leads = self.env["crm.lead"].create(
            [
                {"name": "Kín", "partner_id": self.customers[0].id},
                {"name": "Tốt", "partner_id": self.customers[1].id},
            ]
        )
        leads.user_id = self.user_own
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET company_id = %s WHERE id = %s",
            [self.company_2.id, self.customers[0].id],
        )
        self.env.invalidate_all()
        campaign = self.campaign.with_user(self.user_own)
        result = campaign._vn_add_members(leads.with_user(self.user_own))
        self.assertEqual(result["added"], 1)
        self.assertEqual(
            result["refused"],
            [(leads[0].with_user(self.user_own), "You may not see this record.")],
        )
        wizard = (
            self.env["crm.vn.campaign.add"]
            .with_user(self.user_own)
            .with_context(active_model="crm.lead", active_ids=leads.ids)
            .create({"new_campaign": "Hè 2028", "new_offer": "Giảm 5 %"})
        )
        wizard.action_add()
        self.assertEqual(wizard.result.splitlines()[0][:8], "1 added,")

    def test_another_kind_is_refused(self):
        with self.assertRaises(UserError):
            self.campaign._vn_add_members(self.env["res.users"].browse(2))

    def test_the_dialog_makes_campaign_and_offer(self):
        wizard = (
            self.env["crm.vn.campaign.add"]
            .with_user(self.user_own)
            .with_context(
                active_model="res.partner",
                active_ids=(self.customers | self.customer_person).ids,
            )
            .create({"new_campaign": "Hè 2027", "new_offer": "Giảm 5 %"})
        )
        self.assertEqual(wizard.record_count, 7)
        wizard.action_add()
        self.assertEqual(wizard.result, "7 added, 0 already there, 0 refused.")
        campaign = self.env["utm.campaign"].search([("title", "=", "Hè 2027")])
        self.assertTrue(campaign.vn_is_customer_campaign)
        offer = self.env["crm.vn.offer"].search([("campaign_id", "=", campaign.id)])
        self.assertEqual(offer.line_count, 7)

    def test_made_by_hand_or_from_a_file(self):
        """Import, the button "New" and scripts are told no as the dialog is."""
        members = self.Member.with_user(self.user_all)
        archived, unwilling, willing = self.customers[:3]
        archived.active = False
        unwilling.vn_do_not_contact = True
        lost = self.env["crm.lead"].create({"name": "Mất", "active": False})
        for name, record, reason in (
            ("partner_id", archived, "Khách 0.*is archived"),
            ("partner_id", unwilling, "Khách 1.*does not want to be contacted"),
            ("lead_id", lost, "Mất.*lost or archived"),
        ):
            values = {"campaign_id": self.campaign.id, name: record.id}
            with self.assertRaisesRegex(UserError, reason), self.cr.savepoint():
                members.create(values)
            with self.assertRaisesRegex(UserError, reason), self.cr.savepoint():
                members.with_context(
                    **{f"default_{key}": value for key, value in values.items()}
                ).create({})
        lead = self.env["crm.lead"].create(
            {"name": "Hỏi giá", "partner_id": willing.id, "user_id": self.user_all.id}
        )
        made = members.create({"campaign_id": self.campaign.id, "lead_id": lead.id})
        self.assertEqual(made.partner_id, willing)
        self.assertFalse(made.lead_id)
        names = ["campaign_id/.id", "partner_id/.id"]
        result = members.load(
            names,
            [
                [str(self.campaign.id), str(self.customers[3].id)],
                [str(self.campaign.id), str(unwilling.id)],
            ],
        )
        self.assertFalse(result["ids"])
        last = result["messages"][-1]
        self.assertEqual(last["record"], 1)
        self.assertIn("Khách 1 can't be in the campaign", last["message"])

    def add(self, ticked, **context):
        """Open the dialog as the list of customers does, and return it."""
        return (
            self.env["crm.vn.campaign.add"]
            .with_user(self.user_all)
            .with_context(
                active_model="res.partner",
                active_ids=ticked.ids,
                # the whole list, whatever is ticked
                active_domain=[("id", "in", self.customers.ids)],
                **context,
            )
            .create({"campaign_id": self.campaign.id})
        )

    def test_only_who_is_ticked_in_the_list(self):
        ticked = self.customers[:2]
        wizard = self.add(ticked)
        self.assertEqual(wizard.record_count, 2)
        wizard.action_add()
        self.assertEqual(wizard.result, "2 added, 0 already there, 0 refused.")
        self.assertEqual(self.members().partner_id, ticked)

    def test_all_that_match_beyond_what_the_list_names(self):
        self.env["ir.config_parameter"].set_param("web.active_ids_limit", "4")
        wizard = self.add(self.customers[:4])
        self.assertEqual(wizard.record_count, 6)
        wizard.action_add()
        self.assertEqual(self.members().partner_id, self.customers)

    def test_held_back(self):
        self.campaign.vn_hold_back_percent = 50
        self.campaign.vn_share_mode = "claim"
        self.campaign._vn_add_members(self.customers)
        held = self.members().filtered("is_held_back")
        self.assertEqual(len(held), 3)
        seen = self.Member
        members = self.Member.with_user(self.user_own)
        while member := members._vn_next(self.campaign.with_user(self.user_own)):
            member.state_id = self.env.ref(
                "crm_vn_campaign.crm_vn_campaign_state_contacted"
            )
            seen |= member
        self.assertEqual(len(seen), 3)
        self.assertFalse(seen & held)

    def become(self, member, meaning):
        member.state_id = self.env.ref(
            f"crm_vn_campaign.crm_vn_campaign_state_{meaning}"
        )

    def test_a_lead_that_becomes_a_member_s_customer(self):
        customer, other = self.customers[:2]
        leads = self.env["crm.lead"].create(
            [
                {"name": "Hỏi giá", "user_id": self.user_all.id, "type": "lead"},
                {"name": "Hỏi hàng", "user_id": self.user_all.id, "type": "lead"},
            ]
        )
        self.campaign._vn_add_members(leads)
        self.campaign._vn_add_members(customer)
        first, second, third = self.members()
        self.become(first, "interested")
        for lead, partner in ((leads[0], customer), (leads[1], other)):
            lead.with_user(self.user_all).convert_opportunity(partner)
        self.assertEqual(self.members(), first | second)
        self.assertFalse(third.exists())
        self.assertEqual((first.partner_id, second.partner_id), (customer, other))
        self.assertFalse((first | second).lead_id)
        self.assertEqual(
            (first.meaning, first.opportunity_id), ("interested", leads[0])
        )

    def test_merged_leads_are_one_member(self):
        leads = self.env["crm.lead"].create(
            [
                {"name": f"Hỏi giá {number}", "user_id": self.user_all.id}
                for number in range(3)
            ]
        )
        self.campaign._vn_add_members(leads)
        self.become(self.members()[1], "interested")
        kept = leads[:2].with_user(self.user_all).merge_opportunity()
        members = self.members()
        self.assertEqual(members.lead_id, kept.with_env(self.env) | leads[2])
        member = members.filtered(lambda one: one.lead_id.id == kept.id)
        self.assertEqual(member.meaning, "interested")
        leads[2].partner_id = self.customers[0]
        both = (kept.with_env(self.env) | leads[2]).with_user(self.user_all)
        both.merge_opportunity()
        self.assertEqual(self.members().partner_id, self.customers[0])
        self.assertEqual(self.members().mapped("meaning"), ["interested"])

    def test_merge_keeps_the_further_one(self):
        self.campaign._vn_add_members(self.customers[:2])
        _first, second = self.members()
        second.state_id = self.env.ref(
            "crm_vn_campaign.crm_vn_campaign_state_interested"
        )
        one, two = self.customers[:2]
        self.env["base.partner.merge.automatic.wizard"].create({})._merge(
            (one | two).ids, one
        )
        members = self.members()
        self.assertEqual(len(members), 1)
        self.assertEqual((members.partner_id, members.meaning), (one, "interested"))

    def test_other_company_and_rights(self):
        self.campaign._vn_add_members(self.customers)
        members = self.members()
        with self.assertRaises(AccessError):
            members.with_user(self.user_2).read(["partner_id"])
        campaign = self.campaign.with_user(self.user_2).with_company(self.company_2)
        self.assertEqual(campaign.vn_member_count, 0)
        with self.assertRaises(AccessError):
            members.with_user(self.employee).read(["partner_id"])

    def test_campaigns_of_a_customer(self):
        self.campaign._vn_add_members(self.customers[0])
        partners = self.env["res.partner"].with_user(self.manager)
        found = partners.search([("vn_campaign_ids", "in", self.campaign.ids)])
        self.assertEqual(found, self.customers[0])
        self.assertEqual(found.vn_campaign_count, 1)
        others = partners.search(
            [("vn_campaign_ids", "=", False), ("id", "in", self.customers.ids)]
        )
        self.assertEqual(others, self.customers[1:])
        self.assertFalse(self.customers[0].copy().vn_campaign_count)

    def test_counts_are_their_lists(self):
        self.campaign._vn_add_members(self.customers)
        for member, meaning in zip(
            self.members(), ("contacted", "interested", "won", "refused"), strict=False
        ):
            member.state_id = self.env.ref(
                f"crm_vn_campaign.crm_vn_campaign_state_{meaning}"
            )
        for meaning in ("waiting", "contacted", "interested", "won", "refused"):
            action = self.campaign.with_context(
                meaning=meaning
            ).action_vn_open_members()
            self.assertEqual(
                self.Member.search_count(action["domain"]),
                self.campaign[f"vn_{meaning}_count"],
            )
        self.campaign.vn_cost = 900
        self.assertEqual(self.campaign.vn_cost_per_win, 900)

    def test_an_export_is_what_the_list_shows(self):
        self.campaign._vn_add_members(self.customers)
        self.become(self.members()[0], "interested")
        self.manager.group_ids |= self.env.ref("base.group_allow_export")
        campaign = self.campaign.with_user(self.manager)
        for meaning in ("waiting", "interested", "won"):
            action = campaign.with_context(meaning=meaning).action_vn_open_members()
            shown = self.Member.with_user(self.manager).search(action["domain"])
            rows = shown.export_data(["partner_id/name", "state_id/name", "phone"])
            self.assertEqual(
                rows["datas"],
                [[one.partner_id.name, one.state_id.name, one.phone] for one in shown],
            )
            self.assertEqual(len(shown), campaign[f"vn_{meaning}_count"])

    def test_numbers_by_source_open_their_members(self):
        fair, friend = self.env["utm.source"].create(
            [{"name": "Hội chợ Tết"}, {"name": "Bạn bè giới thiệu"}]
        )
        (self.customers[:2].source_id, self.customers[2].source_id) = (fair, friend)
        self.campaign._vn_add_members(self.customers)
        members = self.Member.with_user(self.manager)
        domain = [("campaign_id", "=", self.campaign.id)]
        groups = members.formatted_read_group(
            domain, ["customer_source_id"], ["__count"]
        )
        found = {
            (row["customer_source_id"] or [False])[0]: row["__count"] for row in groups
        }
        self.assertEqual(found, {fair.id: 2, friend.id: 1, False: 3})
        for source_id, count in found.items():
            of = [*domain, ("customer_source_id", "=", source_id)]
            self.assertEqual(members.search_count(of), count)
