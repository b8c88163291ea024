from freezegun import freeze_time

from odoo.exceptions import AccessError
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

    def test_schedules(self):
        with self.assertRaises(AccessError):
            self.plan.with_user(self.lan).write({"name": "Khác"})
        self.plan.with_user(self.huong).write({"name": "Khác"})
        self.assertEqual(self.plan.name, "Khác")

    def test_unreadable_document(self):
        order = self._make_order()
        with self.assertRaises(AccessError):
            self._enroll(order, user=self.nam)
