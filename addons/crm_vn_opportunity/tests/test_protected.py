from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.test_protected import VnProtectedCase


@tagged("post_install", "-at_install")
class TestLeadProtected(VnProtectedCase):
    def test_handling_and_assignment(self):
        lead = self.env["crm.lead"].create(
            {"name": "Cơ hội", "user_id": self.user_own.id}
        )
        rule = self.env["crm.vn.assignment.rule"].create({"name": "Mọi khách"})
        moment = "2026-01-01 03:00:00"
        self.assert_protected(
            lead,
            {
                "vn_dispatch_date": moment,
                "vn_handling_deadline": moment,
                "vn_escalation_date": moment,
                "vn_handled_date": moment,
                "vn_paused_date": moment,
                "vn_notice_date": moment,
                "vn_assignment_rule_id": rule.id,
                "vn_assignment_reason": "Tôi muốn",
            },
            create={"name": "Cơ hội mới"},
        )
