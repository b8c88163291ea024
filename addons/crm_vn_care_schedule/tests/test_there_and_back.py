from datetime import date, datetime

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .common import VnCareCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-12-01 03:00:00")
class TestThereAndBack(VnCareCommon):
    """What stops with a document comes back with it, once."""

    def _states(self, enrollment):
        return enrollment.line_ids.sorted("wished_date").mapped("state")

    def _care(self, record):
        return self.env["crm.vn.care.enrollment"]._vn_for_sources(record)

    def _confirmed(self, **values):
        self.plan.sudo().vn_trigger = "order_confirmed"
        order = self._make_order(date_order=datetime(2026, 12, 1, 3), **values)
        order.action_confirm()
        return order

    def _done(self, enrollment, name="+5"):
        activity = enrollment.line_ids.filtered(lambda ln: ln.name == name).activity_id
        activity.with_user(self.lan).action_feedback()

    def _cancel_and_confirm(self, order):
        order._action_cancel()
        order.action_draft()
        order.action_confirm()

    def test_order_confirmed_again(self):
        order = self._confirmed()
        enrollment = self._care(order)
        self._done(enrollment)
        for _again in range(2):
            self._cancel_and_confirm(order)
            self.assertEqual(self._care(order), enrollment)
            self.assertEqual(enrollment.state, "running")
            self.assertEqual(self._states(enrollment), ["done", "planned", "planned"])
            self.assertEqual(len(enrollment.activity_ids.filtered("active")), 2)
        self._run_cron_enroll()
        self.assertEqual(len(enrollment.activity_ids.filtered("active")), 2)

    def _run_cron_enroll(self):
        with self.enter_registry_test_mode():
            self.env.ref("crm_vn_care_schedule.ir_cron_enroll").method_direct_trigger()

    def test_order_confirmed_again_for_another_customer(self):
        order = self._confirmed()
        enrollment = self._care(order)
        self._done(enrollment)
        former = self.customer
        other = former.copy({"name": "Công ty khác", "user_id": self.minh.id})
        order._action_cancel()
        order.action_draft()
        order.partner_id = other
        order.action_confirm()
        self._run_cron_enroll()
        self.assertEqual(self._care(order), enrollment)
        self.assertEqual(enrollment.partner_id, other)
        self.assertEqual(self._states(enrollment), ["done", "planned", "planned"])
        lines = enrollment.line_ids.sorted("wished_date")
        self.assertEqual(lines.partner_id, former | other)
        self.assertEqual(lines[0].partner_id, former)
        planned = lines[1:].activity_id
        self.assertEqual(planned.mapped("res_id"), [other.id] * 2)
        self.assertEqual(planned.user_id, self.minh)
        self.assertFalse(former.activity_ids)

    def test_dates_that_passed_meanwhile(self):
        order = self._confirmed()
        order._action_cancel()
        with freeze_time("2026-12-15 03:00:00"):
            order.action_draft()
            order.action_confirm()
        self.assertEqual(
            self._states(self._care(order)), ["skipped", "planned", "planned"]
        )

    def test_contract_resumed_and_extended(self):
        self.plan.sudo().vn_trigger = "contract_active"
        contract = self._make_signed(
            start_date=date(2026, 12, 1), end_date=date(2026, 12, 10)
        )
        enrollment = self._care(contract)
        contract.status_id = self.status_suspended
        self.assertEqual(self._states(enrollment), ["stopped"] * 3)
        contract.status_id = self.status_active
        self.assertEqual(self._states(enrollment), ["planned"] * 3)
        with freeze_time("2026-12-12 03:00:00"):
            self._run_expiry()
            self.assertEqual(enrollment.state, "stopped")
            annex = self._contracts().create(
                {**contract._prepare_annex(), "end_date": "2027-11-30"}
            )
            annex.action_sign()
        self.assertEqual(contract.meaning, "active")
        self.assertEqual(self._states(enrollment), ["skipped", "planned", "planned"])

    def test_what_somebody_paused_stays_paused(self):
        order = self._confirmed()
        enrollment = self._care(order)
        self._done(enrollment)
        enrollment.with_user(self.lan).action_pause()
        for _again in range(2):
            order._action_cancel()
            self.assertEqual(enrollment.state, "stopped")
            self.assertEqual(self._states(enrollment), ["done", "stopped", "stopped"])
            order.action_draft()
            order.action_confirm()
            self._run_cron_enroll()
            self.assertEqual(enrollment.state, "paused")
            self.assertEqual(self._states(enrollment), ["done", "planned", "planned"])
            self.assertFalse(enrollment.activity_ids.filtered("active"))
        enrollment.with_user(self.lan).action_resume()
        self.assertEqual(enrollment.state, "running")
        self.assertEqual(len(enrollment.activity_ids.filtered("active")), 2)
        self._cancel_and_confirm(order)
        self.assertEqual(enrollment.state, "running")

    def test_what_somebody_stopped_stays_stopped(self):
        order = self._confirmed()
        enrollment = self._care(order)
        enrollment.line_ids.filtered(lambda ln: ln.name == "+5").activity_id.with_user(
            self.lan
        ).unlink()
        self._cancel_and_confirm(order)
        self.assertEqual(self._states(enrollment), ["stopped", "planned", "planned"])
        enrollment.with_user(self.lan).action_stop("Khách bận")
        self._cancel_and_confirm(order)
        self.assertEqual(enrollment.state, "stopped")

    def test_done_care_is_taken_up_again_after_the_end(self):
        """Care that stopped promises nothing: the task is somebody's own."""
        order = self._confirmed()
        enrollment = self._care(order)
        self._done(enrollment)
        activity = enrollment.line_ids.filtered(lambda ln: ln.name == "+5").activity_id
        enrollment.with_user(self.lan).action_stop("Khách bận")
        activity.with_user(self.lan).active = True
        self.assertEqual(self._states(enrollment), ["stopped"] * 3)
        self.assertEqual(enrollment.state, "stopped")
        activity.with_user(self.lan).action_feedback()
        self.assertEqual(self._states(enrollment), ["done", "stopped", "stopped"])

    def test_not_while_another_document_runs(self):
        self.plan.sudo().vn_repeat_policy = "skip"
        first = self._confirmed()
        first._action_cancel()
        second = self._confirmed()
        self.assertEqual(self._care(second).state, "running")
        first.action_draft()
        first.action_confirm()
        self.assertEqual(self._care(first).state, "stopped")
        self.plan.sudo().vn_repeat_policy = "restart"
        self._cancel_and_confirm(first)
        self.assertEqual(self._care(first).state, "running")
        self.assertEqual(self._care(second).state, "stopped")

    def test_cron_lets_come_back_what_no_event_did(self):
        order = self._confirmed()
        enrollment = self._care(order)
        enrollment._vn_stop("Đơn hủy", "document")
        for _again in range(2):
            self._run_cron_enroll()
            self.assertEqual(self._states(enrollment), ["planned"] * 3)
            self.assertEqual(len(enrollment.activity_ids), 3)

    def test_two_orders_at_once(self):
        for policy in ("skip", "restart"):
            with self.subTest(policy):
                customer = self.customer.copy({"name": policy, "user_id": self.lan.id})
                plan = self.plan.sudo()
                plan.write(
                    {
                        "vn_trigger": "order_confirmed",
                        "vn_repeat_policy": policy,
                        "vn_automatic_since": date(2026, 12, 1),
                    }
                )
                orders = self._make_order(partner_id=customer.id) | self._make_order(
                    partner_id=customer.id
                )
                orders.action_confirm()
                wanted = orders[0] if policy == "skip" else orders[1]
                for _again in range(2):
                    running = self._care(orders).filtered(
                        lambda rec: rec.state == "running"
                    )
                    self.assertEqual(running.mapped("res_id"), wanted.ids)
                    self.assertEqual(len(customer.activity_ids), 3)
                    self._run_cron_enroll()

    def test_skipped_document_stays_skipped(self):
        plan = self.plan.sudo()
        plan.write(
            {"vn_repeat_policy": "skip", "vn_automatic_since": date(2026, 12, 1)}
        )
        first = self._confirmed()
        second = self._confirmed()
        self._care(first).activity_ids.with_user(self.lan).action_feedback()
        self.assertEqual(self._care(first).state, "done")
        self._run_cron_enroll()
        self.assertFalse(self._care(second))

    def test_first_morning(self):
        """00:30 in Vietnam is the day before in UTC."""
        order = self._make_order()
        order.action_confirm()
        order.date_order = datetime(2026, 11, 30, 17, 30)
        self.plan.sudo().write(
            {
                "vn_trigger": "order_confirmed",
                "vn_automatic_since": date(2026, 12, 1),
            }
        )
        self._run_cron_enroll()
        self.assertEqual(self._care(order).base_date, date(2026, 12, 1))

    def test_annex_starts_nothing_unless_meant(self):
        self.plan.sudo().vn_trigger = "contract_active"
        contract = self._make_signed(start_date=date(2026, 12, 1))
        annex = self._contracts().create(contract._prepare_annex())
        annex.action_sign()
        self.assertFalse(self._care(annex))
        self.plan.sudo().vn_contract_type_ids = self.type_annex
        annex = self._contracts().create(contract._prepare_annex())
        annex.action_sign()
        self.assertEqual(self._care(annex).state, "running")


@tagged("post_install", "-at_install")
@freeze_time("2026-12-01 03:00:00")
class TestWhoIsThere(VnCareCommon):
    """Nobody gets care who is not an active salesperson."""

    def setUp(self):
        super().setUp()
        self.plan.sudo().vn_trigger = "order_confirmed"
        self.stranger = self.env["res.partner"].create({"name": "Khách vãng lai"})

    def _line_of(self, record):
        care = self.env["crm.vn.care.enrollment"]._vn_for_sources(record)
        return care.line_ids[:1]

    def _user(self, login, group):
        return new_test_user(
            self.env,
            login,
            groups=group,
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )

    def _order_of(self, who):
        order = self._make_order(partner_id=self.stranger.id, user_id=False)
        order.with_user(who).sudo().action_confirm()
        return order

    def test_order_confirmed_by_people_outside(self):
        portal = self._user("vn_cust", "base.group_portal")
        for who in (self.env.ref("base.public_user"), portal, self.env.user):
            line = self._line_of(self._order_of(who))
            self.assertFalse(line.user_id, who.login)
            self.assertEqual(line.user_step, "nobody")
            self.assertFalse(line.activity_id.user_id)

    def test_the_ladder(self):
        portal = self._user("vn_cust", "base.group_portal")
        gone = self._user("vn_gone", "sales_team.group_sale_salesman")
        self.company.vn_deputy_user_id = self.minh
        line = self._line_of(self._order_of(portal))
        self.assertEqual((line.user_id, line.user_step), (self.minh, "company"))
        team = self.env["crm.team"].create(
            {"name": "Đội 1", "company_id": self.company.id, "user_id": self.huong.id}
        )
        team.member_ids = gone
        self.stranger.user_id = gone
        gone.action_archive()
        line = self._line_of(self._order_of(portal))
        self.assertEqual((line.user_id, line.user_step), (self.huong, "leader"))
        order = self._make_order(partner_id=self.stranger.id, user_id=self.lan.id)
        order.action_confirm()
        line = self._line_of(order)
        self.assertEqual((line.user_id, line.user_step), (self.lan, "salesperson"))
        self.stranger.user_id = self.minh
        self.assertEqual((line.user_id, line.user_step), (self.minh, "owner"))
        self.assertEqual(line.activity_id.user_id, self.minh)

    def test_fixed_person_who_left(self):
        gone = self._user("vn_gone", "sales_team.group_sale_salesman")
        self.plan.sudo().template_ids.write(
            {"responsible_type": "other", "responsible_id": gone.id}
        )
        order = self._make_order()
        order.action_confirm()
        self.assertEqual(self._line_of(order).user_id, gone)
        gone.action_archive()
        order = self._make_order()
        order.action_confirm()
        self.assertEqual(self._line_of(order).user_id, self.lan)

    def test_nobodys_list(self):
        line = self._line_of(self._order_of(self.env.ref("base.public_user")))
        found = self.env["crm.vn.care.line"].with_user(self.huong)
        found = found.search([("user_id", "=", False)])
        self.assertIn(line, found)
        self.stranger.user_id = self.lan
        self.assertEqual((line.user_id, line.user_step), (self.lan, "owner"))

    def test_new_salesperson_of_the_order(self):
        self.plan.sudo().template_ids.responsible_type = "vn_source_owner"
        order = self._make_order()
        order.action_confirm()
        order.with_user(self.huong).user_id = self.minh
        line = self._line_of(order)
        self.assertEqual((line.user_id, line.user_step), (self.minh, "salesperson"))
        self.assertEqual(line.activity_id.user_id, self.minh)


@tagged("post_install", "-at_install")
@freeze_time("2026-12-01 03:00:00")
class TestWishes(VnCareCommon):
    """A company's wish holds for its contacts; a person's for that person."""

    def _running(self, source):
        return self._enroll(source).state

    def test_company_wants_no_contact(self):
        enrollment = self._enroll(self._make_order(partner_id=self.contact.id))
        self.customer.with_user(self.lan).vn_do_not_contact = True
        self.assertEqual(enrollment.state, "stopped")
        self.assertFalse(self._enroll(self._make_order(partner_id=self.contact.id)))
        with self.assertRaisesRegex(UserError, "can't go on"):
            enrollment.with_user(self.lan).action_resume()

    def test_company_archived(self):
        order = self._make_order(partner_id=self.contact.id)
        enrollment = self._enroll(order)
        self.customer.active = False
        self.assertEqual(enrollment.state, "stopped")
        self.assertFalse(self._enroll(self.contact))

    def test_person_alone(self):
        mine = self._enroll(self._make_order())
        theirs = self._enroll(self._make_order(partner_id=self.contact.id))
        self.contact.vn_do_not_contact = True
        self.assertEqual((mine.state, theirs.state), ("running", "stopped"))
        self.assertEqual(self._running(self._make_order()), "running")

    def test_contact_moves_to_such_a_company(self):
        enrollment = self._enroll(self._make_order(partner_id=self.contact.id))
        other = self.env["res.partner"].create(
            {"name": "Không gọi", "is_company": True, "vn_do_not_contact": True}
        )
        self.contact.parent_id = other
        self.assertEqual(enrollment.state, "stopped")

    def test_order_back_for_who_wants_no_contact(self):
        self.plan.sudo().vn_trigger = "order_confirmed"
        order = self._make_order()
        order.action_confirm()
        order._action_cancel()
        self.customer.vn_do_not_contact = True
        order.action_draft()
        order.action_confirm()
        care = self.env["crm.vn.care.enrollment"]._vn_for_sources(order)
        self.assertEqual(care.state, "stopped")
