from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import VnOpportunityCommon


@tagged("post_install", "-at_install")
class TestPreview(VnOpportunityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.lead"].search([]).active = False
        cls.leads = cls._create_leads(7, city="Hà Nội") + cls._create_leads(3)
        cls.rule = cls._create_rule(
            "Hà Nội",
            [cls.hoa, (cls.minh, {"weight": 2})],
            "[('city', '=', 'Hà Nội')]",
        )
        cls.Preview = cls.env["crm.vn.assignment.preview"].with_user(cls.manager)

    def test_trial_is_what_then_happens(self):
        tried = {
            line["lead_id"]: (line["user_id"], line["reason"], line["rule_id"])
            for line in self.Preview._get_lines(self.leads)
        }
        self.leads.action_vn_assign_by_rules()
        for lead in self.leads:
            user_id, reason, rule_id = tried[lead.id]
            self.assertEqual(lead.user_id.id, user_id)
            self.assertEqual(lead.vn_assignment_rule_id.id, rule_id)
            self.assertEqual(lead.vn_assignment_reason or "No rule matches.", reason)
        self.assertEqual(len(self.leads.filtered("user_id")), 7)

    def test_trial_writes_nothing(self):
        self.env.flush_all()

        def state():
            self.env.invalidate_all()
            return (
                [(lead.user_id, lead.write_date) for lead in self.leads],
                [(m.clock, m.assigned_count) for m in self.rule.member_ids],
                self.env["mail.message"].search_count([]),
                self.env["crm.vn.lead.notice"].search_count([]),
                self.env["crm.vn.assignment.preview.line"].search_count([]),
            )

        before = state()
        form = Form(self.Preview)
        self.assertEqual(form.scope, "open")
        self.assertEqual(len(form.line_ids), 10)
        form.scope = "recent"
        # these ten and what was archived in the last 30 days
        self.assertGreaterEqual(len(form.line_ids), 10)
        form.scope = "free"
        self.assertEqual(len(form.line_ids), 10)
        self.assertIn("7 of 10 would be assigned", form.summary)
        self.assertEqual(state(), before)

    def test_of_the_last_30_days(self):
        """Won and lost ones are tried as well."""
        self.leads[0].action_set_won()
        self.leads[1].action_set_lost()
        form = Form(self.Preview.with_context(default_scope="recent"))
        found = [line["lead_id"] for line in form.line_ids._records]
        self.assertIn(self.leads[0].id, found)
        self.assertIn(self.leads[1].id, found)
        self.env.cr.execute(
            "UPDATE crm_lead SET create_date = create_date - interval '31 days'"
            " WHERE id = %s",
            [self.leads[2].id],
        )
        self.leads.invalidate_recordset()
        form = Form(self.Preview.with_context(default_scope="recent"))
        found = [line["lead_id"] for line in form.line_ids._records]
        self.assertNotIn(self.leads[2].id, found)

    def test_for_managers_only(self):
        with self.assertRaises(AccessError):
            self.env["crm.vn.assignment.preview"].with_user(self.hoa).create({})
