from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import VnKpiReportCommon


@tagged("post_install", "-at_install")
class TestReportRights(VnKpiReportCommon):
    def test_who_has_no_right_is_told(self):
        employee = self._make_user("kpi_nobody", "base.group_user")
        with self.assertRaisesRegex(AccessError, "no right to the customer KPI"):
            self._report(employee, kind="me")
        with self.assertRaisesRegex(AccessError, "no right to the customer KPI"):
            self._action(employee, self._report(self.huong), {"drill": {}})

    def test_a_salesperson_sees_own_numbers_only(self):
        for kind, res_id in (
            ("all", False),
            ("user", self.minh.id),
            ("team", self.team.id),
        ):
            with (
                self.subTest(kind=kind),
                self.assertRaisesRegex(AccessError, "You can see your own numbers"),
            ):
                self._report(self.lan, kind=kind, res_id=res_id)
        report = self._report(self.lan)
        self.assertEqual(report["options"]["kind"], "me")
        self.assertEqual(report["choices"]["users"], [])
        self.assertEqual(self._tiles(report)["orders"]["value"], 3)

    def test_a_salesperson_opens_own_numbers_only(self):
        report = self._report(self.huong)
        cell = self._tiles(report)["orders"]
        with self.assertRaisesRegex(AccessError, "You can see your own numbers"):
            self._action(self.lan, report, cell)

    def test_the_right_to_all_numbers(self):
        self.lan.group_ids += self.env.ref("crm_vn_kpi.group_kpi_all")
        report = self._report(self.lan, kind="user", res_id=self.minh.id)
        self.assertEqual(report["people"], self.minh.name)
        # as far as the records may be read: she has own documents only
        self.assertEqual(self._tiles(report)["orders"]["value"], 0)
        self.assertEqual(self._tiles(report)["customers_new"]["value"], 1)

    def test_another_company(self):
        report = self._report(self.nam, companies=self.other_company)
        self.assertFalse(self._tiles(report)["orders"]["value"])
        self.assertNotIn(self.lan.id, [u["id"] for u in report["choices"]["users"]])
        with self.assertRaisesRegex(AccessError, "not of your companies"):
            self._report(
                self.nam,
                companies=self.other_company,
                kind="user",
                res_id=self.lan.id,
            )

    def test_unknown_numbers_are_refused(self):
        report = self._report(self.huong)
        for drill in (
            {"metric": "nothing"},
            {"metric": "orders", "by": "partner_id.name", "value": 1},
            {"metric": "orders", "group": "write_uid"},
            {},
        ):
            with self.subTest(drill=drill), self.assertRaises(UserError):
                self._action(self.huong, report, {"drill": drill})

    def test_nothing_before(self):
        report = self._report(self.huong, compare="none")
        cell = {"drill": {"metric": "orders", "before": True}}
        with self.assertRaises(UserError):
            self._action(self.huong, report, cell)

    def test_options_that_make_no_sense(self):
        for options in (
            {"kind": "user", "res_id": "1 OR 1=1"},
            {"kind": "nobody"},
            {"compare": "next"},
        ):
            with self.subTest(**options), self.assertRaises(UserError):
                self._report(self.huong, **options)
        report = self._as(self.huong)
        for options in (
            {"kind": "all"},
            {"kind": "all", "date_from": "yesterday", "date_to": "2027-01-31"},
            {"kind": "all", "date_from": [1], "date_to": 7},
        ):
            with self.subTest(**options), self.assertRaises(UserError):
                report.get_action(options, {"metric": "orders"})
