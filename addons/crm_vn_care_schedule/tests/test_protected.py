from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.test_protected import VnProtectedCase


@tagged("post_install", "-at_install")
class TestCareProtected(VnProtectedCase):
    def setUp(self):
        super().setUp()
        call = self.env.ref("mail.mail_activity_data_call")
        self.plan = self.env["mail.activity.plan"].create(
            {
                "name": "Chăm sóc",
                "res_model": "res.partner",
                "vn_is_care_schedule": True,
                "template_ids": [
                    Command.create(
                        {
                            "activity_type_id": call.id,
                            "summary": "Gọi",
                            "delay_count": 5,
                            "delay_from": "after_plan_date",
                            "responsible_type": "vn_customer_owner",
                        }
                    )
                ],
            }
        )
        self.enrollment = self.plan._vn_enroll(self.customer_company)

    def test_enrollments(self):
        self.assert_protected(
            self.enrollment,
            {
                "partner_id": self.customer_person.id,
                "state": "done",
                "base_date": "2026-01-01",
                "res_id": self.customer_person.id,
            },
        )
        values = {
            "plan_id": self.plan.id,
            "partner_id": self.customer_person.id,
            "company_id": self.company.id,
            "base_date": "2026-01-01",
        }
        for user in self.everybody():
            with self.assertRaises(AccessError):
                self.rpc(user, self.enrollment._name, "create", [values])

    def test_lines(self):
        line = self.enrollment.line_ids
        for user in self.everybody():
            for call in (("write", line.ids, {"state": "done"}), ("unlink", line.ids)):
                with self.assertRaises(AccessError):
                    self.rpc(user, line._name, *call, vn_care_engine=True)

    def test_activities_tell_their_line_whatever_the_context_says(self):
        activity = self.enrollment.line_ids.activity_id
        self.assert_protected(activity, {"vn_enrollment_id": False})
        self.rpc(
            self.user_own,
            "mail.activity",
            "action_feedback",
            activity.ids,
            vn_care_engine=True,
            _vn_engine=True,
        )
        self.env.invalidate_all()
        self.assertEqual(self.enrollment.line_ids.state, "done")
        self.assertEqual(self.enrollment.state, "done")
