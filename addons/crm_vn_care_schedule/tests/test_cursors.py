from odoo import Command
from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.cursors import VnCursorsCase


@tagged("post_install", "-at_install")
class TestCareCursors(VnCursorsCase):
    def setUp(self):
        super().setUp()
        with self.committed() as env:
            partner = env["res.partner"].create(
                {"name": "Hai con trỏ", "user_id": env.ref("base.user_admin").id}
            )
            plan = env["mail.activity.plan"].create(
                {
                    "name": "Hai con trỏ",
                    "res_model": "res.partner",
                    "company_id": False,
                    "vn_is_care_schedule": True,
                    "template_ids": [
                        Command.create(
                            {
                                "activity_type_id": env.ref(
                                    "mail.mail_activity_data_call"
                                ).id,
                                "summary": f"+{days}",
                                "delay_count": days,
                                "delay_from": "after_plan_date",
                                "responsible_type": "vn_customer_owner",
                            }
                        )
                        for days in (5, 20, 90)
                    ],
                }
            )
            self.partner_id, self.plan_id = partner.id, plan.id
        self.addCleanup(self._forget)

    def _forget(self):
        with self.committed() as env:
            env["crm.vn.care.enrollment"].search(
                [("plan_id", "=", self.plan_id)]
            ).unlink()
            env["mail.activity.plan"].browse(self.plan_id).unlink()
            env["res.partner"].browse(self.partner_id).unlink()

    def _enroll(self, env):
        plan = env["mail.activity.plan"].browse(self.plan_id)
        plan._vn_enroll(env["res.partner"].browse(self.partner_id), automatic=True)

    def test_automatic_from_three_cursors_is_once(self):
        self.together(self._enroll, self._enroll, self._enroll)
        with self.committed() as env:
            found = env["crm.vn.care.enrollment"].search(
                [("plan_id", "=", self.plan_id)]
            )
            self.assertEqual(len(found), 1)
            self.assertEqual(found.mapped("line_ids.state"), ["planned"] * 3)
            activities = env["mail.activity"].search([("res_id", "=", self.partner_id)])
            self.assertEqual(activities, found.activity_ids)

    def test_stopped_at_once_stays_stopped(self):
        self.retrying(self._enroll)

        def stop(env):
            env["crm.vn.care.enrollment"].search(
                [("plan_id", "=", self.plan_id)]
            ).action_stop("Hết")

        self.together(stop, stop, self._enroll)
        with self.committed() as env:
            found = env["crm.vn.care.enrollment"].search(
                [("plan_id", "=", self.plan_id)]
            )
            self.assertEqual(found.mapped("line_ids.state"), ["stopped"] * 3)
            self.assertFalse(found.activity_ids)
            today = found.env.company._vn_today()
            self.assertGreaterEqual(min(found.line_ids.mapped("date")), today)
