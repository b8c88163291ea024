from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import VnScoreCommon


@tagged("post_install", "-at_install")
class TestCompany(VnScoreCommon):
    def test_thresholds_do_not_mix(self):
        first, second = self.Partner.create(
            [
                {"name": "Khách Một", "company_id": self.company.id},
                {"name": "Khách Hai", "company_id": self.company_2.id},
            ]
        )
        self.do(first)
        self.do(second)
        self.assertScore(first, 15, 1)
        self.assertScore(second, 15, 1)
        self.company_2.write({"vn_star_1_min": 2, "vn_star_2_min": 15})
        self.assertScore(first, 15, 1)
        self.assertScore(second, 15, 2)
        self.do(second)
        self.do(first)
        self.assertScore(first, 30, 2)
        self.assertScore(second, 30, 2)
        self.company_2.vn_star_2_min = 31
        self.assertScore(first, 30, 2)
        self.assertScore(second, 30, 1)
        self.company_2.vn_group_points_mode = "sum"
        groups = self.group | self.group_best
        (first | second).vn_group_ids = groups
        self.assertScore(first, 80, 3)
        self.assertScore(second, 100, 4)
        # moved to the other company: its thresholds and its mode
        second.company_id = self.company
        self.assertScore(second, 80, 3)

    def test_line_without_access(self):
        """Who may not read a document sees the right total and no name."""
        lead = self.env["crm.lead"].create(
            {
                "name": "Thương vụ bí mật",
                "partner_id": self.customer.id,
                "user_id": self.user_all.id,
            }
        )
        self.do(lead, user_id=self.user_all.id)
        self.env.flush_all()
        self.env.invalidate_all()
        customer = self.customer.with_user(self.user_own)
        lines = customer._vn_score_lines()
        self.assertEqual(sum(line["points"] for line in lines), 35)
        self.assertEqual(customer.vn_score, 35)
        hidden = next(line for line in lines if line["kind"] == "activity")
        self.assertEqual(hidden["points"], 15)
        self.assertFalse(hidden["res_model"])
        self.assertFalse(hidden["res_id"])
        self.assertNotIn("bí mật", str(lines))
        self.assertNotIn("Gặp mặt", str(lines))
        card = customer.vn_get_score_card()
        self.assertEqual(card["score"], 35)
        self.assertNotIn("bí mật", str(card))
        lines = self.customer.with_user(self.user_all)._vn_score_lines()
        shown = next(line for line in lines if line["kind"] == "activity")
        self.assertEqual((shown["res_model"], shown["res_id"]), ("crm.lead", lead.id))
        self.assertIn("Thương vụ bí mật", shown["label"])

    def test_nobody_writes_scores(self):
        with self.assertRaises(UserError):
            self.customer.with_user(self.manager).vn_score = 1000
        with self.assertRaises(UserError):
            self.customer.with_user(self.manager).write({"vn_star": "5"})
        lines = self.env["crm.vn.score.line"].search(
            [("partner_id", "=", self.customer.id)]
        )
        self.assertTrue(lines)
        with self.assertRaises(UserError):
            lines.points = 1000
        with self.assertRaises(AccessError):
            lines.with_user(self.manager).unlink()
        with self.assertRaises(AccessError):
            lines.with_user(self.user_all).read(["points"])

    def test_card(self):
        self.do(self.customer)
        self.do(self.customer, self.no_show, day="2026-01-05")
        card = self.customer.with_user(self.user_own).vn_get_score_card()
        self.assertEqual((card["score"], card["star"]), (25, 1))
        # the group and the meeting are of today, the lost ten older than 30 days
        self.assertEqual(card["trend"], 35)
        self.assertEqual(card["missing"], 5)
        self.assertEqual(card["hint"], {"count": 1, "points": 5, "name": "Gọi điện"})
        self.assertEqual(
            [(section["key"], section["points"]) for section in card["sections"]],
            [("fit", 20), ("engagement", 15), ("negative", -10)],
        )
        empty = self.lone_lead.with_user(self.user_own).vn_get_score_card()
        self.assertEqual((empty["score"], empty["star"], empty["sections"]), (0, 0, []))
        self.assertEqual(empty["missing"], 10)

    def test_search_and_group(self):
        self.do(self.customer)
        Partner = self.env["res.partner"].with_user(self.user_all)
        found = Partner.search([("vn_star", "=", "2"), ("id", "=", self.customer.id)])
        self.assertEqual(found, self.customer)
        groups = dict(
            Partner._read_group(
                [("id", "in", (self.customer | self.customer_person).ids)],
                ["vn_star"],
                ["__count"],
            )
        )
        self.assertEqual(groups, {"2": 1, "0": 1})

    def test_queries_of_the_done_button(self):
        """Marking an activity done costs 3 queries more at most."""
        counts = []
        for model in ("Score", "None"):
            activity = self.plan(self.customer, user_id=self.env.uid)
            self.env.flush_all()
            self.env.invalidate_all()
            # fill the caches that every worker has
            activity.mapped("res_name")
            self.do(self.customer_person)
            self.env.flush_all()
            start = self.env.cr.sql_log_count
            if model == "Score":
                activity._action_done()
                self.env.flush_all()
            else:
                engine = type(self.env["crm.vn.score.engine"])
                self.patch(engine, "_queue", lambda self, *args: None)
                self.patch(engine, "_queue_activities", lambda self, *args: None)
                activity._action_done()
                self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - start)
        self.assertLessEqual(counts[0] - counts[1], 3, counts)

    def test_todo_list(self):
        """The desk shows the customers with the most stars first."""
        self.meeting.vn_show_on_home = True
        star = self.plan(self.customer, date_deadline="2026-01-10")
        lead = self.plan(self.lead, date_deadline="2026-01-09")
        none = self.plan(self.customer_person, date_deadline="2026-01-05")
        self.env.flush_all()
        desk = self.env["crm.vn.desk"].with_user(self.user_own).get_desk()
        rows = desk["todo"]["buckets"][0]["rows"]
        found = [row["id"] for row in rows if row["id"] in (star + lead + none).ids]
        self.assertEqual(found, [lead.id, star.id, none.id])
        # sorted by what the rows show
        shown = [row["star"] for row in rows if row["id"] in found]
        self.assertEqual(shown, sorted(shown, reverse=True))
