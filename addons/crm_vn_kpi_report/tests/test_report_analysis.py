from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import VnKpiReportCommon


@tagged("post_install", "-at_install")
class TestReportAnalysis(VnKpiReportCommon):
    def _lines(self, user):
        return (
            self.env["crm.vn.kpi.analysis"]
            .with_user(user)
            .with_context(allowed_company_ids=self.company.ids, tz="Asia/Ho_Chi_Minh")
        )

    def _numbers(self, user, measure="number:sum"):
        groups = self._lines(user)._read_group(
            [
                ("date", ">=", "2026-12-31 17:00:00"),
                ("date", "<", "2027-01-31 17:00:00"),
            ],
            ["metric_id"],
            [measure],
        )
        return {metric.code: number for metric, number in groups}

    def test_equal_to_the_report(self):
        for user in (self.huong, self.lan):
            tiles = self._tiles(self._report(user))
            numbers = self._numbers(user)
            for code in (
                "customers_new",
                "orders",
                "calls_done",
                "activities_done",
                "comments",
                "contracts",
                "leads_new",
                "leads_won",
            ):
                self.assertEqual(
                    numbers.get(code, 0), tiles[code]["value"], (user.login, code)
                )
            self.assertEqual(
                self._numbers(user, "amount:sum")["revenue"], tiles["revenue"]["value"]
            )

    def test_different_metrics_are_never_added(self):
        lines = self._lines(self.huong)
        ((number, amount, count),) = lines._read_group(
            [], [], ["number:sum", "amount:sum", "__count"]
        )
        self.assertFalse(number or amount)
        self.assertTrue(count)
        one = [("metric_code", "=", "orders")]
        ((number, count),) = lines._read_group(one, [], ["number:sum", "__count"])
        self.assertEqual(number, count)
        self.assertEqual(lines._fields["number"].get_digits(self.env)[1], 0)

    def test_what_can_not_be_added_up_is_left_out(self):
        self.assertFalse({"buyers", "buyers_once"} & self._numbers(self.huong).keys())

    def test_lines_open_their_records(self):
        lines = self._lines(self.huong).search([])
        codes = set()
        for line in lines:
            codes.add(line.metric_id.code)
            self.assertTrue(line.res_name)
            action = line.action_open_document()
            self.assertTrue(
                self.env[action["res_model"]].browse(action["res_id"]).exists()
            )
        self.assertIn("orders", codes)
        self.assertIn("comments", codes)

    def test_own_lines_only(self):
        users = self._lines(self.lan).search([]).user_id
        self.assertEqual(users, self.lan)
        employee = self._make_user("kpi_nobody", "base.group_user")
        with self.assertRaises(AccessError):
            self._lines(employee).search([])

    def test_a_day_begins_where_the_company_is(self):
        """A contract signed on the 12th is one of the 12th in Vietnam."""
        [line] = self._lines(self.huong).search([("metric_id.code", "=", "contracts")])
        self.assertEqual(str(line.date), "2027-01-11 17:00:00")

    def test_grouped_by_everything(self):
        for by in ("block", "user_id", "source_id", "activity_type_id", "date:month"):
            groups = self._lines(self.huong)._read_group([], [by], ["number:sum"])
            self.assertTrue(groups, by)
