from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.crm_vn_visit.tests.common import VnVisitCommon

FEBRUARY = "2027-02-01", "2027-02-28"


@tagged("post_install", "-at_install")
@freeze_time("2027-02-16 03:00:00")
class TestGap(VnVisitCommon):
    """Why customers of a route were not visited, each with its records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.add(cls, *cls.shops[:4])
        # shop 3 is due once, and that in March
        cls.route.line_ids[3].write({"frequency": "1.1", "weekday": "6"})
        with freeze_time("2027-01-15 03:00:00"):
            cls.route._vn_generate_visits(date(2027, 2, 8), date(2027, 2, 22))
        visits = cls.Visit.search([("route_id", "=", cls.route.id)], order="date, id")
        of = visits.grouped("partner_id")
        of[cls.shops[0]][0]._vn_check_in(21.0, 105.8, 10, "uuid-gap-visited")
        with freeze_time("2027-02-08 03:00:00"):
            cls.again = of[cls.shops[1]][0]._vn_skip("Đóng cửa")
        # shop 2 was planned on the 8th and the 15th, and nobody came
        cls.of = of

    def gap(self, user=None):
        return self.env["crm.vn.visit.gap"].with_user(user or self.user_own)

    def numbers(self, table, row=None):
        names = [column["name"] for column in table["columns"]]
        numbers = row["numbers"] if row else table["total"]
        return dict(zip(names, map(int, numbers), strict=True))

    def total(self, **changes):
        nothing = dict.fromkeys(
            ("customers", "visited", "skipped", "missed", "ahead"), 0
        ) | dict.fromkeys(("refused", "unplanned", "nowhere"), 0)
        return {**nothing, **changes}

    def test_each_customer_once(self):
        expected = self.total(customers=4, visited=1, skipped=1, missed=1, unplanned=1)
        table = self.gap().get_table(*FEBRUARY)
        self.assertEqual(self.numbers(table), expected)
        self.assertEqual(
            [(row["key"], self.numbers(table, row)) for row in table["rows"]],
            [(self.user_own.id, expected)],
        )

    def test_as_the_days_go_by(self):
        with freeze_time("2027-02-08 03:00:00"):
            table = self.gap().get_table(*FEBRUARY)
        self.assertEqual(
            self.numbers(table),
            self.total(customers=4, visited=1, skipped=1, ahead=1, unplanned=1),
        )
        self.again._vn_check_in(21.0, 105.8, 10, "uuid-gap-again")
        table = self.gap().get_table(*FEBRUARY)
        self.assertEqual(self.numbers(table)["visited"], 2, "the skipped one came back")

    def test_who_wishes_none_and_who_is_nowhere(self):
        self.shops[3].vn_do_not_contact = True
        self.shops[2:4].write({"partner_latitude": 0, "partner_longitude": 0})
        numbers = self.numbers(self.gap().get_table(*FEBRUARY))
        self.assertEqual(
            numbers,
            self.total(
                customers=4, visited=1, skipped=1, missed=1, refused=1, nowhere=2
            ),
        )

    def test_each_number_opens_its_records(self):
        for column, model, shops, number in (
            ("visited", "crm.vn.visit", self.shops[0], 1),
            ("skipped", "crm.vn.visit", self.shops[1], 1),
            ("missed", "crm.vn.visit", self.shops[2], 2),
            ("unplanned", "res.partner", self.shops[3], 1),
            ("customers", "res.partner", self.shops[:4], 4),
        ):
            for key in (None, self.user_own.id):
                action = self.gap().open_records(*FEBRUARY, "user", column, key)
                self.assertEqual(action["res_model"], model)
                found = self.env[model].with_user(self.user_own)
                found = found.search(action["domain"])
                self.assertEqual(len(found), number, column)
                partners = found if model == "res.partner" else found.partner_id
                self.assertEqual(partners.ids, shops.ids, column)
        action = self.gap().open_records(*FEBRUARY, "user", "skipped")
        self.assertEqual(action["context"]["group_by"], ["skip_reason"])

    def test_by_every_dimension(self):
        self.shops[:2].state_id = self.env.ref("base.state_vn_VN-HN")
        for by in self.gap()._get_dimensions():
            table = self.gap().get_table(*FEBRUARY, by)
            self.assertEqual(self.numbers(table)["customers"], 4, by)
            found = 0
            for row in table["rows"]:
                action = self.gap().open_records(*FEBRUARY, by, "customers", row["key"])
                found += self.env["res.partner"].search_count(action["domain"])
            self.assertEqual(found, 4, by)
        for by in ("month", "reason"):
            with self.assertRaises(UserError):
                self.gap().get_table(*FEBRUARY, by)

    def test_only_what_one_may_read(self):
        colleague = self.user_own.copy({"login": "vn_colleague"})
        for user in (colleague, self.user_2):
            self.assertFalse(self.gap(user).get_table(*FEBRUARY)["rows"])
        table = self.gap(self.user_all).get_table(*FEBRUARY)
        self.assertEqual(self.numbers(table)["customers"], 4)

    def test_the_reasons_of_the_skipped_in_the_coverage(self):
        self.of[self.shops[2]][0]._vn_skip("Chủ đi vắng")
        report = self.env["crm.vn.visit.report"].with_user(self.user_own)
        table = report.get_table(*FEBRUARY, "reason")
        place = [column["name"] for column in table["columns"]].index("skipped")
        rows = {row["key"]: row["numbers"][place] for row in table["rows"]}
        self.assertEqual(
            {key: number for key, number in rows.items() if key},
            {"Đóng cửa": "1", "Chủ đi vắng": "1"},
        )
        action = report.open_records(*FEBRUARY, "reason", "skipped", "Đóng cửa")
        self.assertEqual(self.Visit.search(action["domain"]).partner_id, self.shops[1])
        with self.assertRaises(UserError):
            report.open_records(*FEBRUARY, "reason", "skipped", 3)
