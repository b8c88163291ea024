from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.crm_vn_visit.tests.common import VnVisitCommon

FEBRUARY = "2027-02-01", "2027-02-28"


@tagged("post_install", "-at_install")
@freeze_time("2027-01-15 03:00:00")
class TestReport(VnVisitCommon):
    """Coverage of visits, each number with its records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.add(cls, *cls.shops[:3])
        cls.route._vn_generate_visits(date(2027, 2, 1), date(2027, 2, 14))
        # two Mondays: shop 0 both, shop 1 one and one skipped, shop 2 none
        visits = cls.Visit.search([("route_id", "=", cls.route.id)], order="date, id")
        of = visits.grouped("partner_id")
        for visit in of[cls.shops[0]]:
            visit._vn_check_in(21.0, 105.8, 10, f"uuid-{visit.id:08}")
        of[cls.shops[1]][0]._vn_check_in(22.0, 105.8, 10, "uuid-far-away")
        of[cls.shops[1]][1]._vn_skip("Đóng cửa")
        extra = cls.Visit.create(
            {
                "partner_id": cls.shops[5].id,
                "user_id": cls.user_own.id,
                "date": "2027-02-03",
            }
        )
        extra._vn_check_in(False, False, 0, "uuid-unplanned")

    def table(self, by="user", user=None):
        report = self.env["crm.vn.visit.report"].with_user(user or self.user_own)
        return report.get_table(*FEBRUARY, by)

    def numbers(self, table):
        names = [column["name"] for column in table["columns"]]
        return dict(zip(names, table["total"], strict=True))

    def test_numbers(self):
        table = self.table()
        self.assertEqual(
            self.numbers(table),
            {
                "planned": "6",
                "done": "3",
                "done_share": "50",
                "skipped": "1",
                "unplanned": "1",
                "verified_share": "50",
                "customers": "3",
                "coverage": "66.7",
                "kept_share": "33.3",
            },
        )
        self.assertEqual([row["label"] for row in table["rows"]], [self.user_own.name])

    def test_each_number_opens_its_visits(self):
        report = self.env["crm.vn.visit.report"].with_user(self.user_own)
        key = self.user_own.id
        for column, number in (
            ("planned", 6),
            ("done", 3),
            ("done_share", 3),
            ("skipped", 1),
            ("unplanned", 1),
            ("verified_share", 2),
            ("customers", 6),
            ("coverage", 3),
            ("kept_share", 2),
        ):
            for row in (None, key):
                action = report.open_records(*FEBRUARY, "user", column, row)
                found = self.Visit.with_user(self.user_own).search(action["domain"])
                self.assertEqual(len(found), number, column)

    def test_by_every_dimension(self):
        self.shops[0].state_id = self.env.ref("base.state_vn_VN-HN")
        report = self.env["crm.vn.visit.report"].with_user(self.user_own)
        for by in report._get_dimensions():
            table = self.table(by)
            self.assertEqual(self.numbers(table)["planned"], "6", by)
            opened = 0
            for row in table["rows"]:
                action = report.open_records(*FEBRUARY, by, "planned", row["key"])
                opened += self.Visit.search_count(action["domain"])
            self.assertEqual(opened, 6, by)
        months = [row["label"] for row in self.table("month")["rows"]]
        self.assertEqual(months, ["02/2027"])
        self.assertIn("Hà Nội", str(self.table("province")["rows"]))

    def test_the_company_s_month_by_itself(self):
        report = self.env["crm.vn.visit.report"].with_user(self.user_own)
        # it is March already where the company is
        with freeze_time("2027-02-28 18:00:00"):
            table = report.get_table(False, False)
        self.assertEqual(table["period"], ["2027-03-01", "2027-03-31"])
        with freeze_time("2027-02-28 16:00:00"):
            table = report.get_table(False, False)
        self.assertEqual(table["period"], list(FEBRUARY))
        self.assertEqual(self.numbers(table)["planned"], "6")

    def test_only_what_one_may_read(self):
        colleague = self.user_own.copy({"login": "vn_colleague"})
        for user in (colleague, self.user_2):
            self.assertFalse(self.table(user=user)["rows"])
        self.assertEqual(self.numbers(self.table(user=self.user_all))["planned"], "6")

    def test_what_makes_no_sense(self):
        report = self.env["crm.vn.visit.report"].with_user(self.user_own)
        for arguments in (
            (FEBRUARY[1], FEBRUARY[0], "user"),
            ("x", "y", "user"),
            (None, FEBRUARY[1], "user"),
            (FEBRUARY[0], None, "user"),
            (*FEBRUARY, "create_uid"),
            (*FEBRUARY, ["user"]),
        ):
            with self.assertRaises(UserError):
                report.get_table(*arguments)
        for by, column, key in (
            ("user", "unlink", None),
            ("user", [], None),
            ("user", "done", [1]),
            ("user", "done", "1"),
            ("month", "done", "x"),
            ("month", "done", 3),
        ):
            with self.assertRaises(UserError):
                report.open_records(*FEBRUARY, by, column, key)

    def test_a_holiday_moves_no_number(self):
        """What moves to another day of the period is planned once."""
        before = self.numbers(self.table())["planned"]
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Nghỉ",
                "date_from": "2027-02-07 17:00:00",
                "date_to": "2027-02-08 16:59:59",
                "calendar_id": self.company.resource_calendar_id.id,
                "company_id": self.company.id,
            }
        )
        monday = [("date", "=", "2027-02-08"), ("state", "=", "planned")]
        self.assertTrue(self.Visit.search_count(monday))
        self.route._vn_generate_visits(date(2027, 2, 1), date(2027, 2, 14))
        self.assertFalse(self.Visit.search_count(monday))
        self.assertEqual(self.numbers(self.table())["planned"], before)
