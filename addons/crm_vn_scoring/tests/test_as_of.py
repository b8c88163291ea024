from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import VnScoreCommon


@tagged("post_install", "-at_install")
class TestAsOf(VnScoreCommon):
    def at(self, days, record=None):
        """Return the score of so many days ago."""
        day = self.env.company._vn_today() - timedelta(days=days)
        lines = (record or self.customer)._vn_score_lines(as_of=day)
        return sum(line["points"] for line in lines)

    def day(self, days):
        return self.env.company._vn_today() - timedelta(days=days)

    def shift(self, days):
        """Let all that the ledger holds be noticed *days* earlier."""
        self.env.flush_all()
        self.env.cr.execute("UPDATE crm_vn_score_line SET date = date - %s", (days,))
        self.env.invalidate_all()

    def test_activities(self):
        self.shift(100)
        self.do(self.customer, day=self.day(60))
        self.do(self.customer, self.call, day=self.day(30))
        self.assertEqual(
            [self.at(d) for d in (101, 100, 60, 31, 30, 0)], [0, 20, 35, 35, 40, 40]
        )
        # what happens today changes no score of the past
        self.do(self.customer)
        self.do(self.lead)
        self.customer.vn_group_ids |= self.group_best
        self.assertEqual(
            [self.at(d) for d in (101, 100, 60, 31, 30)], [0, 20, 35, 35, 40]
        )
        self.assertScore(self.customer, 100, 4)

    def test_group_left(self):
        self.shift(10)
        self.customer.vn_group_ids = False
        self.assertScore(self.customer, 0, 0)
        self.assertEqual([self.at(d) for d in (11, 10, 1, 0)], [0, 20, 20, 0])
        self.customer.vn_group_ids = self.group
        self.assertEqual([self.at(d) for d in (11, 10, 1, 0)], [0, 20, 20, 20])
        self.assertScore(self.customer, 20, 1)

    def test_reopened(self):
        activity = self.do(self.customer, day=self.day(20))
        self.env.flush_all()
        activity.action_unarchive()
        self.assertScore(self.customer, 20, 1)
        self.assertEqual(self.at(5), 15)
        activity._action_done()
        self.assertScore(self.customer, 35, 2)
        self.assertEqual(self.at(5), 15)
        self.assertEqual(self.at(0), 35)

    def test_deleted(self):
        self.do(self.lead, day=self.day(20))
        self.env.flush_all()
        self.lead.unlink()
        self.assertEqual([self.at(d) for d in (21, 20, 1, 0)], [0, 15, 15, 20])

    def test_points_of_today_value_the_past(self):
        self.do(self.customer, day=self.day(20))
        self.meeting.vn_result_points = 25
        self.assertEqual(self.at(10), 25)

    def test_backtest(self):
        """Only facts dated before the cut-off count, and few customers are grey."""
        self.env["crm.lead"].search([]).partner_id = False
        customers = self.Partner.create(
            [
                {
                    "name": f"Khách {number}",
                    "vn_relationship_id": self.relationship_customer.id,
                    "company_id": self.company_2.id,
                }
                for number in range(25)
            ]
        )
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = now() - interval '2 years'"
            " WHERE id = ANY(%s)",
            (customers.ids,),
        )
        backtest = self.env["crm.vn.score.backtest"].create(
            {"company_id": self.company_2.id, "outcome": "won"}
        )
        cut_off = backtest.line_ids.filtered(lambda line: line.months == 6)[
            0
        ].cut_off_date
        for customer in customers[:22]:
            self.do(customer, day=cut_off)
        self.do(customers[24], day=cut_off + timedelta(days=1))
        won = self.env.ref("crm.stage_lead4")
        for customer, days in zip(customers, (1, 90, 91), strict=False):
            lead = self.env["crm.lead"].create(
                {
                    "name": "Thắng",
                    "partner_id": customer.id,
                    "stage_id": won.id,
                    "company_id": self.company_2.id,
                    "user_id": False,
                }
            )
            self.env.flush_all()
            lead.date_closed = fields.Datetime.to_datetime(
                cut_off + timedelta(days=days)
            ) + timedelta(hours=5)
        backtest = (
            self.env["crm.vn.score.backtest"]
            .with_user(self.manager)
            .sudo()
            .create({"company_id": self.company_2.id, "outcome": "won"})
        )
        lines = {
            line.star: (line.customer_count, line.hit_count, line.is_small)
            for line in backtest.line_ids
            if line.months == 6
        }
        self.assertEqual(lines["1"], (22, 2, False))
        self.assertEqual(lines["0"], (3, 0, True))
        self.assertEqual(len(backtest.line_ids), 18)
        older = backtest.line_ids.filtered(
            lambda line: line.months == 12 and line.star == "0"
        )
        self.assertEqual(older.customer_count, 25)
