from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import VnOpportunityCommon

RULE = "crm.vn.assignment.rule"


@tagged("post_install", "-at_install")
class TestAssignmentCondition(VnOpportunityCommon):
    """A condition tells nobody what he may not read, and stops no opportunity."""

    def _define(self, condition, user=None):
        return (
            self.env[RULE]
            .with_user(user or self.manager)
            .create(
                {
                    "name": "Của quản lý",
                    "condition": condition,
                    "member_ids": [(0, 0, {"user_id": self.minh.id})],
                }
            )
        )

    def test_secrets_are_refused(self):
        for condition in (
            "[('message_ids.mail_server_id.smtp_pass', '=like', 'a%')]",
            "[('message_ids.mail_server_id.smtp_user', '!=', False)]",
            "[('message_ids', 'any', [('mail_server_id.smtp_host', '!=', False)])]",
            "[('user_id.password', '!=', False)]",
            "[('user_id.totp_secret', '!=', False)]",
            "[('create_uid.api_key_ids.name', '!=', False)]",
            "[('partner_id', 'any!', [('name', '!=', False)])]",
        ):
            with (
                self.subTest(condition=condition),
                self.assertRaises(ValidationError),
                self.env.cr.savepoint(),
            ):
                self._define(condition)

    def test_what_fails_is_not_saved(self):
        for condition in (
            "[('expected_revenue', '>', 'abc')]",
            "[('id', '=', 'x')]",
            "[('create_date', '>', 'hôm nay')]",
            "[('partner_id', 'child_of', 'a'), ('active', '=', 'x', 1)]",
            "[" * 300 + "]" * 300,
            "[('name', 'in', [%s])]" % ("'a'," * 10_000),
        ):
            with (
                self.subTest(condition=condition[:60]),
                self.assertRaises(ValidationError),
                self.env.cr.savepoint(),
            ):
                self._define(condition)

    def test_what_fails_later_is_left_out(self):
        """It is marked, told to managers, and opportunities go on coming in."""
        broken = self._define("[('city', '=', 'Huế')]")
        broken.flush_recordset()
        self.env.cr.execute(
            "UPDATE crm_vn_assignment_rule SET condition = %s WHERE id = %s",
            ["[('expected_revenue', '>', 'abc')]", broken.id],
        )
        broken.invalidate_recordset()
        self._create_rule("Tốt", [self.lan], sequence=99)
        lead = self._create_leads(1)
        self.assertEqual(lead.user_id, self.lan)
        self.assertTrue(broken.condition_error)
        self.assertEqual(broken.health, "broken")
        rules = self.env[RULE].with_user(self.manager)
        self.assertIn(broken, rules.search([("condition_error", "!=", False)]))
        broken.condition = "[('city', '=', 'Huế')]"
        self.assertFalse(broken.condition_error)

    def test_asked_as_the_author(self):
        """What the author may not read behind a path matches nothing."""
        theirs = self.env["res.partner"].create(
            {"name": "Khách công ty hai", "ref": "BI-MAT", "company_id": False}
        )
        mine = self._define("[('partner_id.ref', '=', 'BI-MAT')]")
        leads = self._create_leads(2, partner_id=theirs.id)
        self.assertEqual(leads.vn_assignment_rule_id, mine)
        theirs.company_id = self.company_2
        leads.invalidate_recordset()
        self.assertFalse(mine.sudo()._match(leads).get(leads[0].id))

    def test_counted_as_the_reader(self):
        """The number, and what it opens, are what the reader may read."""
        self._create_leads(
            3,
            self.env.user,
            city="Vinh",
            company_id=self.company_2.id,
            user_id=self.user_2.id,
            team_id=False,
        )
        rule = self._define("[('city', '=', 'Vinh')]")
        rule.company_id = False
        self._create_leads(1, city="Vinh")
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(rule.match_count, 1)
        domain = rule.action_view_matching()["domain"]
        self.assertEqual(len(domain[0][2]), 1)

    def test_companies_where_the_author_works(self):
        """A rule for all companies gives away nothing of companies of others."""
        rule = self._create_rule("Mọi công ty", [self.minh])
        values = {"condition": "[('city', '=', 'Vinh')]", "company_id": False}
        rule.with_user(self.manager).write(values)
        theirs = self._create_leads(
            1, self.env.user, city="Vinh", company_id=self.company_2.id, team_id=False
        )
        ours = self._create_leads(1, city="Vinh")
        self.assertEqual(ours.vn_assignment_rule_id, rule)
        self.assertFalse(theirs.vn_assignment_rule_id)
        self.assertFalse(rule._match(theirs).get(theirs.id))
        rule = rule.with_env(self.env)
        rule.write(values)
        self.assertTrue(rule._match(theirs).get(theirs.id))

    def test_nobody_forges_the_author(self):
        rule = self._define("[]")
        admin = self.env.ref("base.user_admin")
        rule.write({"condition_user_id": admin.id, "condition": "[]"})
        self.assertEqual(rule.condition_user_id, self.manager)
        forged = (
            self.env[RULE]
            .with_user(self.manager)
            .with_context(default_condition_user_id=admin.id)
            .create({"name": "Giả", "condition_user_id": admin.id})
        )
        self.assertEqual(forged.condition_user_id, self.manager)
        system = self.env[RULE].create({"name": "Của hệ thống"})
        self.assertEqual(system.condition_user_id, self.env.user)
        copied = system.with_user(self.manager).copy()
        self.assertEqual(copied.condition_user_id, self.manager)

    def test_others_can_not_open_matching(self):
        rule = self._create_rule("Tất cả", [self.minh])
        portal = new_test_user(self.env, "cond_portal", groups="base.group_portal")
        for user in (portal, self.employee):
            with self.assertRaises(AccessError):
                rule.with_user(user).action_view_matching()
