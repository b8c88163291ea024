from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import VnScoreCommon


@tagged("post_install", "-at_install")
class TestScore(VnScoreCommon):
    def test_stars(self):
        """Group 20: one star; one meeting of 15: 35, two; three: 65, three."""
        self.assertScore(self.customer, 20, 1)
        self.do(self.customer)
        self.assertScore(self.customer, 35, 2)
        self.plan(self.customer)
        self.assertScore(self.customer, 35, 2)
        self.do(self.customer)
        self.do(self.customer)
        self.assertScore(self.customer, 65, 3)

    def test_edges(self):
        self.customer.vn_group_ids = False
        for points, star in ((60, 3), (59, 2), (9, 0), (10, 1), (150, 5), (0, 0)):
            kind = self.env["mail.activity.type"].create(
                {"name": "Điểm", "vn_result_points": points}
            )
            activity = self.do(self.customer, kind)
            self.assertScore(self.customer, points, star)
            activity.unlink()
        self.assertScore(self.customer, 0, 0)

    def test_documents_of_the_customer(self):
        self.do(self.contact)
        self.do(self.lead, self.call)
        self.assertScore(self.customer, 40, 2)
        # contacts and leads show the customer's
        self.assertScore(self.contact, 40, 2)
        self.env.flush_all()
        self.assertScore(self.lead, 40, 2)
        self.assertScore(self.lone_lead, 0, 0)

    def test_reopen_and_cancel(self):
        activity = self.do(self.customer)
        self.assertScore(self.customer, 35, 2)
        activity.action_unarchive()
        self.assertScore(self.customer, 20, 1)
        activity._action_done()
        self.assertScore(self.customer, 35, 2)
        activity.unlink()
        self.assertScore(self.customer, 20, 1)
        planned = self.plan(self.customer)
        planned.action_cancel()
        self.assertScore(self.customer, 20, 1)

    def test_negative(self):
        self.do(self.customer, self.no_show)
        self.assertScore(self.customer, 10, 1)
        self.do(self.customer, self.no_show)
        self.do(self.customer, self.no_show)
        self.assertScore(self.customer, -10, 0)

    def test_type_of_a_done_activity(self):
        activity = self.do(self.customer)
        activity.activity_type_id = self.call
        self.assertScore(self.customer, 25, 1)
        activity.activity_type_id = self.note
        self.assertScore(self.customer, 20, 1)

    def test_points_changed(self):
        self.do(self.customer)
        self.do(self.lone_lead)
        self.meeting.vn_result_points = 40
        self.assertScore(self.customer, 60, 3)
        self.assertScore(self.lone_lead, 40, 2)
        self.meeting.vn_result_points = 0
        self.assertScore(self.customer, 20, 1)
        self.group.score_points = 7
        self.assertScore(self.customer, 7, 0)
        self.assertScore(self.lone_lead, 0, 0)

    def test_groups(self):
        self.customer.vn_group_ids = [Command.link(self.group_best.id)]
        self.assertScore(self.customer, 50, 2)
        self.company.vn_group_points_mode = "sum"
        self.assertScore(self.customer, 70, 3)
        self.company.vn_group_points_mode = "max"
        self.customer.vn_group_ids = [Command.unlink(self.group_best.id)]
        self.assertScore(self.customer, 20, 1)
        self.group.active = False
        self.assertScore(self.customer, 0, 0)
        self.group.active = True
        self.assertScore(self.customer, 20, 1)
        self.customer.vn_group_ids = False
        self.assertScore(self.customer, 0, 0)

    def test_group_deleted(self):
        group = self.env["crm.vn.customer.group"].create(
            {"name": "Nhóm tạm", "type_id": self.type_company.id, "score_points": 30}
        )
        self.customer.vn_group_ids = [Command.link(group.id)]
        self.assertScore(self.customer, 30, 2)
        self.customer.vn_group_ids = [Command.unlink(group.id)]
        self.env.flush_all()
        group.unlink()
        self.assertScore(self.customer, 20, 1)

    def test_contact_moves(self):
        self.do(self.contact)
        self.do(self.lead)
        self.assertScore(self.customer, 50, 2)
        self.contact.parent_id = False
        self.assertScore(self.contact, 30, 2)
        self.assertScore(self.customer, 20, 1)
        self.contact.parent_id = self.customer_person
        self.contact.parent_id = self.customer
        self.assertScore(self.customer, 50, 2)
        self.assertScore(self.contact, 50, 2)

    def test_lead_converted(self):
        self.lone_lead.vn_group_ids = self.group
        self.do(self.lone_lead)
        self.assertScore(self.lone_lead, 35, 2)
        self.lone_lead._handle_partner_assignment(create_missing=True)
        partner = self.lone_lead.partner_id
        self.assertTrue(partner)
        self.assertScore(partner.commercial_partner_id, 35, 2)
        self.env.flush_all()
        self.assertScore(self.lone_lead, 35, 2)

    def test_new_lead_shows_the_score_of_its_customer(self):
        Lead = self.env["crm.lead"].with_user(self.manager)
        for partner, score, star in (
            (self.customer, 20, 1),
            (self.contact, 20, 1),
            (self.customer_person, 0, 0),
        ):
            lead = Lead.create({"name": "Mới", "partner_id": partner.id})
            self.env.flush_all()
            self.assertScore(lead.sudo(), score, star)
        # the customer's own points are not in yet when the lead comes
        self.customer_person.vn_group_ids = self.group
        lead = Lead.create({"name": "Mới", "partner_id": self.customer_person.id})
        self.env.flush_all()
        self.assertScore(lead.sudo(), 20, 1)

    def test_lead_goes_to_another_customer(self):
        self.do(self.lead)
        self.lead.partner_id = self.customer_person
        self.assertScore(self.customer, 20, 1)
        self.assertScore(self.customer_person, 15, 1)
        self.env.flush_all()
        self.assertScore(self.lead, 15, 1)

    def test_where_points_come_from_is_opened(self):
        activity = self.do(self.lead)
        self.assertScore(self.customer, 35, 2)
        line = self.env["crm.vn.score.line"].search([("res_id", "=", activity.id)])
        line = line.with_user(self.manager)
        action = line.action_open_source()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("crm.lead", self.lead.id)
        )
        self.lead.unlink()
        self.assertScore(self.customer, 20, 1)
        with self.assertRaisesRegex(UserError, "deleted"):
            line.action_open_source()

    def test_lead_deleted(self):
        activity = self.do(self.lead)
        self.assertScore(self.customer, 35, 2)
        self.lead.unlink()
        self.assertScore(self.customer, 20, 1)
        line = self.env["crm.vn.score.line"].search(
            [("res_id", "=", activity.id), ("active", "=", False)]
        )
        self.assertEqual(line.end_reason, "deleted")
        self.assertEqual(line.partner_id, self.customer)
        self.assertTrue(line.date_end)

    def test_customer_deleted(self):
        self.do(self.lead)
        person = self.customer_person
        self.lead.partner_id = person
        self.do(person)
        self.assertScore(person, 30, 2)
        person.unlink()
        self.assertFalse(self.lead.partner_id)
        # its own now: the meeting, and the group it had learnt from its first customer
        self.assertEqual(self.lead.vn_group_ids, self.group)
        self.assertScore(self.lead, 35, 2)

    def test_merge(self):
        self.do(self.customer)
        self.do(self.customer_person)
        self.customer_person.vn_group_ids = self.group | self.group_best
        self.assertScore(self.customer_person, 65, 3)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (self.customer | self.customer_person).ids, self.customer
        )
        # both meetings, the better of the two groups
        self.assertScore(self.customer, 80, 3)
        before = self.ledger()
        self.assertFalse(any(self.env["res.partner"]._vn_score_rebuild().values()))
        self.assertEqual(self.ledger(), before)

    def test_merge_of_one_group(self):
        """Three in one group, and in one rule: of each the first line stays."""
        rule = self.env["crm.vn.score.rule"].create(
            {"name": "Có tên", "domain": "[('name', '!=', False)]", "points": 3}
        )
        rule.action_publish()
        partners = self.env["res.partner"].create(
            [{"name": f"Khách trùng {number}"} for number in range(3)]
        )
        for day, number in (("2026-01-05", 2), ("2026-02-05", 0), ("2026-03-05", 1)):
            with freeze_time(f"{day} 03:00:00"):
                partners[number].vn_group_ids = self.group
                self.env.flush_all()
        kept = partners[0]
        # as the dialog opens
        wizard = (
            self.env["base.partner.merge.automatic.wizard"]
            .with_context(active_model="res.partner", active_ids=partners.ids)
            .create({})
        )
        self.assertEqual(wizard.partner_ids, partners)
        wizard.dst_partner_id = kept
        wizard.action_merge()
        self.assertEqual(partners.exists(), kept)
        self.assertScore(kept, 23)
        lines = self.env["crm.vn.score.line"].search([("partner_id", "=", kept.id)])
        self.assertEqual(lines.group_id, self.group)
        self.assertEqual(lines.rule_id, rule)
        self.assertEqual(len(lines), 2)
        group_line = lines.filtered("group_id")
        self.assertEqual(str(group_line.date), "2026-01-05")
        self.assertFalse(any(self.env["res.partner"]._vn_score_rebuild().values()))

    def test_rebuild(self):
        self.do(self.customer)
        self.do(self.lead)
        self.do(self.lone_lead)
        before = self.ledger()
        self.assertTrue(before)
        self.assertFalse(any(self.env["res.partner"]._vn_score_rebuild().values()))
        self.assertEqual(self.ledger(), before)
        self.env.cr.execute("DELETE FROM crm_vn_score_line")
        self.env.cr.execute("UPDATE res_partner SET vn_score = 1, vn_star = '5'")
        self.env["res.partner"]._vn_score_rebuild()
        self.assertEqual(self.ledger(), before)
        self.assertScore(self.customer, 50, 2)

    def test_imported_history(self):
        self.plan(self.customer, active=False, date_done="2026-01-05")
        self.assertScore(self.customer, 35, 2)
        partner = self.env["res.partner"].create(
            {"name": "Công ty Nhập khẩu", "vn_group_ids": self.group_best.ids}
        )
        self.assertScore(partner, 50, 2)

    def test_copy(self):
        self.do(self.customer)
        copies = (self.customer | self.customer_person).copy()
        self.assertScore(copies[0], 20, 1)
        self.assertScore(copies[1], 0, 0)
