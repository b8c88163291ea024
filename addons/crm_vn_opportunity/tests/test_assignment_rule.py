from collections import Counter

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import VnOpportunityCommon


@tagged("post_install", "-at_install")
class TestAssignmentRule(VnOpportunityCommon):
    def test_only_managers_make_rules(self):
        with self.assertRaises(AccessError):
            self.env["crm.vn.assignment.rule"].with_user(self.hoa).create(
                {"name": "Của tôi"}
            )
        rule = self._create_rule("Tất cả", [self.minh])
        with self.assertRaises(AccessError):
            rule.with_user(self.hoa).condition = "[('id', '=', 1)]"

    def test_condition_is_checked(self):
        for condition in ("[('nothing', '=', 1)]", "[(", "uid", "[('name', '=')]"):
            with self.assertRaisesRegex(ValidationError, "Sai"):
                self._create_rule("Sai", [self.minh], condition)

    def test_broken_rule_is_left_out(self):
        """A field that is gone must not stop opportunities from coming in."""
        broken = self._create_rule("Hỏng", [self.minh], sequence=1)
        self._create_rule("Tốt", [self.lan], sequence=2)
        broken.flush_recordset()
        self.env.cr.execute(
            "UPDATE crm_vn_assignment_rule SET condition = %s WHERE id = %s",
            ["[('x_gone', '=', 1)]", broken.id],
        )
        broken.invalidate_recordset()
        self.assertEqual(self._create_leads(1).user_id, self.lan)
        self.assertEqual(broken.health, "broken")
        self.assertIn("x_gone", broken.health_message)

    def test_copies_of_two_rules(self):
        rules = self._create_rule("Một", [self.minh]) + self._create_rule(
            "Hai", [self.lan]
        )
        self._create_leads(3)
        copies = rules.copy()
        self.assertEqual(copies.mapped("name"), ["Một (copy)", "Hai (copy)"])
        self.assertEqual(copies.member_ids.user_id, self.minh + self.lan)
        self.assertFalse(any(copies.member_ids.mapped("assigned_count")))

    def test_joining_later_starts_with_the_others(self):
        rule = self._create_rule("Tất cả", [self.hoa, self.minh])
        self._create_leads(20)
        rule.member_ids = [(0, 0, {"user_id": self.lan.id})]
        counts = Counter(lead.user_id.id for lead in self._create_leads(9))
        self.assertEqual(set(counts.values()), {3})

    def test_member_of_another_company_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "vn_user_2|user_2"):
            self._create_rule("Sai công ty", [self.user_2], company_id=self.company.id)

    # === Health ===
    def test_dead_rule_behind_a_catch_all(self):
        self._create_rule("Tất cả", [self.minh], sequence=1)
        dead = self._create_rule(
            "Không bao giờ", [self.lan], "[('expected_revenue', '>', 5)]", sequence=2
        )
        self.assertEqual(dead.health, "dead")
        self.assertIn("Tất cả", dead.health_message)

    def test_dead_and_conflicting_rules_by_leads(self):
        self._create_leads(3, city="Hà Nội", expected_revenue=500)
        self._create_leads(2, city="Hà Nội", expected_revenue=5)
        large = self._create_rule(
            "Lớn", [self.minh], "[('expected_revenue', '>=', 500)]", sequence=1
        )
        city = self._create_rule(
            "Hà Nội", [self.lan], "[('city', '=', 'Hà Nội')]", sequence=2
        )
        dead = self._create_rule(
            "Hà Nội lớn",
            [self.hoa],
            "[('city', '=', 'Hà Nội'), ('expected_revenue', '=', 500)]",
            sequence=3,
        )
        self.assertEqual(large.health, "ok")
        self.assertEqual((city.health, city.match_count), ("conflict", 5))
        self.assertEqual(city.first_count, 2)
        self.assertIn("Lớn (3)", city.health_message)
        self.assertEqual(dead.health, "dead")
        action = city.action_view_matching()
        self.assertEqual(self.env["crm.lead"].search_count(action["domain"]), 5)

    def test_rule_without_people(self):
        rule = self._create_rule("Vắng", [self.lan])
        self.lan.active = False
        rule.invalidate_recordset()
        self.assertEqual(rule.health, "nobody")

    def test_idle_rule(self):
        rule = self._create_rule("Hiếm", [self.lan], "[('city', '=', 'Không có đâu')]")
        self.assertEqual(rule.health, "idle")
