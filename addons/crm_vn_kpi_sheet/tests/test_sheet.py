from datetime import date

import psycopg2

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import NOW, VnKpiSheetCommon

NBSP = "\N{NO-BREAK SPACE}"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSheet(VnKpiSheetCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls._plan()
        cls.plan.action_issue()
        cls.sheet = cls._sheet(cls.plan, cls.lan)

    def _made(self, lines, user=None):
        plan = self._plan(lines)
        plan.action_issue()
        return self._sheet(plan, user or self.lan)

    def test_live_numbers(self):
        sheet = self._as(self.sheet, self.lan)
        orders, revenue = self._line(sheet, "orders"), self._line(sheet, "revenue")
        self.assertEqual((orders.actual, revenue.actual), (3, 3_000_000))
        self.assertEqual((orders.percent, revenue.percent), (75, 75))
        self.assertEqual(sheet.achievement, 75)
        self.assertEqual(sheet.achievement_label, f"75{NBSP}%")
        order = self._order(self.hoa, self.lan, moment="2027-01-31 16:30:00")
        sheet = self._as(self.sheet, self.lan)
        self.assertEqual(self._line(sheet, "orders").actual, 4)
        order._action_cancel()
        sheet = self._as(self.sheet, self.lan)
        self.assertEqual(self._line(sheet, "orders").actual, 3)

    def test_a_click_opens_what_is_counted(self):
        for user in (self.lan, self.huong):
            for line in self._as(self.sheet, user).line_ids:
                action = line.action_open_records()
                records = self._as(self.env[action["res_model"]], user).search(
                    action["domain"]
                )
                self.assertEqual(len(records), 3)
                self.assertEqual(records.mapped("vn_credit_user_id"), self.lan)
                if line.metric_id.code == "revenue":
                    total = sum(records.mapped("vn_amount_company"))
                    self.assertEqual(total, line.actual)

    def test_who_may_not_read_the_records_is_told(self):
        self.team.user_id = self.minh
        sheet = self._as(self.sheet, self.minh)
        line = self._line(sheet, "orders")
        self.assertEqual(line.actual, 3)
        action = line.action_open_records()
        self.assertEqual(action["tag"], "display_notification")
        self.assertIn("3 of the 3 counted records", action["params"]["message"])
        self.assertEqual(action["params"]["next"]["res_model"], "sale.order")

    def test_cap(self):
        sheet = self._made([("orders", 1, 50, 120), ("revenue", 3_000_000, 50, 0)])
        self.assertEqual(self._line(sheet, "orders").percent, 300)
        self.assertEqual(self._line(sheet, "orders").score, 60)
        self.assertEqual(sheet.achievement, 110)
        sheet = self._made([("orders", 1, 100, 0)])
        self.assertEqual(sheet.achievement, 300)

    def test_the_lower_the_better(self):
        metric = self._metric("orders").copy({"direction": "down", "name": "Ít đơn"})
        for target, percent in ((3, 100), (4, 125), (2, 50), (1, 0)):
            with self.subTest(target=target):
                sheet = self._made([(metric.code, target, 100, 0)])
                self.assertEqual(sheet.line_ids.percent, percent)
                self.assertEqual(sheet.achievement, percent)

    def test_target_zero_is_a_dash(self):
        sheet = self._made([("orders", 0, 50), ("revenue", 4_000_000, 50)])
        line = self._line(sheet, "orders")
        self.assertEqual(line.percent_label, "–")
        self.assertEqual(line.target_label, "–")
        self.assertEqual(line.actual_label, "3")
        self.assertEqual(sheet.achievement, 75)
        sheet = self._made([("orders", 0, 100)])
        self.assertEqual(sheet.achievement_label, "–")
        self.assertEqual(sheet.forecast_label, "–")
        self.assertFalse(sheet.standing)

    # === Pace ===
    def _february(self, plan=None):
        sheet = self._sheet(plan or self.plan, self.lan, 2)
        return sheet, self._line(sheet, "orders")

    def test_pace_of_february_counts_its_15_days(self):
        for _number in range(2):
            self._order(self.hoa, self.lan, moment="2027-02-02 03:00:00")
        # Friday the 12th, after work: 1, 2, 3, 11 and 12 are past
        with freeze_time("2027-02-12 12:00:00"):
            sheet, line = self._february()
            self.assertEqual((sheet.past_days, sheet.working_days), (5, 15))
            self.assertEqual(sheet.left_days, 10)
            self.assertEqual(sheet.past_percent, 33)
            self.assertEqual(line.expected, 1.33)
            self.assertEqual(line.expected_label, "1.3")
            self.assertEqual(line.needed_label, "0.2")
            self.assertEqual(line.forecast_label, "6")
            self.assertEqual(line.standing, "ahead")
        # Monday the 15th at noon, before the break: half of the sixth day
        with freeze_time("2027-02-15 05:00:00"):
            sheet, line = self._february()
            self.assertEqual(sheet.past_days, 5.5)

    def test_forecast_only_after_a_fifth(self):
        self._order(self.hoa, self.lan, moment="2027-02-01 03:00:00")
        with freeze_time("2027-02-03 04:00:00"):
            # 11:00 on the third day
            sheet, line = self._february()
            self.assertLess(sheet.past_days, 3)
            self.assertEqual(line.forecast_label, "–")
            self.assertEqual(sheet.forecast_label, "–")
        with freeze_time("2027-02-03 12:00:00"):
            sheet, line = self._february()
            self.assertEqual(sheet.past_days, 3)
            self.assertEqual(line.forecast_label, "5")
            # capped at 120, half of them revenue: 5 of 4 millions
            self.assertEqual(sheet.forecast_label, f"120{NBSP}%")

    def test_pace_by_the_hours_of_the_person(self):
        calendar = self.company.resource_calendar_id.copy()
        friday = calendar.attendance_ids.filtered(lambda a: a.dayofweek == "4")
        friday.unlink()
        self.env["resource.resource"].create(
            {
                "name": "Lan",
                "company_id": self.company.id,
                "user_id": self.lan.id,
                "calendar_id": calendar.id,
            }
        )
        self.env.flush_all()
        with freeze_time("2027-02-12 12:00:00"):
            sheet, _line = self._february()
            # 12, 19 and 26 are Fridays; the copy knows Tết too
            self.assertEqual((sheet.past_days, sheet.working_days), (4, 12))
            other = self._sheet(self.plan, self.minh, 2)
            self.assertEqual((other.past_days, other.working_days), (5, 15))

    def test_behind(self):
        with freeze_time("2027-02-26 12:00:00"):
            sheet, line = self._february()
            self.assertEqual(line.standing, "behind")
            self.assertEqual(sheet.standing, "behind")
            self.assertEqual(line.needed_label, "–")

    # === States and rights ===
    def test_sheets_that_wait_for_issue(self):
        plan = self._plan(is_issued_at_once=False, date_start=date(2027, 2, 1))
        plan.action_issue()
        sheet = self._sheet(plan, self.lan, 2)
        self.assertEqual(sheet.state, "draft")
        self.assertFalse(self._as(sheet, self.lan).search([("id", "=", sheet.id)]))
        sheet.line_ids[0].weight = 61
        with self.assertRaisesRegex(UserError, "add to 101, not to 100"):
            sheet.action_issue()
        sheet.line_ids[0].weight = 60
        sheet.action_issue()
        sheet.action_issue()
        self.assertEqual(self._as(sheet, self.lan).state, "issued")
        with self.assertRaisesRegex(UserError, "is issued"):
            sheet.line_ids[0].target = 1
        sheet.action_draft()
        sheet.line_ids[0].target = 1
        sheet.unlink()
        self.assertFalse(sheet.exists())

    def test_issued_sheets_are_not_deleted(self):
        with self.assertRaisesRegex(UserError, "is issued"):
            self.sheet.unlink()
        with self.assertRaisesRegex(UserError, "is issued"):
            self.sheet.line_ids.unlink()
        with self.assertRaisesRegex(UserError, "is issued"):
            self.sheet.line_ids = [
                Command.create({"metric_id": self._metric("leads_won").id})
            ]

    def test_one_sheet_for_person_and_period(self):
        with self.assertRaises(UserError):
            self.sheet.copy()
        with (
            self.assertRaises(psycopg2.errors.UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.sheet.copy({"user_id": self.sheet.user_id.id})

    def test_roles(self):
        sheets = self.plan.sheet_ids
        nobody = self.env["res.users"]
        expected = {
            self.lan: self.lan,
            self.minh: self.minh,
            self.tuan: self.lan | self.minh,
            self.huong: self.lan | self.minh,
            self.nam: nobody,
        }
        for user, people in expected.items():
            with self.subTest(user=user.login):
                mine = self._as(sheets, user).search([("id", "in", sheets.ids)])
                self.assertEqual(mine.user_id, people)
                lines = self._as(sheets.line_ids, user).search(
                    [("sheet_id", "in", sheets.ids)]
                )
                self.assertEqual(lines.sheet_id, mine)
        hers = self._as(self.sheet, self.minh)
        with self.assertRaises(AccessError):
            hers.line_ids.mapped("actual")
        with self.assertRaises(AccessError):
            hers.read(["achievement"])
        with self.assertRaises(AccessError):
            self._as(self.sheet.line_ids[0], self.minh).action_open_records()

    def test_people_read_their_sheets_and_write_nothing(self):
        for user in (self.lan, self.tuan):
            sheet = self._as(self.sheet, user)
            for write in (
                lambda s=sheet: s.line_ids[0].write({"target": 1}),
                lambda s=sheet: s.action_close(),
                lambda s=sheet: s.action_draft(),
                lambda s=sheet: s.action_find_corrections(),
                lambda s=sheet: s.unlink(),
            ):
                with self.assertRaises(AccessError):
                    write()

    def test_other_companies_do_not_count(self):
        self.lan.company_ids |= self.other_company
        self._order(
            self.env["res.partner"].create({"name": "Khách"}),
            self.lan,
            company_id=self.other_company.id,
            team_id=False,
        )
        both = (self.company | self.other_company).ids
        sheet = self._as(self.sheet, self.lan).with_context(allowed_company_ids=both)
        line = self._line(sheet, "orders")
        self.assertEqual(line.actual, 3)
        action = line.action_open_records()
        found = line.env["sale.order"].search_count(action["domain"])
        self.assertEqual(found, 3)

    # === Leaderboard ===
    def _board(self, user, back=1):
        board = self._as(self.env["crm.vn.kpi.leaderboard"], user)
        return board.get_leaderboard("month", back)

    def test_leaderboard_is_off_by_default(self):
        self.assertFalse(self._board(self.lan)["shown"])
        self.assertFalse(self._board(self.lan)["people"])
        board = self._board(self.huong)
        ranks = [(p["rank"], p["name"], p["percent"]) for p in board["people"]]
        self.assertEqual(ranks, [(1, self.minh.name, 100), (2, self.lan.name, 75)])

    def test_leaderboard_tells_names_and_percentages(self):
        self.company.vn_kpi_leaderboard = "company"
        minh, lan = self._board(self.lan)["people"]
        self.assertFalse(minh["sheet_id"])
        self.assertEqual(lan["sheet_id"], self.sheet.id)
        self.assertTrue(lan["is_me"])
        self.assertEqual(minh["label"], f"100{NBSP}%")
        self.assertNotIn("actual", minh)
        self.team.member_ids -= self.lan
        self.company.vn_kpi_leaderboard = "team"
        self.assertEqual(len(self._board(self.tuan)["people"]), 2)
        self.assertEqual(
            [p["name"] for p in self._board(self.lan)["people"]], [self.lan.name]
        )
        self.assertFalse(self._board(self.nam)["people"])

    def test_leaderboard_equal_results_share_a_rank(self):
        self._order(self.hoa, self.lan)
        self.assertEqual([p["rank"] for p in self._board(self.huong)["people"]], [1, 1])
