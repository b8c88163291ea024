from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import VnCareCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-12-01 03:00:00")
class TestReactions(VnCareCommon):
    def setUp(self):
        super().setUp()
        self.order = self._make_order(date_order=datetime(2026, 12, 1, 3))

    def _states(self, enrollment):
        return enrollment.line_ids.sorted("wished_date").mapped("state")

    def _with_one_done(self, source=None):
        enrollment = self._enroll(source or self.order)
        activity = enrollment.line_ids.filtered(lambda ln: ln.name == "+5").activity_id
        activity.with_user(self.lan).action_feedback()
        return enrollment

    def test_done(self):
        enrollment = self._with_one_done()
        line = enrollment.line_ids.filtered(lambda ln: ln.name == "+5")
        self.assertEqual((line.state, line.done_date), ("done", date(2026, 12, 1)))
        self.assertEqual(line.delay_days, -6)
        self.assertEqual(enrollment.progress, "1/3")
        line.activity_id.with_user(self.lan).action_unarchive()
        self.assertEqual((line.state, line.done_date), ("planned", False))

    def test_all_done(self):
        enrollment = self._enroll(self.order)
        enrollment.activity_ids.with_user(self.lan).action_feedback()
        self.assertEqual(enrollment.state, "done")

    def test_order_cancelled_twice(self):
        self.order.action_confirm()
        enrollment = self._with_one_done()
        for _again in range(2):
            self.order._action_cancel()
            self.assertEqual(self._states(enrollment), ["done", "stopped", "stopped"])
        self.assertIn(self.order.name, enrollment.stop_reason)
        self.assertEqual(len(enrollment.activity_ids), 1, "the done one stays")
        self.assertEqual(enrollment.state, "stopped")

    def test_contract_cancelled(self):
        contract = self._make_contract(start_date=date(2026, 12, 1))
        enrollment = self._with_one_done(contract)
        contract.action_cancel()
        self.assertEqual(self._states(enrollment), ["done", "stopped", "stopped"])
        self.assertIn(contract.name, enrollment.stop_reason)

    def test_contract_suspended(self):
        contract = self._make_signed(
            start_date=date(2026, 12, 1), end_date=date(2027, 11, 30)
        )
        enrollment = self._enroll(contract)
        contract.with_user(self.huong).status_id = self.status_suspended
        self.assertEqual(set(self._states(enrollment)), {"stopped"})

    def test_customer_archived(self):
        enrollment = self._with_one_done()
        for _again in range(2):
            self.customer.active = False
            self.assertEqual(self._states(enrollment), ["done", "stopped", "stopped"])

    def test_do_not_contact(self):
        enrollment = self._with_one_done()
        self.customer.with_user(self.lan).vn_do_not_contact = True
        self.assertEqual(self._states(enrollment), ["done", "stopped", "stopped"])
        self.assertFalse(self._enroll(self._make_order()))

    def test_new_owner(self):
        enrollment = self._with_one_done()
        for _again in range(2):
            self.customer.user_id = self.minh
            open_lines = enrollment.line_ids.filtered(lambda ln: ln.state == "planned")
            self.assertEqual(open_lines.user_id, self.minh)
            self.assertEqual(open_lines.activity_id.user_id, self.minh)
        done = enrollment.line_ids - open_lines
        self.assertEqual((done.user_id, done.activity_id.user_id), (self.lan, self.lan))

    def test_new_owner_leaves_fixed_people(self):
        self.plan.sudo().template_ids[0].write(
            {"responsible_type": "other", "responsible_id": self.huong.id}
        )
        enrollment = self._enroll(self.order)
        self.customer.user_id = self.minh
        self.assertEqual(enrollment.line_ids.user_id, self.huong | self.minh)

    def test_merged(self):
        other = self.env["res.partner"].create(
            {"name": "Hoàng Gia", "is_company": True, "user_id": self.lan.id}
        )
        mine = self._enroll(self.customer)
        theirs = self._with_one_done(other)
        by_order = self._enroll(
            self._make_order(partner_id=other.id, date_order=datetime(2026, 12, 1, 3))
        )
        self._merge(other)
        self.assertEqual((mine | theirs | by_order).partner_id, self.customer)
        self.assertEqual(self._states(mine), ["planned"] * 3)
        self.assertEqual(self._states(theirs), ["done", "stopped", "stopped"])
        self.assertEqual(theirs.line_ids.partner_id, self.customer)
        self.assertEqual(by_order.state, "running")

    def test_merged_without_a_conflict(self):
        other = self.env["res.partner"].create(
            {"name": "Hoàng Gia", "is_company": True, "user_id": self.lan.id}
        )
        theirs = self._enroll(other)
        self._merge(other)
        self.assertEqual(theirs.res_id, self.customer.id)
        self.assertEqual(self._states(theirs), ["planned"] * 3)
        self.assertEqual(set(theirs.activity_ids.mapped("res_id")), {self.customer.id})

    def test_merged_care_is_the_owners(self):
        """Of the customer who stays: open lines of orders too, not what was done."""
        other = self.env["res.partner"].create(
            {"name": "Hoàng Gia", "is_company": True, "user_id": self.lan.id}
        )
        theirs = self._with_one_done(other)
        by_order = self._enroll(
            self._make_order(partner_id=other.id, date_order=datetime(2026, 12, 1, 3))
        )
        self.customer.user_id = self.minh
        self._merge(other)
        lines = (theirs | by_order).sudo().line_ids
        moved = lines.filtered(lambda line: line.state == "planned")
        self.assertEqual((lines - moved).user_id, self.lan)
        self.assertEqual(len(moved), 5)
        self.assertEqual(moved.user_id, self.minh)
        self.assertEqual(moved.activity_id.user_id, self.minh)

    def test_merged_into_one_without_owner(self):
        """Whose owner is then the one of the customer who went."""
        other = self.env["res.partner"].create(
            {"name": "Hoàng Gia", "is_company": True, "user_id": self.lan.id}
        )
        theirs = self._enroll(other)
        self.customer.user_id = False
        self._merge(other)
        self.assertEqual(self.customer.user_id, self.lan)
        self.assertEqual(theirs.line_ids.user_id, self.lan)

    def test_merged_goes_on_where_it_runs(self):
        """What stopped, or is done, for one of three stops nothing for the others."""
        others = self.env["res.partner"].create(
            [{"name": f"Hoàng Gia {n}", "user_id": self.lan.id} for n in range(2)]
        )
        mine, first, second = (
            self._enroll(one) for one in (self.customer, others[0], others[1])
        )
        mine.with_user(self.lan).action_stop()
        first.with_user(self.lan).action_pause()
        self.merge_into(self.customer, others)
        self.assertEqual(
            (mine | first | second).mapped("state"), ["stopped", "stopped", "running"]
        )
        self.assertEqual(second.res_id, self.customer.id)
        self.assertEqual(len(self.customer.activity_ids), 3)

    def test_merged_with_one_who_wants_no_contact(self):
        refuses = {"vn_do_not_contact": True}
        for kept, other in ((refuses, {}), ({}, refuses)):
            with self.subTest(kept=kept):
                people = self.env["res.partner"].create(
                    [{"name": "Hoàng Gia", "user_id": self.lan.id} for _n in range(2)]
                )
                enrollment = self._enroll(people[1] if kept else people[0])
                people[0].write(kept)
                people[1].write(other)
                self.merge_into(people[0], people[1])
                self.assertEqual(enrollment.state, "stopped")
                self.assertFalse(people[0].activity_ids)

    def _merge(self, other):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard.create({})._merge([other.id, self.customer.id], self.customer)
        self.env.invalidate_all()

    def test_repeat_policies(self):
        first = self._enroll(self.order, automatic=True)
        plan = self.plan.sudo()
        plan.vn_repeat_policy = "skip"
        self.assertFalse(self._enroll(self._make_order(), automatic=True))
        plan.vn_repeat_policy = "keep"
        second = self._enroll(self._make_order(), automatic=True)
        self.assertEqual((first | second).mapped("state"), ["running", "running"])
        plan.vn_repeat_policy = "restart"
        third = self._enroll(self._make_order(), automatic=True)
        self.assertEqual((first | second).mapped("state"), ["stopped", "stopped"])
        self.assertEqual(third.state, "running")

    def test_stop_pause_resume(self):
        enrollment = self._with_one_done().with_user(self.lan)
        enrollment.action_pause()
        self.assertEqual(enrollment.state, "paused")
        self.assertFalse(enrollment.activity_ids.filtered("active"))
        with freeze_time("2026-12-24 03:00:00"):
            enrollment.action_resume()
        self.assertEqual(self._states(enrollment), ["done", "skipped", "planned"])
        enrollment.action_stop("Khách bận")
        self.assertEqual(self._states(enrollment), ["done", "skipped", "stopped"])
        self.assertEqual(enrollment.stop_reason, "Khách bận")
        enrollment.action_resume()
        self.assertEqual(enrollment.state, "running")
        self.assertEqual(len(enrollment.activity_ids.filtered("active")), 1)

    def test_activity_cancelled_by_hand(self):
        enrollment = self._enroll(self.order)
        line = enrollment.line_ids.filtered(lambda ln: ln.name == "+5")
        line.activity_id.with_user(self.lan).unlink()
        self.assertEqual(line.state, "stopped")
        self.assertIn(self.lan.name, line.stop_reason)
        self.assertEqual(enrollment.state, "running")

    def test_history_is_not_deleted(self):
        enrollment = self._with_one_done()
        with self.assertRaisesRegex(UserError, "Stop it instead"):
            enrollment.with_user(self.huong).unlink()

    @freeze_time("2026-12-20 03:00:00")
    def test_report(self):
        orders = [
            self._make_order(date_order=datetime(2026, 12, 1, 3)) for _n in range(3)
        ]
        self.plan.sudo().vn_past_policy = "overdue"
        late, missed = self._enroll(orders[0]), self._enroll(orders[1])
        on_time = self._enroll(orders[2])
        late.line_ids.sorted("date")[0].activity_id.with_user(
            self.lan
        ).action_feedback()
        on_time.line_ids.sorted("date")[1].activity_id.with_user(
            self.lan
        ).action_feedback()
        self.env.flush_all()
        report = self.env["crm.vn.care.report"].with_user(self.lan)
        enrollments = late | missed | on_time
        groups = report._read_group(
            [("line_id", "in", enrollments.line_ids.ids)], ["outcome"], ["__count"]
        )
        self.assertEqual(
            dict(groups), {"late": 1, "missed": 2, "on_time": 1, "open": 5}
        )
        late_line = report.search([("outcome", "=", "late")])
        self.assertEqual(late_line.delay_days, 13)
