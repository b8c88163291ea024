from datetime import date

from odoo.tests import tagged

from .common import VnScoreCommon


@tagged("post_install", "-at_install")
class TestScoreDay(VnScoreCommon):
    def test_points_bear_the_day_of_the_company(self):
        rule = self.env["crm.vn.score.rule"].create(
            {"name": "Thắng", "points": 7, "kind": "event", "event": "won"}
        )
        rule.action_publish()

        def check():
            self.do(self.customer)
            self.lead.action_set_won()
            self.env.flush_all()
            lines = self.customer._vn_score_lines()
            days = {(line["kind"], str(line["date"])) for line in lines}
            day = str(date(2027, 1, 1))
            self.assertIn(("activity", day), days)
            self.assertIn(("rule", day), days)

        self._on_new_year_mornings(self.company, check)
