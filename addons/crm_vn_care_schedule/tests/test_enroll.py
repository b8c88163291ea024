import re
from datetime import date, datetime
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import VnCareCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-12-01 03:00:00")
class TestEnroll(VnCareCommon):
    def test_by_hand_twice_is_refused(self):
        order = self._make_order()
        self._enroll(order)
        with self.assertRaisesRegex(UserError, order.name):
            self._enroll(order)

    def test_automatic_twice_is_nothing(self):
        order = self._make_order()
        first = self._enroll(order, automatic=True)
        second = self._enroll(order, automatic=True)
        self.assertEqual(len(first), 1)
        self.assertFalse(second)
        self.assertEqual(len(first.activity_ids), 3)

    def test_other_cursor_was_quicker(self):
        order = self._make_order()
        self._enroll(order)
        values = order.sudo()._vn_care_values()
        created, left = self.plan.sudo()._vn_insert_enrollments(self.company, values)
        self.assertFalse(created)
        self.assertEqual(left, [])

    def test_chosen_lines_only(self):
        lines = self.plan.template_ids[:1]
        enrollment = self._enroll(self._make_order(), templates=lines)
        self.assertEqual(enrollment.line_ids.template_id, lines)

    def test_given_base_date(self):
        enrollment = self._enroll(self._make_order(), base_date=date(2027, 1, 19))
        self.assertEqual(self._dates(enrollment)[1], date(2027, 2, 11))

    def test_activities_are_the_owners(self):
        enrollment = self._enroll(self._make_order(), user=self.huong)
        self.assertEqual(enrollment.activity_ids.user_id, self.lan)
        self.assertIn(self.lan.partner_id, self.customer.message_partner_ids)
        self.assertEqual(
            set(enrollment.activity_ids.mapped("res_model")), {"res.partner"}
        )
        self.assertEqual(self.customer.activity_ids, enrollment.activity_ids)

    def test_one_summary_per_person(self):
        orders = self._make_order() | self._make_order() | self._make_order()
        before = self.env["mail.message"].search([], order="id desc", limit=1).id
        self._enroll(orders, user=self.huong)
        told = self.env["mail.message"].search(
            [("id", ">", before), ("message_type", "=", "user_notification")]
        )
        self.assertEqual(told.notified_partner_ids, self.lan.partner_id)
        self.assertEqual(len(told), 1)
        self.assertIn("9", told.body)

    def test_wizard_shows_what_it_does(self):
        orders = self._make_order() | self._make_order()
        action = orders.action_vn_set_care_schedule()
        form = Form(
            self.env["crm.vn.care.set"]
            .with_user(self.lan)
            .with_company(self.company)
            .with_context(**action["context"])
        )
        form.plan_id = self.plan
        wizard = form.save()
        preview = sorted((ln.name, ln.date) for ln in wizard.line_ids)
        self.assertEqual(len(preview), 6)
        domain = wizard.action_confirm()["domain"]
        made = self.env["crm.vn.care.line"].search(domain)
        self.assertEqual(sorted((ln.name, ln.date) for ln in made), preview)

    def test_wizard_leaves_out_what_is_there(self):
        orders = self._make_order() | self._make_order()
        self._enroll(orders[0])
        wizard = self._wizard(orders)
        self.assertEqual(wizard.already_count, 1)
        made = self.env["crm.vn.care.line"].search(wizard.action_confirm()["domain"])
        self.assertEqual(set(made.mapped("source_name")), {orders[1].name})

    def _wizard(self, records, user=None):
        return (
            self.env["crm.vn.care.set"]
            .with_user(user or self.lan)
            .with_company(self.company)
            .create(
                {
                    "res_model": records._name,
                    "res_ids": records.ids,
                    "plan_id": self.plan.id,
                }
            )
        )

    def test_wizard_counts_what_it_plans(self):
        wizard = self._wizard(self._make_order(date_order=datetime(2026, 11, 1, 3)))
        numbers = [int(n) for n in re.findall(r"\d+", wizard.summary)]
        states = wizard.line_ids.mapped("state")
        moved = wizard.line_ids.filtered(
            lambda line: line.state == "planned" and line.move_reason
        )
        expected = [states.count("planned"), len(moved), states.count("skipped")]
        self.assertEqual(numbers, expected)
        self.assertIn("skipped", states)
        wizard.base_date = date(2025, 1, 1)
        numbers = [int(n) for n in re.findall(r"\d+", wizard.summary)]
        self.assertEqual(numbers, [0, 0, 3])

    def test_wizard_leaves_out_drafts_and_says_so(self):
        order = self._make_order()
        order.action_confirm()
        draft = order.copy()
        wizard = self._wizard(order | draft)
        self.assertEqual(set(wizard.line_ids.mapped("document")), {order.display_name})
        self.assertEqual(wizard.line_ids.partner_id, self.customer)
        self.assertIn("Drafts, or not yours to read: 1", wizard.skipped_summary)

    def test_wizard_warns_of_years_without_holidays(self):
        wizard = self._wizard(self._make_order())
        wizard.base_date = date(2029, 3, 1)
        self.assertIn("2029", wizard.holiday_warning)
        self._confirm_holidays(2029)
        self.env.invalidate_all()
        self.assertFalse(wizard.holiday_warning)

    def test_wizard_ends_with_a_message(self):
        wizard = self._wizard(self._make_order())
        sent = []
        users = type(self.env["res.users"])
        with patch.object(
            users, "_bus_send", lambda user, kind, message: sent.append((user, message))
        ):
            wizard.action_confirm()
        told = [message for user, message in sent if user == self.lan]
        self.assertIn("3 activities planned for 1 customers", told[-1]["message"])

    def test_wizard_without_a_line(self):
        wizard = self._wizard(self._make_order())
        wizard.template_ids = False
        with self.assertRaisesRegex(UserError, "at least one line"):
            wizard.action_confirm()

    def test_wizard_without_anyone(self):
        self.customer.user_id = False
        wizard = self._wizard(self._make_order(user_id=False))
        wizard.user_id = False
        with self.assertRaisesRegex(UserError, "Nobody looks after"):
            wizard.action_confirm()

    def test_customers_and_contracts(self):
        enrollment = self._enroll(self.customer)
        self.assertEqual(enrollment.base_date, date(2026, 12, 1))
        contract = self._make_contract(start_date=date(2026, 12, 15))
        self.assertEqual(self._enroll(contract).base_date, date(2026, 12, 15))

    def test_contract_owner(self):
        self.plan.sudo().template_ids.responsible_type = "vn_source_owner"
        contract = self._make_contract(
            self.huong, user_id=self.minh.id, start_date=date(2026, 12, 1)
        )
        enrollment = self._enroll(contract, user=self.huong)
        self.assertEqual(enrollment.activity_ids.user_id, self.minh)

    def test_schedule_is_for_contacts(self):
        with self.assertRaises(ValidationError):
            self.plan.sudo().res_model = "crm.lead"

    def test_negative_cap(self):
        with self.assertRaises(ValidationError):
            self.company.vn_care_daily_cap = -1

    def test_copy_of_a_schedule(self):
        copies = (self.plan | self._make_plan("Khác", (1,))).sudo().copy()
        self.assertEqual(copies.mapped("vn_is_care_schedule"), [True, True])
        self.assertEqual([len(plan.template_ids) for plan in copies], [3, 1])
        self.assertFalse(copies.vn_enrollment_ids)
        # what the original looks after starts nothing in the copy
        today = self.company._vn_today()
        self.assertEqual(copies.mapped("vn_automatic_since"), [today, today])

    def test_changing_a_schedule_leaves_running_ones(self):
        enrollment = self._enroll(self._make_order(date_order=datetime(2026, 12, 1, 3)))
        before = self._dates(enrollment)
        self.plan.sudo().template_ids[0].delay_count = 8
        self.assertEqual(self._dates(enrollment), before)
        wizard = self.env["crm.vn.care.apply"].with_user(self.huong)
        wizard.create({"plan_id": self.plan.id}).action_apply()
        self.assertEqual(self._dates(enrollment), before)

    def test_apply_dates_and_lines(self):
        enrollment = self._enroll(self._make_order(date_order=datetime(2026, 12, 1, 3)))
        first = enrollment.line_ids.filtered(lambda ln: ln.name == "+5")
        first.activity_id.with_user(self.lan).action_feedback()
        plan = self.plan.sudo()
        plan.template_ids.filtered(lambda t: t.delay_count == 5).delay_count = 6
        plan.template_ids.filtered(lambda t: t.delay_count == 20).delay_count = 21
        plan.template_ids.filtered(lambda t: t.delay_count == 90).unlink()
        plan.template_ids = [(0, 0, self._template_values(30))]
        wizard = self.env["crm.vn.care.apply"].with_user(self.huong)
        wizard.create({"plan_id": plan.id, "choice": "lines"}).action_apply()
        self.assertLines(
            enrollment,
            {
                "+5": (date(2026, 12, 7), "done"),
                "+20": (date(2026, 12, 22), "planned"),
                "+90": (date(2027, 3, 1), "stopped"),
                "+30": (date(2026, 12, 31), "planned"),
            },
        )
        self.assertEqual(len(enrollment.activity_ids.filtered("active")), 2)
