from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.test_protected import VnProtectedCase


@tagged("post_install", "-at_install")
class TestCreditProtected(VnProtectedCase):
    def test_credit(self):
        me = self.manager.id
        lead = self.env["crm.lead"].create({"name": "Cơ hội"})
        self.assert_protected(
            lead,
            {"vn_credit_user_id": me, "vn_created_user_id": me},
            create={"name": "Mới"},
        )
        self.assert_protected(
            self.customer_company, {"vn_credit_user_id": me}, create={"name": "Mới"}
        )
        order = self.env["sale.order"].create({"partner_id": self.customer_company.id})
        self.assert_protected(
            order,
            {
                "vn_credit_user_id": me,
                "vn_created_user_id": me,
                "vn_amount_company": 1e9,
                "vn_customer_id": self.customer_person.id,
            },
            create={"partner_id": self.customer_company.id},
        )

    def test_done_activities(self):
        activity = self.customer_company.with_user(self.user_own).activity_schedule(
            "mail.mail_activity_data_call"
        )
        activity.action_feedback()
        self.assert_protected(
            activity,
            {
                "vn_done_at": "2026-01-01 03:00:00",
                "vn_done_uid": self.manager.id,
                "vn_credit_user_id": self.manager.id,
            },
        )
