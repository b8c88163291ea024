from datetime import date

from freezegun import freeze_time
from psycopg2.errors import ReadOnlySqlTransaction

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.crm_vn_base.numbers import NBSP

from .common import VnKpiReportCommon


@tagged("post_install", "-at_install")
class TestReport(VnKpiReportCommon):
    # === Every number opens what it counts ===
    def test_every_number_is_its_records(self):
        """For three roles, of the period and the one before, with every scope."""
        scopes = [
            (self.huong, {"kind": "all"}),
            (self.huong, {"kind": "team", "res_id": self.team.id}),
            (self.huong, {"kind": "user", "res_id": self.minh.id}),
            (self.tuan, {"kind": "me"}),
            (self.lan, {"kind": "me"}),
            (self.minh, {"kind": "me"}),
        ]
        for user, options in scopes:
            with self.subTest(user=user.login, **options):
                report = self._report(user, **options)
                numbers = list(self._cells(report))
                self.assertGreater(len(numbers), 25)
                for name, cell in numbers:
                    with self.subTest(number=name):
                        self._check_drill(report, cell, user)

    def test_all_sees_what_there_is(self):
        tiles = self._tiles(self._report(self.huong))
        self.assertEqual(tiles["customers_new"]["value"], 4)
        self.assertEqual(tiles["orders"]["value"], 7)
        self.assertEqual(tiles["calls_done"]["value"], 3)
        self.assertEqual(tiles["comments"]["value"], 2)
        self.assertEqual(tiles["contracts"]["value"], 1)
        self.assertEqual(tiles["revenue"]["value"], 8_000_000)
        self.assertEqual(tiles["leads_new"]["value"], 3)

    def test_tables_add_up(self):
        report = self._report(self.huong)
        for block in report["blocks"]:
            if not block["table"]:
                continue
            for column, total in block["table"]["total"].items():
                if total["kind"] == "percent":
                    continue
                cells = [row["cells"][column] for row in block["table"]["rows"]]
                self.assertEqual(
                    sum(cell["value"] for cell in cells),
                    total["value"],
                    f"{block['name']} {column}",
                )
                self.assertEqual(
                    sum(cell["before"]["value"] for cell in cells),
                    total["before"]["value"],
                )

    def test_shares_add_up_to_100(self):
        blocks = self._blocks(self._report(self.huong))
        for name in ("customer", "activity", "revenue"):
            rows = blocks[name]["table"]["rows"]
            self.assertAlmostEqual(
                sum(row["cells"]["share"]["value"] for row in rows), 100
            )

    # === Frequency, divisions ===
    def test_orders_per_buying_customer(self):
        """3 customers with 1, 2 and 4 orders."""
        tiles = self._tiles(self._report(self.huong))
        self.assertEqual(tiles["per_buyer"]["value"], 2.33)
        self.assertEqual(tiles["per_buyer"]["text"], "2.33")
        self.assertEqual(tiles["buyers"]["value"], 3)
        self.assertEqual(tiles["buyers_once"]["value"], 1)
        self.assertEqual(tiles["buyers_again"]["value"], 2)

    def test_orders_by_customer_are_the_quotient(self):
        report = self._report(self.huong)
        action = self._action(self.huong, report, self._tiles(report)["per_buyer"])
        orders = self._records(action, self.huong)
        customers = orders.grouped(action["context"]["group_by"][0])
        self.assertEqual((len(orders), len(customers)), (7, 3))

    def test_nothing_divided_by_nothing_is_a_dash(self):
        report = self._report(self.huong, date_from="2020-01-01", date_to="2020-01-31")
        tiles = self._tiles(report)
        for name in ("per_buyer", "conversion"):
            self.assertIsNone(tiles[name]["value"])
            self.assertEqual(tiles[name]["text"], "–")
        self.assertEqual(tiles["orders"]["value"], 0)
        self.assertEqual(tiles["orders"]["change"]["text"], "–")
        self.assertTrue(all(block["empty"] for block in report["blocks"]))

    def test_conversion_rate(self):
        """One of three opportunities is won: of the fair one of two."""
        report = self._report(self.huong)
        self.assertEqual(self._tiles(report)["conversion"]["value"], 33.3)
        rows = {
            row["id"]: row["cells"]["conversion"]
            for row in self._blocks(report)["revenue"]["table"]["rows"]
        }
        self.assertEqual(rows[self.source.id]["value"], 50)
        self.assertEqual(rows[False]["value"], 0)

    # === Sources ===
    def test_customer_of_two_sources_is_not_doubled(self):
        """Orders of both sources, and still one customer."""
        other = self.env["utm.source"].create({"name": "Giới thiệu"})
        self._order(self.hoa, self.lan, "2027-03-02 03:00:00", source_id=other.id)
        self._order(self.hoa, self.lan, "2027-03-05 03:00:00", source_id=self.source.id)
        report = self._report(self.huong, date_from="2027-03-01", date_to="2027-03-31")
        table = self._blocks(report)["revenue"]["table"]
        rows = {row["id"]: row["cells"] for row in table["rows"]}
        self.assertEqual(rows[other.id]["orders"]["value"], 1)
        self.assertEqual(rows[self.source.id]["orders"]["value"], 1)
        self.assertEqual(table["total"]["orders"]["value"], 2)
        self.assertEqual(table["total"]["buyers"]["value"], 1)
        self.assertEqual(sum(cells["buyers"]["value"] for cells in rows.values()), 1)
        self.assertEqual(self._tiles(report)["buyers"]["value"], 1)

    def test_customers_by_source(self):
        table = self._blocks(self._report(self.huong))["customer"]["table"]
        self.assertEqual(
            [
                (row["name"], row["cells"]["customers_new"]["value"])
                for row in table["rows"]
            ],
            [("Hội chợ KPI", 2), ("No source", 2)],
        )

    # === Periods ===
    @freeze_time("2027-02-10 02:00:00")
    def test_compared_with_the_same_part_of_the_period_before(self):
        report = self._report(self.huong, period="this_month")
        options = report["options"]
        self.assertEqual(options["date_from"], "2027-02-01")
        self.assertEqual(options["date_to"], "2027-02-28")
        self.assertEqual(options["compare_from"], "2027-01-01")
        self.assertEqual(options["compare_to"], "2027-01-10")

    @freeze_time("2027-03-10 02:00:00")
    def test_compared_with_the_period_before(self):
        report = self._report(self.huong, period="last_month")
        self.assertEqual(report["options"]["compare_from"], "2027-01-01")
        self.assertEqual(report["options"]["compare_to"], "2027-01-31")
        orders = self._tiles(report)["orders"]
        self.assertEqual(orders["value"], 0)
        self.assertEqual(orders["before"]["value"], 7)
        self.assertEqual(orders["change"]["value"], -100)
        self.assertEqual(orders["change"]["text"], f"-100.0{NBSP}%")
        self.assertIs(orders["change"]["good"], False)

    def test_compared_with_last_year(self):
        report = self._report(
            self.huong,
            date_from="2028-01-01",
            date_to="2028-01-31",
            compare="last_year",
        )
        self.assertEqual(report["options"]["compare_from"], "2027-01-01")
        self.assertEqual(report["options"]["compare_to"], "2027-01-31")
        self.assertEqual(self._tiles(report)["orders"]["before"]["value"], 7)

    def test_not_compared(self):
        report = self._report(self.huong, compare="none")
        self.assertFalse(report["compared"])
        for name, cell in self._cells(report):
            self.assertFalse(cell["before"], name)

    def test_period_edge_where_the_company_is(self):
        """A call at 00:30 on 1 February in Vietnam is one of February."""
        self._activity(self.hoa, self.lan, "2027-01-31 17:30:00")
        self._activity(self.hoa, self.lan, "2027-01-31 16:30:00")
        calls = {}
        for month, last in (("01", "31"), ("02", "28")):
            report = self._report(
                self.huong, date_from=f"2027-{month}-01", date_to=f"2027-{month}-{last}"
            )
            calls[month] = self._tiles(report)["calls_done"]["value"]
        self.assertEqual(calls, {"01": 4, "02": 1})

    @freeze_time("2027-01-31 17:30:00")
    def test_this_month_where_the_company_is(self):
        """It is February in Vietnam already."""
        self.lan.tz = "UTC"
        report = self._report(self.lan, period="this_month")
        self.assertEqual(report["options"]["date_from"], "2027-02-01")

    def test_faulty_dates(self):
        for start, end in (
            ("2027-02-01", "2027-01-01"),
            ("", "2027-01-01"),
            ("2027-13-01", "2027-12-01"),
            (False, False),
            ([1], {}),
        ):
            with self.subTest(start=start, end=end), self.assertRaises(UserError):
                self._report(self.huong, date_from=start, date_to=end)

    # === Credit ===
    def test_handing_over_changes_no_past_number(self):
        before = self._tiles(self._report(self.lan, kind="me"))
        orders = self.env["sale.order"].search([("user_id", "=", self.lan.id)])
        self.hoa.user_id = self.minh
        orders.user_id = self.minh
        after = self._tiles(self._report(self.lan, kind="me"))
        for name in ("customers_new", "orders", "revenue"):
            self.assertEqual(after[name]["value"], before[name]["value"], name)
            self.assertTrue(after[name]["value"], name)
        report = self._report(self.lan, kind="me")
        self._check_drill(report, after["orders"], self.lan)

    def test_people_and_nobody_add_up(self):
        self._order(self.son, None, "2027-01-25 03:00:00")
        total = self._tiles(self._report(self.huong))
        people = [
            self._tiles(self._report(self.huong, kind="user", res_id=user.id))
            for user in (self.huong, self.tuan, self.lan, self.minh)
        ]
        nobody = self._metric("orders")._vn_values(date(2027, 1, 1), date(2027, 1, 31))
        self.assertEqual(
            sum(tiles["orders"]["value"] for tiles in people) + nobody[False],
            total["orders"]["value"],
        )
        self.assertEqual(nobody[False], 1)

    # === Users' own metrics ===
    def test_a_metric_of_the_company_is_on_the_screen(self):
        metric = self._metric("calls_done").sudo()
        self.env["crm.vn.kpi.metric"].create(
            {
                "name": "Cuộc gọi của Lan",
                "code": "calls_lan",
                "definition": "Cuộc gọi đã xong của Lan",
                "block": "interaction",
                "model_id": metric.model_id.id,
                "date_field_id": metric.date_field_id.id,
                "owner_field_id": metric.owner_field_id.id,
                "domain": f"[('user_id', '=', {self.lan.id})]",
            }
        )
        report = self._report(self.huong)
        cell = self._tiles(report)["calls_lan"]
        self.assertEqual(cell["value"], 2)
        self._check_drill(report, cell, self.huong)

    def test_without_a_built_in_metric(self):
        """An archived metric leaves the screen; nothing else breaks."""
        codes = ["orders", "revenue", "leads_won", "customers_new", "activities_done"]
        for code in codes:
            self._metric(code).sudo().active = False
            report = self._report(self.huong)
            self.assertNotIn(code, self._tiles(report))
            for name, cell in self._cells(report):
                if cell["drill"]:
                    self.assertNotEqual(cell["drill"]["metric"], code, name)

    # === Read only ===
    @mute_logger("odoo.sql_db")
    def test_it_writes_nothing(self):
        """The whole report and every drill-down, in a READ ONLY transaction."""
        model = self.env["crm.vn.kpi.report"]
        for name in ("get_report", "get_action"):
            self.assertTrue(getattr(type(model), name)._readonly)
        self.env.cr.flush()
        self.env.invalidate_all()
        self.env.cr.execute("SAVEPOINT report")
        self.env.cr.execute("SET TRANSACTION READ ONLY")
        try:
            report = self._report(self.huong)
            for _name, cell in self._cells(report):
                if cell["drill"]:
                    self._action(self.huong, report, cell)
            content = self._as(self.huong)._get_xlsx(report["options"])
            self.assertTrue(content)
            with self.assertRaises(ReadOnlySqlTransaction):
                self.env.cr.execute("UPDATE res_partner SET color = 1")
        finally:
            self.env.cr.execute("ROLLBACK TO SAVEPOINT report")

    def test_queries_do_not_grow_with_people(self):
        """As many queries for seven people as for two."""

        def count():
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self._report(self.huong)
            return self.cr.sql_log_count - before

        count()
        few = count()
        for number in range(5):
            user = self._make_user(f"kpi_{number}", "sales_team.group_sale_salesman")
            self.team.member_ids += user
            self._order(self.hoa, user, "2027-01-16 03:00:00")
            self._activity(self.hoa, user)
        self.env.flush_all()
        count()
        self.assertEqual(count(), few)

    # === Texts ===
    def test_in_vietnamese(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        days = {"date_from": "2027-01-01", "date_to": "2027-01-31"}
        options = {"period": "custom", **days}
        report = self._as(self.huong).with_context(lang="vi_VN").get_report(options)
        self.assertEqual(self._tiles(report)["per_buyer"]["text"], "2,33")
        self.assertIn("01/01/2027", report["period"])

    def test_better_and_worse(self):
        """Fewer expired contracts are better."""
        cell = self._as(self.huong)._prepare_cell("count", [1, 2], None, "down")
        self.assertIs(cell["change"]["good"], True)
        self.assertEqual(cell["change"]["text"], f"-50.0{NBSP}%")
        cell = self._as(self.huong)._prepare_cell("count", [3, 2], None, "up")
        self.assertEqual(cell["change"]["text"], f"+50.0{NBSP}%")
        cell = self._as(self.huong)._prepare_cell("count", [3, 3], None, "up")
        self.assertIsNone(cell["change"]["good"])
