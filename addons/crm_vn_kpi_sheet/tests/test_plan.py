from datetime import date

import psycopg2

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import NOW, VnKpiSheetCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPlan(VnKpiSheetCommon):
    def test_weights_have_to_add_to_100(self):
        for weights, total in (
            ((60, 39), "99"),
            ((60, 41), "101"),
            ((60, 39.5), "99.5"),
        ):
            with self.subTest(total=total):
                plan = self._plan(
                    [("orders", 4, weights[0]), ("revenue", 100, weights[1])]
                )
                with self.assertRaisesRegex(UserError, rf"add to {total}, not to 100"):
                    plan.action_issue()
                self.assertEqual(plan.state, "draft")
                self.assertFalse(plan.sheet_ids)
        thirds = [("orders", 4, 33.33), ("revenue", 1, 33.33), ("leads_won", 1, 33.34)]
        plan = self._plan(thirds)
        plan.action_issue()
        self.assertEqual(plan.state, "issued")

    def test_nothing_to_issue(self):
        plan = self._plan()
        plan.line_ids = [Command.clear()]
        with self.assertRaisesRegex(UserError, "has no targets"):
            plan.action_issue()
        plan = self._plan(users=self.env["res.users"])
        with self.assertRaisesRegex(UserError, "is for nobody"):
            plan.action_issue()

    def test_issue_makes_sheets_once(self):
        plan = self._plan()
        plan.action_issue()
        sheets = plan.sheet_ids
        # January and February, two people
        self.assertEqual(len(sheets), 4)
        self.assertEqual(set(sheets.mapped("state")), {"issued"})
        self.assertEqual(
            set(sheets.mapped("date_to")), {date(2027, 1, 31), date(2027, 2, 28)}
        )
        self.assertEqual(plan.date_made, date(2027, 2, 1))
        plan.action_issue()
        plan.action_make_sheets()
        self.env.invalidate_all()
        self.assertEqual(plan.sheet_ids, sheets)

    def test_cron_twice(self):
        plan = self._plan()
        plan.action_issue()
        with freeze_time("2027-03-31 17:30:00"):
            # 00:30 on the first of April in Vietnam
            for _run in range(2):
                self._run_cron("ir_cron_make_kpi_sheets")
                self.env.invalidate_all()
                self.assertEqual(len(plan.sheet_ids), 8)
        self.assertEqual(plan.date_made, date(2027, 4, 1))

    def test_quarterly(self):
        plan = self._plan(period_kind="quarter")
        plan.action_issue()
        self.assertEqual(len(plan.sheet_ids), 2)
        self.assertEqual(plan.sheet_ids[0].date_to, date(2027, 3, 31))
        self.assertEqual(plan.sheet_ids[0].period_name, "Q1/2027")
        with freeze_time("2027-05-05"):
            self._run_cron("ir_cron_make_kpi_sheets")
            self.env.invalidate_all()
            self.assertEqual(len(plan.sheet_ids), 4)

    def test_only_once_and_until(self):
        plan = self._plan(is_repeated=False)
        plan.action_issue()
        self.assertEqual(set(plan.sheet_ids.mapped("date_from")), {date(2027, 1, 1)})
        plan = self._plan(date_end=date(2027, 1, 31))
        plan.action_issue()
        self.assertEqual(set(plan.sheet_ids.mapped("date_from")), {date(2027, 1, 1)})
        plan = self._plan()
        plan.action_issue()
        plan.action_end()
        with freeze_time("2027-03-05"):
            self._run_cron("ir_cron_make_kpi_sheets")
            self.env.invalidate_all()
        self.assertEqual(len(plan.sheet_ids), 4)

    def test_members_of_the_team_who_join(self):
        plan = self._plan(
            users=self.env["res.users"],
            team_ids=[Command.set(self.team.ids)],
            date_start=date(2027, 2, 1),
        )
        plan.action_issue()
        self.assertEqual(plan.sheet_ids.user_id, self.lan | self.minh)
        self.assertEqual(plan.sheet_ids.team_id, self.team)
        self.team.member_ids |= self.huong
        self._run_cron("ir_cron_make_kpi_sheets")
        self.env.invalidate_all()
        self.assertEqual(len(plan.sheet_ids), 3)
        self.assertIn(self.huong, plan.sheet_ids.user_id)

    def test_target_of_one_person(self):
        plan = self._plan(date_start=date(2027, 2, 1))
        plan.target_ids = [
            Command.create(
                {
                    "user_id": self.minh.id,
                    "metric_id": self._metric("orders").id,
                    "target": 9,
                }
            )
        ]
        plan.action_issue()
        line = self._line(self._sheet(plan, self.minh, 2), "orders")
        self.assertEqual(line.target, 9)
        line = self._line(self._sheet(plan, self.lan, 2), "orders")
        self.assertEqual(line.target, 4)

    def test_target_of_a_metric_that_is_not_measured(self):
        plan = self._plan()
        with self.assertRaisesRegex(ValidationError, "does not measure it"):
            plan.target_ids = [
                Command.create(
                    {
                        "user_id": self.minh.id,
                        "metric_id": self._metric("leads_won").id,
                        "target": 9,
                    }
                )
            ]

    def test_issued_targets_are_locked(self):
        plan = self._plan()
        plan.action_issue()
        with self.assertRaisesRegex(UserError, "is issued"):
            plan.line_ids[0].target = 1
        with self.assertRaisesRegex(UserError, "is issued"):
            plan.line_ids[0].unlink()
        with self.assertRaisesRegex(UserError, "follows from issuing"):
            plan.state = "draft"
        plan.action_draft()
        plan.line_ids[0].target = 1
        self.assertEqual(plan.sheet_ids[0].line_ids[0].target, 4)
        with self.assertRaisesRegex(UserError, "can't be deleted"):
            plan.unlink()
        with self.assertRaisesRegex(UserError, "is in KPI plans"):
            self._metric("orders").unlink()

    def test_copy_of_two(self):
        plans = self._plan() | self._plan()
        plans[0].action_issue()
        copies = plans.copy()
        self.assertEqual(copies.mapped("state"), ["draft"] * 2)
        self.assertEqual(copies.mapped("name"), ["Kinh doanh 2027 (copy)"] * 2)
        self.assertEqual([len(copy.line_ids) for copy in copies], [2, 2])
        self.assertFalse(copies.sheet_ids)
        self.assertFalse(any(copies.mapped("date_made")))

    def test_metric_only_once(self):
        with (
            self.assertRaises(psycopg2.errors.UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self._plan([("orders", 4, 50), ("orders", 4, 50)])

    def test_salespeople_make_no_plans(self):
        with self.assertRaises(AccessError):
            self._plan(user=self.lan)
        plan = self._plan()
        self.assertFalse(self._as(plan, self.nam).search([("id", "=", plan.id)]))
        with self.assertRaises(AccessError):
            self._as(plan, self.lan).line_ids.mapped("target")
        with self.assertRaises(AccessError):
            self._as(plan, self.lan).action_issue()

    # === Try on a past period ===
    def _try(self, plan, **values):
        model = self._as(self.env["crm.vn.kpi.try"], self.huong)
        attempt = model.create({"plan_id": plan.id, **values})
        attempt.action_try()
        return attempt

    def test_try_keeps_nothing(self):
        plan = self._plan()
        tables = ("crm.vn.kpi.sheet", "crm.vn.kpi.sheet.line", "crm.vn.kpi.plan.line")
        before = {name: self.env[name].search([]).ids for name in tables}
        attempt = self._try(plan)
        after = {name: self.env[name].search([]).ids for name in tables}
        self.assertEqual(before, after)
        self.assertEqual(plan.state, "draft")
        self.assertEqual(attempt.day, date(2027, 1, 1))
        people = {line.user_id: line.percent for line in attempt.person_ids}
        # lan: 3 of 4 orders, 3 of 4 millions; minh: all
        self.assertEqual(people, {self.lan: 75, self.minh: 100})
        self.assertEqual(attempt.average_label, "87.5\N{NO-BREAK SPACE}%")
        attempt.action_try()
        self.assertEqual(len(attempt.metric_line_ids), 4)

    def test_try_opens_its_records(self):
        attempt = self._try(self._plan())
        for line in attempt.metric_line_ids:
            action = line.action_open_records()
            records = line.env[action["res_model"]].search(action["domain"])
            number = len(records)
            if line.metric_id.code == "revenue":
                number = sum(records.mapped("vn_amount_company"))
            self.assertEqual(number, line.actual)

    def test_try_needs_a_past_period(self):
        with self.assertRaisesRegex(UserError, "not over yet"):
            self._try(self._plan(), day=date(2027, 2, 1))

    def test_try_with_a_target_of_zero(self):
        attempt = self._try(self._plan([("orders", 0, 100)]))
        self.assertEqual(set(attempt.line_ids.mapped("percent_label")), {"–"})
        self.assertEqual(attempt.average_label, "–")
