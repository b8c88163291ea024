from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnOpportunityCommon


@tagged("post_install", "-at_install")
class TestTour(VnOpportunityCommon, VnTourCase):
    """Rule, opportunity, assignment, deadline, notice: as the team leader sees it."""

    def test_from_the_rule_to_the_notice(self):
        login = self.manager.login
        self.manager.tour_enabled = False
        # people see Vietnam's hours; notices are due at any hour of this test
        self.company.resource_calendar_id = False
        self.company.write({"vn_notice_from": 0, "vn_notice_to": 24})
        self.env["crm.lead"].search([]).active = False
        # what a width breaks does not depend on the language
        for size, lang in zip(self.tour_sizes, self.tour_langs, strict=True):
            with self.subTest(size=size, lang=lang):
                self.manager.lang = lang
                self._run_one(size, login)

    def _run_one(self, size, login):
        rules = self.env["crm.vn.assignment.rule"]
        rules.search([]).active = False
        self._run_tour_at(
            size, "/odoo/assignment-rules/new", "crm_vn_opportunity_rule", login
        )
        rule = rules.search([])
        self.assertEqual(rule.name, "Khách từ mọi nguồn")
        self.assertEqual(rule.member_ids.user_id, self.hoa)
        self._run_tour_at(size, "/odoo/crm/new", "crm_vn_opportunity_lead", login)
        lead = self.env["crm.lead"].search([], order="id desc", limit=1)
        self.assertEqual(lead.user_id, self.hoa)
        self.assertEqual(lead.vn_assignment_rule_id, rule)
        now = fields.Datetime.now()
        lead._vn_as_engine().write(
            {
                "vn_handling_deadline": now - timedelta(hours=5),
                "vn_escalation_date": now - timedelta(hours=1),
            }
        )
        rows = lead._vn_late_rows(lead.ids, now)
        lead._vn_give_notices(rows)
        self._run_tour_at(
            size, f"/odoo/crm/{lead.id}", "crm_vn_opportunity_overdue", login
        )
