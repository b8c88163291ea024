from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import freeze_time, new_test_user, tagged

from odoo.addons.crm_vn_contact_log.tests.common import VnContactCommon


@tagged("post_install", "-at_install")
class TestDeskDay(VnContactCommon):
    """What a row says, what logging does, and the team as a table."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lan = new_test_user(
            cls.env,
            login="vn_day_lan",
            name="Lan",
            groups="sales_team.group_sale_salesman,base.group_partner_manager",
            lang="en_US",
            tz="Asia/Ho_Chi_Minh",
        )
        cls.customer = cls.make_customer("Siêu thị Phú Quý", owner=cls.lan)
        cls.customer.phone = "0903 123 456"

    def desk(self, user=None, *args):
        return self.as_user(self.env["crm.vn.desk"], user or self.lan).get_desk(*args)

    def bucket(self, name, user=None, *args):
        buckets = self.desk(user, *args)["todo"]["buckets"]
        return next(bucket for bucket in buckets if bucket["name"] == name)

    def log(self, **values):
        return self.as_user(self.env["crm.vn.desk"], self.lan).log_contact(
            "res.partner", self.customer.id, self.call_type.id, **values
        )

    def open_activities(self):
        return self.env["mail.activity"].search(
            [("res_model", "=", "res.partner"), ("res_id", "=", self.customer.id)]
        )

    def test_the_day_is_the_company_s(self):
        for moment, told in (
            ("2026-07-01 16:59:00", {"day": "2026-07-01", "hour": 23}),
            ("2026-07-01 17:01:00", {"day": "2026-07-02", "hour": 0}),
        ):
            with freeze_time(moment):
                self.assertEqual(self.desk()["now"], told)

    # === Rows ===
    def test_a_row_says_who_why_and_how_late(self):
        lead = self.env["crm.lead"].create(
            {"name": "Tủ lạnh", "partner_id": self.customer.id, "user_id": self.lan.id}
        )
        self.plan(lead, days=-3, user=self.lan, summary="Báo giá")
        row = self.bucket("overdue")["rows"][0]
        self.assertEqual(row["name"], "Siêu thị Phú Quý")
        self.assertEqual(row["summary"], "Báo giá · Tủ lạnh")
        self.assertEqual(row["when"], "3 days late")
        self.assertEqual(row["phone"], "+84 903 123 456")

    def test_words_for_days(self):
        for days, words in (
            (-1, "1 day late"),
            (0, "Today"),
            (1, "Tomorrow"),
            (9, "In 9 days"),
        ):
            self.plan(self.customer, days=days, user=self.lan)
            name = "overdue" if days < 0 else "upcoming" if days else "today"
            self.assertEqual(self.bucket(name)["rows"][-1]["when"], words)

    def test_rows_stand_in_the_order_of_what_they_show(self):
        for days in (-1, -9, -4):
            self.plan(self.customer, days=days, user=self.lan)
        self.assertEqual(
            [row["when"] for row in self.bucket("overdue")["rows"]],
            ["9 days late", "4 days late", "1 day late"],
        )

    def test_a_customer_one_may_not_read_is_not_named(self):
        hidden = self.make_customer(
            "Khách kín", owner=self.user_all, company_id=self.company_2.id
        )
        lead = self.env["crm.lead"].create({"name": "Cơ hội", "user_id": self.lan.id})
        self.plan(lead, user=self.lan)
        self.env.cr.execute(
            "UPDATE crm_lead SET partner_id = %s WHERE id = %s", [hidden.id, lead.id]
        )
        row = self.bucket("today")["rows"][0]
        self.assertEqual(row["name"], "Cơ hội")
        self.assertNotIn("Khách kín", str(row))

    # === Logging ===
    def test_logging_from_a_to_do_finishes_it(self):
        todo = self.plan(self.customer, days=-2, user=self.lan)
        self.assertEqual(
            self.log(note="Hẹn tuần sau", activity_id=todo.id, outcome="answered"),
            todo.id,
        )
        self.assertFalse(todo.active)
        self.assertFalse(self.open_activities())
        self.assertEqual(todo.vn_outcome, "answered")
        self.assertIn("Answered. Hẹn tuần sau", str(todo.feedback))
        self.assertEqual(self.customer.vn_last_contact_date, self.today)

    def test_a_to_do_of_another_customer_is_left_alone(self):
        other = self.make_customer("Khác", owner=self.lan)
        todo = self.plan(other, user=self.lan)
        made = self.log(activity_id=todo.id)
        self.assertNotEqual(made, todo.id)
        self.assertTrue(todo.active)

    def test_one_that_is_done_already_is_logged_anew(self):
        todo = self.plan(self.customer, user=self.lan)
        todo.action_feedback()
        self.assertNotEqual(self.log(activity_id=todo.id), todo.id)

    def test_each_outcome_proposes_the_next_step(self):
        task = self.env.ref("crm_vn_desk.mail_activity_type_task")
        for outcome, days, kind in (
            ("answered", 0, None),
            ("no_answer", 1, self.call_type),
            ("call_back", 3, self.call_type),
            ("wrong_number", 1, task),
            ("refused", 30, self.call_type),
        ):
            self.open_activities().unlink()
            self.log(outcome=outcome)
            planned = self.open_activities()
            if not days:
                self.assertFalse(planned)
                continue
            self.assertEqual(planned.date_deadline, self.today + timedelta(days=days))
            self.assertEqual(planned.activity_type_id, kind)
            self.assertTrue(planned.summary)

    def test_what_a_person_chooses_wins(self):
        self.log(outcome="no_answer", next_days=7)
        day = self.today + timedelta(days=7)
        self.assertEqual(self.open_activities().date_deadline, day)
        self.open_activities().unlink()
        self.log(outcome="no_answer", next_days=0)
        self.assertFalse(self.open_activities())

    def test_a_call_that_reached_nobody_is_no_contact(self):
        for outcome in ("no_answer", "wrong_number"):
            self.log(outcome=outcome)
            self.assertFalse(self.customer.vn_last_contact_date)
        done = self.env["mail.activity"].browse(self.log(outcome="call_back"))
        self.assertEqual(self.customer.vn_last_contact_date, self.today)
        done.vn_outcome = "no_answer"
        self.assertFalse(self.customer.vn_last_contact_date)
        done.vn_outcome = "answered"
        self.assertEqual(self.customer.vn_last_contact_date, self.today)

    def test_an_outcome_that_does_not_exist(self):
        with self.assertRaisesRegex(UserError, "no outcome of a call"):
            self.log(outcome="maybe")

    # === Find ===
    def test_find_customers(self):
        desk = self.as_user(self.env["crm.vn.desk"], self.lan)
        self.assertEqual(
            [row["id"] for row in desk.find_customers()], self.customer.ids
        )
        found = desk.find_customers("Phú Quý")
        self.assertEqual(found[0]["phone"], "+84 903 123 456")
        self.assertIn(self.customer.ref, found[0]["detail"])
        self.assertFalse(desk.find_customers("không có ai tên thế này"))

    # === Team ===
    def test_managers_begin_with_everyone_also_those_without_a_team(self):
        self.plan(self.customer, days=-2, user=self.lan)
        self.make_customer("Quên", days=60, owner=self.lan)
        desk = self.desk(self.manager, "home")
        self.assertEqual(desk["scope"]["kind"], "all")
        self.assertIn(self.lan.id, [u["id"] for u in desk["scope"]["choices"]["users"]])
        row = next(row for row in desk["team"]["rows"] if row["id"] == self.lan.id)
        self.assertEqual((row["overdue"], row["forgotten"]), (1, 1))
        for model, name in (("mail.activity", "overdue"), ("res.partner", "forgotten")):
            records = self.as_user(self.env[model], self.manager)
            self.assertEqual(records.search_count(row["domains"][name]), row[name])
        self.log(outcome="answered")
        rows = self.desk(self.manager, "all")["team"]["rows"]
        row = next(row for row in rows if row["id"] == self.lan.id)
        self.assertTrue(row["last"])

    def test_who_begins_where(self):
        self.env["crm.team"].create(
            {"name": "Đội", "user_id": self.user_own.id, "member_ids": self.lan.ids}
        )
        self.assertEqual(self.desk(self.lan, "home")["scope"]["kind"], "me")
        self.assertEqual(self.desk(self.user_own, "home")["scope"]["kind"], "team")
        self.assertNotIn("team", self.desk(self.lan, "home"))

    def test_the_team_costs_no_more_with_more_people(self):
        self.desk(self.manager, "all")
        before = self.count_queries()
        for number in range(5):
            user = self._make_user(
                f"vn_more_{number}", "sales_team.group_sale_salesman"
            )
            self.plan(self.make_customer(f"K{number}", days=50, owner=user), user=user)
        self.desk(self.manager, "all")
        self.assertLessEqual(self.count_queries(), before)
        self.assertLessEqual(before, 15)

    def count_queries(self):
        desk = self.env["crm.vn.desk"].with_user(self.manager)
        desk = desk.with_context(lang="en_US", tz="Asia/Ho_Chi_Minh")
        desk.get_desk("all")
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        desk.get_desk("all")
        return self.env.cr.sql_log_count - before
