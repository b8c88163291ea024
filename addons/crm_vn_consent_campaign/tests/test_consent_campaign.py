import base64

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common import VnConsentCampaignCommon


@tagged("post_install", "-at_install")
class TestConsentCampaign(VnConsentCampaignCommon):
    """An advert reaches only who agreed, in the hours for it, once a day."""

    def next(self, user=None):
        user = user or self.user_own
        return self.Member.with_user(user)._vn_next(self.campaign.with_user(user))

    def test_an_advert_takes_who_agreed_and_care_takes_all(self):
        result = self.campaign._vn_add_members(self.customers)
        self.assertEqual(result["added"], 3)
        self.assertEqual(
            {reason for _record, reason in result["refused"]},
            {"No consent to adverts by this channel is recorded"},
        )
        self.campaign.vn_purpose = "care"
        result = self.campaign._vn_add_members(self.customers)
        self.assertEqual((result["added"], result["already"]), (3, 3))
        self.assertFalse(result["refused"])

    def test_a_call_from_the_list_is_for_the_campaign(self):
        self.campaign._vn_add_members(self.customers)
        member = self.members()[0]
        self.assertEqual(member._vn_call_purpose(), "advert")
        self.campaign.vn_purpose = "care"
        self.assertEqual(member._vn_call_purpose(), "care")

    def test_the_hour_refuses_nobody(self):
        with freeze_time(self.at(2030, 7, 1, 23)):
            result = self.campaign._vn_add_members(self.customers)
        self.assertEqual(result["added"], 3)

    def test_outside_the_hours_the_list_waits_for_them(self):
        self.campaign.vn_share_mode = "claim"
        self.campaign._vn_add_members(self.customers)
        for moment, opens in (
            ((2030, 7, 1, 7, 59), (2030, 7, 1, 8)),
            ((2030, 7, 2, 17, 0), (2030, 7, 3, 8)),
        ):
            with freeze_time(self.at(*moment)):
                self.assertFalse(self.next())
                waiting = self.members()
                self.assertEqual(
                    set(waiting.mapped("postponed_until")), {self.at(*opens)}
                )
                self.assertFalse(any(waiting.mapped("note")))
                action = self.campaign.with_user(self.user_own).action_vn_work_off()
                self.assertIn("The next one", action["params"]["message"])
            with freeze_time(self.at(*opens)):
                self.assertTrue(self.next())

    def test_withdrawn_after_it_was_added(self):
        self.campaign.vn_share_mode = "claim"
        with freeze_time(self.at(2030, 7, 1, 9)):
            self.campaign._vn_add_members(self.customers)
            first = self.next()
            first.partner_id._vn_record_consent("call", "advert", "withdrawn", "reply")
            self.assertNotEqual(self.next(), first)
            self.assertIn("withdrawn", first.note)

    def test_one_call_a_day_over_all_campaigns(self):
        self.campaign.vn_share_mode = "claim"
        other = self.campaign.copy({"title": "Khác", "vn_share_mode": "claim"})
        partner = self.agreed[0]
        with freeze_time(self.at(2030, 7, 1, 9)):
            self.campaign._vn_add_members(partner)
            other._vn_add_members(partner)
            self.next().with_context(outcome="contacted").action_set_outcome()
            log = self.env["crm.vn.contact.log"].search(
                [("partner_id", "=", partner.id), ("channel", "=", "call")]
            )
            self.assertEqual(log.purpose, "advert")
        with freeze_time(self.at(2030, 7, 2, 8, 30)):
            members = self.Member.with_user(self.user_own)
            self.assertFalse(members._vn_next(other.with_user(self.user_own)))
            self.assertEqual(
                self.Member.search([("campaign_id", "=", other.id)]).postponed_until,
                self.at(2030, 7, 2, 9),
            )

    def test_leads_by_their_number(self):
        leads = self.env["crm.lead"].create(
            [
                {"name": "Đã đồng ý", "phone": "0912 777 001"},
                {"name": "Chưa nói gì", "phone": "0912 777 002"},
                {"name": "Đã rút lại", "phone": "0912 777 003"},
                {"name": "Không có số"},
            ]
        )
        ledger = self.env["crm.vn.consent"]
        for lead, states in ((leads[0], ["given"]), (leads[2], ["given", "withdrawn"])):
            for state in states:
                address = ledger._get_address("call", lead.phone)
                ledger._record("call", "advert", state, "form", address=address)
        result = self.campaign._vn_add_members(leads)
        self.assertEqual(self.members().lead_id, leads[0])
        self.assertEqual(
            [record for record, _reason in result["refused"]], [*leads[1:]]
        )

    def test_who_is_erased_stays_a_number(self):
        self.campaign._vn_add_members(self.agreed)
        member = self.members()[0]
        member.write({"note": "Nhà ở Thủ Đức", "next_step": "Gọi vợ anh ấy"})
        activity = member.activity_schedule(
            "mail.mail_activity_data_call", summary="Gọi vợ anh ấy", note="Chiều"
        )
        offer = self.env["crm.vn.offer"].create({"name": "Sofa"})
        line = offer._vn_add_customers(member.partner_id)
        line.write({"answer": "refused", "reason": "Đang ly hôn"})
        member.partner_id._vn_erase()
        self.env.invalidate_all()
        self.assertEqual(self.campaign.vn_member_count, 3)
        self.assertFalse(member.note or member.next_step)
        self.assertFalse(activity.summary or activity.note)
        self.assertEqual((line.answer, line.reason), ("refused", False))

    def test_offers_go_to_whom_the_campaign_may_contact(self):
        offer = self.env["crm.vn.offer"].create(
            {"name": "Sofa", "campaign_id": self.campaign.id}
        )
        lines = offer._vn_add_customers(self.customers)
        self.assertEqual(lines.partner_id, self.agreed)

    def test_an_offer_goes_by_email_to_who_agreed_to_that(self):
        """An advert needs its own word for e-mails, and bears a link that refuses."""
        offer = self.env["crm.vn.offer"].create(
            {"name": "Sofa", "campaign_id": self.campaign.id}
        )
        lines = offer._vn_add_customers(self.agreed)
        for number, partner in enumerate(self.agreed):
            partner.email = f"dong.y{number}@example.com"
        reader = self.agreed[0]
        reader._vn_record_consent("email", "advert", "given", "form")
        action = offer.with_user(self.manager).action_send_by_email()
        self.assertIn("2 × No consent to adverts", action["params"]["message"])
        self.assertEqual(lines.filtered("mailed_date").partner_id, reader)
        mail = self.env["mail.mail"].search(
            [("res_id", "in", self.agreed.ids), ("subject", "=", offer.name)]
        )
        self.assertEqual((mail.model, mail.res_id), ("res.partner", reader.id))
        self.assertIn("/vn/consent/", mail.body_html)
        log = self.env["crm.vn.contact.log"].search([("partner_id", "=", reader.id)])
        self.assertEqual((log.channel, log.purpose), ("email", "advert"))

    def test_an_offer_without_a_campaign_asks_for_its_own_channel(self):
        """Who agreed to e-mails alone gets it, who agreed to calls alone does not."""
        reader, caller = self.customers[3], self.agreed[0]
        reader._vn_record_consent("email", "advert", "given", "form")
        (reader | caller).email = "khach@example.com"
        lines = self.env["crm.vn.offer.line"].create(
            [
                {"offer_id": offer.id, "partner_id": partner.id}
                for offer in self.env["crm.vn.offer"].create({"name": "Sofa"})
                for partner in (reader, caller)
            ]
        )
        lines.offer_id.with_user(self.manager).action_send_by_email()
        self.assertEqual(lines.filtered("mailed_date").partner_id, reader)

    def test_made_by_hand_asks_for_consent(self):
        values = {"campaign_id": self.campaign.id, "partner_id": self.customers[3].id}
        with self.assertRaisesRegex(UserError, "No consent to adverts"):
            self.Member.with_user(self.user_all).create(values)

    def test_leads_are_asked_as_customers_are(self):
        """Lists in force refuse, a withdrawal after it was added, and the limits."""
        self.campaign.vn_share_mode = "claim"
        ledger = self.env["crm.vn.consent"]
        leads = self.env["crm.lead"].create(
            [
                {
                    "name": f"Hỏi giá {number}",
                    "phone": f"0912 777 00{number}",
                    "user_id": self.user_own.id,
                }
                for number in range(4)
            ]
        )
        numbers = [ledger._get_address("call", lead.phone) for lead in leads]
        for number in numbers:
            ledger._record("call", "advert", "given", "form", address=number)
        self.env["phone.blacklist"].create([{"number": numbers[0]}])
        self.env["crm.vn.refusal.import"].create(
            {
                "name": "Danh sách riêng",
                "kind": "own",
                "file_date": "2026-06-20",
                "file": base64.b64encode(numbers[1].encode()),
            }
        ).action_load()
        with freeze_time(self.at(2030, 7, 1, 9)):
            result = self.campaign._vn_add_members(leads)
            self.assertEqual(result["added"], 2)
            ledger._record("call", "advert", "withdrawn", "reply", address=numbers[2])
            member = self.next()
            self.assertEqual(member.lead_id, leads[3])
            refused = self.members().filtered(lambda one: one.lead_id == leads[2])
            self.assertIn("withdrawn", refused.note)
            member.with_context(outcome="contacted").action_set_outcome()
            log = self.env["crm.vn.contact.log"].search([("address", "=", numbers[3])])
            self.assertEqual((log.channel, log.purpose), ("call", "advert"))
            self.assertFalse(self.next(), "one call a day")

    def test_counts_per_reason_before_it_begins(self):
        self.campaign.vn_purpose = "care"
        self.campaign._vn_add_members(self.customers)
        self.campaign.vn_purpose = "advert"
        action = self.campaign.with_user(self.user_all).action_vn_check_members()
        check = (
            self.env["crm.vn.contact.check"]
            .with_user(self.user_all)
            .with_context(**action["context"])
            .create({"when": self.at(2030, 7, 1, 9)})
        )
        counts = {line.is_allowed: line.number for line in check.line_ids}
        self.assertEqual(counts, {True: 3, False: 3})
