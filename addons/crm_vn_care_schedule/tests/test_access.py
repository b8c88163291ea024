from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import VnCareCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-12-01 03:00:00")
class TestAccess(VnCareCommon):
    def test_who_sees_what(self):
        enrollment = self._enroll(self._make_order())
        Line = self.env["crm.vn.care.line"]
        domain = [("enrollment_id", "=", enrollment.id)]
        expected = ((self.lan, 3), (self.minh, 0), (self.huong, 3), (self.nam, 0))
        for user, count in expected:
            with self.subTest(user=user.login):
                self.assertEqual(Line.with_user(user).search_count(domain), count)
                report = self.env["crm.vn.care.report"].with_user(user)
                self.assertEqual(
                    report.search_count([("partner_id", "=", self.customer.id)]), count
                )
                Enrollment = self.env["crm.vn.care.enrollment"].with_user(user)
                seen = Enrollment.search([("id", "=", enrollment.id)])
                self.assertEqual(len(seen), bool(count))

    def test_other_salesperson_may_not_stop(self):
        enrollment = self._enroll(self._make_order())
        with self.assertRaises(AccessError):
            enrollment.with_user(self.minh).action_stop()
        self.assertEqual(enrollment.state, "running")

    def test_lines_are_the_engines(self):
        line = self._enroll(self._make_order()).line_ids[0]
        for user in (self.lan, self.huong):
            with self.assertRaises(AccessError):
                line.with_user(user).write({"state": "done"})

    def test_enrollments_are_the_engines(self):
        enrollment = self._enroll(self._make_order())
        for user in (self.lan, self.huong):
            mine = enrollment.with_user(user)
            for values in (
                {"partner_id": self.contact.id},
                {"state": "done"},
                {"base_date": "2020-01-01"},
            ):
                with self.assertRaises(UserError):
                    mine.write(values)
            mine.action_pause()
            mine.action_resume()
            self.assertEqual(mine.state, "running")

    def test_employees_see_their_own_lines(self):
        enrollment = self._enroll(self._make_order())
        employee = self._make_user("vn_employee", "base.group_user")
        Line = self.env["crm.vn.care.line"].with_user(employee)
        domain = [("enrollment_id", "=", enrollment.id)]
        self.assertFalse(Line.search(domain))
        enrollment.line_ids[0].sudo()._vn_as_engine().user_id = employee
        self.assertEqual(Line.search(domain), enrollment.line_ids[0])

    def test_the_dialog_tells_of_nothing_hidden(self):
        """Ids of another company, or of models without care, say nothing."""
        order = self._make_order()
        Wizard = self.env["crm.vn.care.set"]
        values = {
            "res_model": "sale.order",
            "res_ids": order.ids,
            "plan_id": self.plan.id,
        }
        mine = Wizard.with_user(self.lan).create(values)
        self.assertEqual(len(mine.line_ids), 3)
        for user in (self.minh, self.nam):
            wizard = Wizard.with_user(user).create(values)
            self.assertFalse(wizard.line_ids)
            wizard.action_confirm()
        found = self.env["crm.vn.care.enrollment"].search(
            [("res_id", "=", order.id), ("res_model", "=", "sale.order")]
        )
        self.assertFalse(found)
        with self.assertRaises(UserError):
            Wizard.with_user(self.lan).create(
                {**values, "res_model": "res.users", "res_ids": [2]}
            ).action_confirm()

    def test_holidays_of_another_company(self):
        with self.assertRaises(AccessError):
            self.env["crm.vn.holiday.proposal"].with_user(self.nam).create(
                {"year": 2027, "company_id": self.company.id}
            )

    def test_schedules(self):
        with self.assertRaises(AccessError):
            self.plan.with_user(self.lan).write({"name": "Khác"})
        self.plan.with_user(self.huong).write({"name": "Khác"})
        self.assertEqual(self.plan.name, "Khác")

    def test_unreadable_document(self):
        order = self._make_order()
        with self.assertRaises(AccessError):
            self._enroll(order, user=self.nam)
