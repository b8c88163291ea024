from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import VnCareCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-12-01 03:00:00")
class TestPlanLauncher(VnCareCommon):
    """Odoo's own launcher of plans enrolls."""

    def _launch(self, partner):
        return (
            self.env["mail.activity.schedule"]
            .with_user(self.lan)
            .with_company(self.company)
            .create(
                {
                    "res_model": "res.partner",
                    "res_ids": str(partner.ids),
                    "plan_id": self.plan.id,
                    "plan_date": date(2026, 12, 1),
                }
            )
        )

    def test_it_enrolls(self):
        wizard = self._launch(self.customer)
        preview = wizard.plan_schedule_line_ids.mapped("line_date_deadline")
        wizard.action_schedule_plan()
        care = self.env["crm.vn.care.enrollment"]._vn_for_sources(self.customer)
        self.assertEqual(care.plan_id, self.plan)
        self.assertEqual(len(care.activity_ids), 3)
        self.assertEqual(self.customer.activity_ids, care.activity_ids)
        self.assertEqual(preview, care.line_ids.sorted("date").mapped("date"))
        with self.assertRaisesRegex(UserError, "already runs"):
            self._launch(self.customer).action_schedule_plan()

    def test_it_keeps_wishes(self):
        self.customer.vn_do_not_contact = True
        with self.assertRaisesRegex(UserError, "do not want to be contacted"):
            self._launch(self.customer).action_schedule_plan()

    def test_previous_working_day_of_today(self):
        with freeze_time("2026-12-06 03:00:00"):
            self.plan.sudo().template_ids.vn_off_day_policy = "previous"
            self.plan.sudo().template_ids[0].delay_count = 0
            enrollment = self._enroll(self.customer)
            line = enrollment.line_ids.sorted("wished_date")[0]
            self.assertEqual((line.state, line.date), ("planned", date(2026, 12, 6)))
