from collections import Counter
from datetime import timedelta
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo import fields
from odoo.tests import Form, freeze_time, new_test_user, tagged

from .common import VnOpportunityCommon, utc


@tagged("post_install", "-at_install")
class TestAssignment(VnOpportunityCommon):
    def test_first_matching_rule_wins(self):
        large = self._create_rule(
            "Lớn", [self.minh], "[('expected_revenue', '>=', 1000)]", sequence=1
        )
        rest = self._create_rule("Còn lại", [self.lan], sequence=2)
        big = self._create_leads(1, expected_revenue=5000)
        small = self._create_leads(1, expected_revenue=10)
        self.assertEqual(big.user_id, self.minh)
        self.assertEqual(big.vn_assignment_rule_id, large)
        self.assertEqual(small.user_id, self.lan)
        self.assertEqual(small.vn_assignment_rule_id, rest)

    def test_no_match_touches_nothing(self):
        self._create_rule("Lớn", [self.minh], "[('expected_revenue', '>=', 1000)]")
        nobodys = self._create_leads(1, expected_revenue=1)
        self.assertFalse(nobodys.user_id)
        self.assertFalse(nobodys.vn_assignment_rule_id)
        mine = self.env["crm.lead"].with_user(self.hoa).create({"name": "Của tôi"})
        self.assertEqual(mine.user_id, self.hoa)
        self.assertFalse(mine.vn_assignment_reason)

    def test_and_or_groups(self):
        self._create_rule(
            "Nhu cầu hoặc thành phố",
            [self.minh],
            "['&', ('expected_revenue', '>', 100), '|', ('city', 'ilike', 'hà nội'),"
            f" ('vn_need_id', '=', {self.need.id})]",
        )
        leads = self._create_leads(4, expected_revenue=200)
        self.assertFalse(leads.user_id)
        city = self._create_leads(1, expected_revenue=200, city="Hà Nội")
        need = self._create_leads(1, expected_revenue=200, vn_need_id=self.need.id)
        poor = self._create_leads(1, expected_revenue=50, city="Hà Nội")
        self.assertEqual((city + need).user_id, self.minh)
        self.assertFalse(poor.user_id)

    def test_condition_over_relations_and_custom_fields(self):
        self.team.lead_properties_definition = [
            {"name": "floor", "string": "Số tầng", "type": "integer"}
        ]
        self._create_rule(
            "Khách quen",
            [self.minh],
            "[('partner_id.phone', 'ilike', '912')]",
            sequence=1,
        )
        self._create_rule(
            "Nhà cao tầng",
            [self.lan],
            "[('lead_properties.floor', '>=', 5)]",
            sequence=2,
        )
        known = self._create_leads(1, partner_id=self.customer_person.id)
        tall = self._create_leads(1, lead_properties={"floor": 6})
        low = self._create_leads(1, lead_properties={"floor": 2})
        self.assertEqual(known.user_id, self.minh)
        self.assertEqual(tall.user_id, self.lan)
        self.assertFalse(low.user_id)

    def test_round_robin_in_any_batches(self):
        rule = self._create_rule("Tất cả", [self.hoa, self.minh, self.lan])
        leads = self.env["crm.lead"]
        for size in (1, 5, 2, 7, 1, 1, 3):
            leads += self._create_leads(size)
            counts = Counter(lead.user_id.id for lead in leads)
            numbers = [counts[u.id] for u in self.hoa + self.minh + self.lan]
            self.assertLessEqual(max(numbers) - min(numbers), 1)
        self.assertEqual(sum(rule.member_ids.mapped("assigned_count")), 20)

    def test_archived_team_gets_nothing(self):
        old = self.env["crm.team"].create(
            {"name": "Đội cũ", "company_id": self.company.id}
        )
        rule = self._create_rule("Đội cũ", [self.minh], team_id=old.id)
        old.active = False
        lead = self._create_leads(1)
        self.assertEqual(lead.user_id, self.minh)
        self.assertEqual(lead.team_id, self.team)
        self.assertEqual(rule.health, "conflict")
        self.assertIn("Đội cũ", rule.health_message)

    def test_nobody_outside_gets_leads(self):
        portal = new_test_user(
            self.env,
            "vn_outside",
            groups="base.group_portal",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        rule = self._create_rule("Tất cả", [self.hoa, self.minh])
        rule.member_ids[0].with_context(tracking_disable=True).user_id = portal
        leads = self._create_leads(4)
        self.assertEqual(leads.user_id, self.minh)
        rule.active = False
        for who in (portal, self.env.ref("base.public_user")):
            lead = self.env["crm.lead"].with_user(who).sudo().create({"name": "Web"})
            self.assertFalse(lead.user_id)

    def test_away_until_ends_where_the_company_is(self):
        self.minh.write({"vn_is_away": True, "vn_away_until": "2027-01-11"})
        # 00:30 on the 12th in Vietnam, still the 11th in New York
        last = fields.Datetime.to_datetime("2027-01-11 16:30:00")
        after = fields.Datetime.to_datetime("2027-01-11 17:30:00")
        for zone in ("Asia/Ho_Chi_Minh", "America/New_York"):
            self.minh.tz = zone
            asked = self.minh.with_context(tz=zone)
            self.assertTrue(asked._vn_away_reasons(last))
            self.assertFalse(asked._vn_away_reasons(after))

    def test_weights(self):
        self._create_rule("Tất cả", [(self.hoa, {"weight": 3}), self.minh])
        leads = self._create_leads(8)
        counts = Counter(lead.user_id.id for lead in leads)
        self.assertEqual(counts, {self.hoa.id: 6, self.minh.id: 2})

    def test_capacity(self):
        self._create_leads(2, user_id=self.hoa.id)
        self._create_rule("Tất cả", [(self.hoa, {"capacity": 4}), self.minh])
        leads = self._create_leads(10)
        counts = Counter(lead.user_id.id for lead in leads)
        self.assertEqual(counts, {self.hoa.id: 2, self.minh.id: 8})
        self.assertIn("has 4 open opportunities", leads[-1].vn_assignment_reason)

    def test_switched_away(self):
        rule = self._create_rule("Tất cả", [self.hoa, self.minh])
        member = rule.member_ids[0]
        member.is_away = True
        self.assertTrue(self.hoa.vn_is_away)
        leads = self._create_leads(3)
        self.assertEqual(leads.user_id, self.minh)
        self.assertIn("Lê Thị Hoa (away)", leads[0].vn_assignment_reason)
        # back: turn by turn, not everything at once
        self.hoa.vn_is_away = False
        leads = self._create_leads(4)
        counts = Counter(lead.user_id.id for lead in leads)
        self.assertEqual(counts, {self.hoa.id: 2, self.minh.id: 2})

    def test_away_until(self):
        self._create_rule("Tất cả", [self.hoa])
        self.hoa.write({"vn_is_away": True, "vn_away_until": "2026-03-06"})
        with freeze_time(utc("2026-03-06 16:00")):
            self.assertFalse(self._create_leads(1).user_id)
        with freeze_time(utc("2026-03-07 08:00")):
            self.assertEqual(self._create_leads(1).user_id, self.hoa)

    def test_on_leave(self):
        """Validated time off is a leave of the person's resource."""
        self._create_rule("Tất cả", [self.hoa, self.minh])
        resource = self.env["resource.resource"].create(
            {"name": "Hoa", "user_id": self.hoa.id, "calendar_id": self.calendar.id}
        )
        now = fields.Datetime.now()
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Nghỉ phép",
                "resource_id": resource.id,
                "calendar_id": self.calendar.id,
                "date_from": now - timedelta(days=1),
                "date_to": now + timedelta(days=1),
            }
        )
        leads = self._create_leads(2)
        self.assertEqual(leads.user_id, self.minh)
        self.assertIn("Lê Thị Hoa (on leave)", leads[0].vn_assignment_reason)

    def test_archived_people_are_passed_over(self):
        self._create_rule("Tất cả", [self.hoa, self.minh])
        self.hoa.active = False
        leads = self._create_leads(2)
        self.assertEqual(leads.user_id, self.minh)
        self.assertIn("Lê Thị Hoa (archived)", leads[0].vn_assignment_reason)

    def test_all_away_falls_to_the_next_and_says_so(self):
        self._create_rule("Miền Bắc", [self.hoa], sequence=1)
        second = self._create_rule("Dự phòng", [self.lan], sequence=2)
        self.hoa.vn_is_away = True
        lead = self._create_leads(1)
        self.assertEqual(lead.user_id, self.lan)
        self.assertEqual(lead.vn_assignment_rule_id, second)
        self.assertIn(
            "Nobody of an earlier rule can take it: Miền Bắc",
            lead.vn_assignment_reason,
        )
        self.assertIn("Miền Bắc", " ".join(lead.message_ids.mapped("body")))

    def test_reason_is_written(self):
        self._create_rule("Tất cả", [self.hoa, self.minh])
        lead = self._create_leads(1)
        self.assertEqual(
            lead.vn_assignment_reason,
            "Rule “Tất cả”: Lê Thị Hoa's turn among 2 people.",
        )
        self.assertIn("Tất cả", " ".join(lead.message_ids.mapped("body")))

    def test_rule_of_another_company(self):
        self._create_rule("Công ty khác", [self.minh])
        lead = (
            self.env["crm.lead"]
            .with_user(self.user_2)
            .create({"name": "Cơ hội", "user_id": False})
        )
        self.assertFalse(lead.user_id)

    def test_team_of_the_rule(self):
        team = self.env["crm.team"].create({"name": "Đại lý"})
        self._create_rule("Đại lý", [self.minh], team_id=team.id)
        lead = self._create_leads(1)
        self.assertEqual(lead.team_id, team)

    # === Ways in ===
    def test_chosen_by_a_human_stays(self):
        self._create_rule("Tất cả", [self.minh])
        lead = self._create_leads(1, user_id=self.lan.id)
        self.assertEqual(lead.user_id, self.lan)

    def test_form(self):
        self._create_rule("Tất cả", [self.minh])
        Lead = self.env["crm.lead"].with_user(self.user_all)
        with Form(Lead.with_context(default_type="opportunity")) as form:
            form.name = "Từ biểu mẫu"
            self.assertEqual(form.user_id, self.user_all)
            self.assertTrue(form.vn_by_rules)
        self.assertEqual(form.record.user_id, self.minh)

    def test_form_with_a_salesperson_picked(self):
        self._create_rule("Tất cả", [self.minh])
        Lead = self.env["crm.lead"].with_user(self.user_all)
        with Form(Lead.with_context(default_type="opportunity")) as form:
            form.name = "Từ biểu mẫu"
            form.user_id = self.lan
            self.assertFalse(form.vn_by_rules)
        self.assertEqual(form.record.user_id, self.lan)

    def test_form_switched_off(self):
        self._create_rule("Tất cả", [self.minh])
        Lead = self.env["crm.lead"].with_user(self.user_all)
        with Form(Lead.with_context(default_type="opportunity")) as form:
            form.name = "Từ biểu mẫu"
            form.vn_by_rules = False
        self.assertEqual(form.record.user_id, self.user_all)

    def test_form_once_there_is_a_rule(self):
        Lead = self.env["crm.lead"].with_user(self.user_all)

        def by_rules():
            return Lead.default_get(["vn_by_rules"])["vn_by_rules"]

        self.assertFalse(by_rules())
        rule = self._create_rule("Tất cả", [self.minh])
        self.assertTrue(by_rules())
        rule.active = False
        self.assertFalse(by_rules())
        rule.active = True
        self.assertTrue(by_rules())
        rule.unlink()
        self.assertFalse(by_rules())
        self.assertFalse(Lead.create({"name": "Mới"}).vn_assignment_rule_id)

    def test_import(self):
        self._create_rule("Tất cả", [self.minh, self.lan])
        result = (
            self.env["crm.lead"]
            .with_user(self.manager)
            .with_context(import_file=True)
            .load(
                ["name", "type", "user_id/.id"],
                [
                    ["Nhập 1", "opportunity", ""],
                    ["Nhập 2", "opportunity", str(self.hoa.id)],
                    ["Nhập 3", "opportunity", ""],
                ],
            )
        )
        self.assertFalse(result["messages"])
        leads = self.env["crm.lead"].browse(result["ids"])
        self.assertEqual(
            [lead.user_id for lead in leads], [self.minh, self.hoa, self.lan]
        )

    def test_email(self):
        self._create_rule("Tất cả", [self.minh])
        lead_id = self.env["crm.lead"].message_process(
            "crm.lead",
            "From: khach@example.com\nTo: ban@example.com\n"
            "Message-Id: <vn-opportunity-2@example.com>\nSubject: Hoi gia\n\nXin gia",
            custom_values={"team_id": self.team.id},
        )
        # the leader of the team is Odoo's answer for leads without a match
        self.assertEqual(self.env["crm.lead"].browse(lead_id).user_id, self.minh)

    def test_website_visitor(self):
        """A form on a website creates as the public user, in sudo."""
        self._create_rule("Tất cả", [self.minh])
        public = self.env.ref("base.public_user")
        lead = (
            self.env["crm.lead"]
            .with_user(public)
            .sudo()
            .create({"name": "Từ website", "user_id": False, "team_id": self.team.id})
        )
        self.assertEqual(lead.user_id, self.minh)
        self.assertTrue(lead.vn_handling_deadline)

    def test_assigned_person_is_told_once_about_many(self):
        self._create_rule("Tất cả", [self.minh])
        domain = [
            ("partner_ids", "in", self.minh.partner_id.ids),
            ("message_type", "=", "user_notification"),
        ]
        before = self.env["mail.message"].search(domain)
        self._create_leads(12)
        told = self.env["mail.message"].search(domain) - before
        self.assertEqual(told.mapped("subject"), ["12 opportunities assigned to you"])

    def test_odoo_assignment_leaves_ours_alone(self):
        """Odoo's own assignment takes only leads without a team and a person."""
        self._create_rule("Tất cả", [self.minh])
        lead = self._create_leads(1, type="lead")
        self.env["crm.team"].search([])._action_assign_leads()
        self.assertEqual(lead.user_id, self.minh)

    # === Cost ===
    def test_conditions_are_one_query(self):
        rules = self.env["crm.vn.assignment.rule"]
        for number in range(10):
            rules += self._create_rule(
                f"Luật {number}", [self.minh], f"[('city', '=', 'Thành phố {number}')]"
            )
        leads = self._create_leads(20)
        self.env.flush_all()
        # the statement, in a savepoint of its own
        with self.assertQueryCount(3):
            rules.sudo()._match(leads)

    def test_write_groups_not_leads(self):
        """The rules write once for every person and reason, not for every lead."""
        self._create_rule("Tất cả", [self.hoa, self.minh])
        Lead = type(self.env["crm.lead"])
        calls = []
        write = Lead.write

        def counted(leads, vals):
            if "vn_assignment_rule_id" in vals:
                calls.append(len(leads))
            return write(leads, vals)

        with patch.object(Lead, "write", counted):
            self._create_leads(40)
        self.assertEqual(calls, [20, 20])

    @settings(
        max_examples=10,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.integers(1, 6), min_size=1, max_size=4))
    def test_fair_for_any_batches(self, batches):
        self.env.flush_all()
        with self.cr.savepoint(flush=False) as savepoint:
            rule = self._create_rule("Công bằng", [self.hoa, self.minh, self.lan])
            for size in batches:
                self._create_leads(size)
                self.env.flush_all()
                counts = rule.member_ids.mapped("assigned_count")
                self.assertLessEqual(max(counts) - min(counts), 1)
            self.assertEqual(sum(counts), sum(batches))
            savepoint.rollback()
            self.env.invalidate_all(flush=False)
