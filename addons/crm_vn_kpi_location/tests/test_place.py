from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.crm_vn_kpi.tests.common import JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
class TestPlace(VnKpiCommon):
    """January 2027 by where the customers are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        City = cls.env["res.city"]
        cls.sai_gon = City.search([("vn_code", "=", "26740")])
        cls.hoan_kiem = City.search([("vn_code", "=", "00070")])
        cls.south = cls.env["crm.vn.area"].create(
            {"name": "Miền Nam", "state_ids": cls.sai_gon.state_id.ids}
        )
        cls.hoa.city_id = cls.mai.city_id = cls.sai_gon
        cls.son.city_id = cls.hoan_kiem
        for customer, user, number in (
            (cls.hoa, cls.lan, 1),
            (cls.mai, cls.lan, 2),
            (cls.son, cls.minh, 4),
        ):
            for _order in range(number):
                cls._order(customer, user, "2027-01-12 03:00:00")
        cls.period = [fields.Date.to_string(day) for day in JANUARY]

    def table(self, by, user=None):
        report = self.env["crm.vn.kpi.place"].with_user(user or self.huong)
        return report.get_table(*self.period, by)

    def column(self, table, code):
        place = [column["name"] for column in table["columns"]].index(code)
        rows = {row["label"]: row["numbers"][place] for row in table["rows"]}
        return {label: number for label, number in rows.items() if number != "0"}

    def test_orders_by_each_kind_of_place(self):
        south, north = self.sai_gon, self.hoan_kiem
        self.assertEqual(
            self.column(self.table("ward"), "orders"),
            {south.display_name: "3", north.display_name: "4"},
        )
        self.assertEqual(
            self.column(self.table("province"), "orders"),
            {south.state_id.display_name: "3", north.state_id.display_name: "4"},
        )
        self.assertEqual(
            self.column(self.table("area"), "orders"), {"Miền Nam": "3", "None": "4"}
        )

    def test_each_number_opens_its_records(self):
        report = self.env["crm.vn.kpi.place"].with_user(self.huong)
        for by, key, number in (
            ("ward", self.sai_gon.id, 3),
            ("province", self.hoan_kiem.state_id.id, 4),
            ("area", self.south.id, 3),
            ("area", False, 4),
            ("area", None, 7),
        ):
            action = report.open_records(*self.period, by, "orders", key)
            model = self.env[action["res_model"]].with_user(self.huong)
            found = model.with_context(active_test=False).search(action["domain"])
            self.assertEqual(len(found), number, (by, key))

    def test_of_every_metric_rows_make_the_total(self):
        table = self.table("ward")
        metrics = self.env["crm.vn.kpi.metric"]
        for column in table["columns"]:
            metric = metrics.search([("code", "=", column["name"])])
            if metric.measure == "distinct" or metric.is_monetary:
                continue
            report = self.env["crm.vn.kpi.place"].with_user(self.huong)
            total = report.open_records(*self.period, "ward", metric.code)
            count = self.env[total["res_model"]].with_context(active_test=False)
            opened = [
                report.open_records(*self.period, "ward", metric.code, row["key"])
                for row in table["rows"]
            ]
            self.assertEqual(
                sum(count.search_count(action["domain"]) for action in opened),
                count.search_count(total["domain"]),
                metric.code,
            )

    def test_own_numbers_only(self):
        own = self.column(self.table("ward", self.lan), "orders")
        self.assertEqual(own, {self.sai_gon.display_name: "3"})

    def test_what_makes_no_sense(self):
        report = self.env["crm.vn.kpi.place"].with_user(self.huong)
        for arguments in (
            ("ward", "unknown", None),
            ("ward", "orders", "1"),
            ("street", "orders", None),
        ):
            with self.assertRaises(UserError):
                report.open_records(*self.period, *arguments)
