from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged

from odoo.addons.crm_vn_kpi_sheet.tests.common import NOW, VnKpiSheetCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDeskSale(VnKpiSheetCommon):
    """Leads, contracts, KPI and the pipeline on the desk, on 15 February 2027."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company._vn_today()
        for _number in range(2):
            cls._order(cls.hoa, cls.lan, "2027-02-12 03:00:00")
        cls._order(cls.son, cls.minh, "2027-02-12 03:00:00")

    @classmethod
    def _lead(cls, user, name="Bàn họp", hours=None, **values):
        """Make a lead whose handling deadline is in so many hours."""
        lead = cls.env["crm.lead"].create(
            {
                "name": name,
                "type": "opportunity",
                "user_id": user.id,
                "company_id": cls.company.id,
                **values,
            }
        )
        deadline = hours is not None and fields.Datetime.now() + timedelta(hours=hours)
        lead._vn_as_engine().write(
            {"vn_handling_deadline": deadline, "vn_handled_date": False}
        )
        return lead

    @classmethod
    def _contract(cls, user, days, value=5_000_000, **values):
        contract = cls.env["crm.vn.contract"].create(
            {
                "partner_id": cls.hoa.id,
                "company_id": cls.company.id,
                "user_id": user.id,
                "start_date": cls.today - timedelta(days=300),
                "signed_date": cls.today - timedelta(days=300),
                "end_date": cls.today + timedelta(days=days),
                "value": value,
                **values,
            }
        )
        contract.status_id = cls.env["crm.vn.contract.status"].search(
            [("meaning", "=", "active")], limit=1
        )
        return contract

    def _desk(self, user=None, *args):
        return self._as(self.env["crm.vn.desk"], user or self.lan).get_desk(*args)

    def assertCounted(self, model, domain, number, user=None):
        records = self._as(self.env[model], user or self.lan)
        self.assertEqual(records.search_count(domain), number)

    # === Leads ===
    def test_leads_with_the_time_that_is_left(self):
        self._lead(self.lan, "Còn lâu", hours=50)
        self._lead(self.lan, "Trễ", hours=-3)
        self._lead(self.lan, "Gấp", hours=2.5)
        self._lead(self.lan, "Không hạn")
        self._lead(self.minh, "Của Minh", hours=1)
        block = self._desk()["leads"]
        self.assertEqual(
            [(row["detail"], row["when"], row["late"]) for row in block["rows"]],
            [
                ("Trễ", "3 hours late", True),
                ("Gấp", "2 hours left", False),
                ("Còn lâu", "2 days left", False),
            ],
        )
        self.assertEqual((block["count"], block["late"]), (3, 1))
        self.assertCounted("crm.lead", block["domain"], 3)
        self.assertCounted("crm.lead", block["late_domain"], 1)

    def test_opportunities_past_their_closing_date(self):
        for days in (-1, 0, 5):
            self._lead(self.lan, date_deadline=self.today + timedelta(days=days))
        block = self._desk()["leads"]
        self.assertEqual(block["closing"], 1)
        self.assertCounted("crm.lead", block["closing_domain"], 1)

    # === Contracts ===
    def test_contracts_that_end_soon(self):
        near = self._contract(self.lan, 12)
        self._contract(self.lan, 60)
        self._contract(self.lan, 61)
        self._contract(self.minh, 5)
        block = self._desk()["contracts"]
        self.assertEqual(block["count"], 2)
        self.assertEqual(block["value"].replace("\xa0", " "), "10,000,000 ₫")
        row = block["rows"][0]
        self.assertEqual((row["id"], row["when"]), (near.id, "In 12 days"))
        self.assertEqual(row["name"], "Trần Thị Hoa")
        self.assertCounted("crm.vn.contract", block["domain"], 2)
        near._vn_as_engine().write({"is_renewed": True})
        self.assertEqual(self._desk()["contracts"]["count"], 1)

    # === KPI ===
    def _issued(self):
        plan = self._plan()
        plan.action_issue()
        return plan

    def test_bars_say_what_the_sheet_says(self):
        plan = self._issued()
        sheet = self._sheet(plan, self.lan, month=2)
        sheet.filtered(lambda s: s.state == "draft").action_issue()
        block = self._desk()["kpi"]
        self.assertEqual(block["sheet_id"], sheet.id)
        self.assertEqual(len(block["rows"]), 2)
        money = block["rows"][0]
        line = self._line(sheet, "revenue").with_context(lang="en_US")
        self.assertEqual(money["actual"], line.actual_label)
        self.assertEqual(money["target"], line.target_label)
        self.assertEqual(money["standing"], line.standing)
        self.assertEqual(money["label"], line.percent_label)

    def test_numbers_are_counted_anew_every_hour(self):
        plan = self._issued()
        sheet = self._sheet(plan, self.lan, month=2)
        sheet.filtered(lambda s: s.state == "draft").action_issue()
        before = self._line(sheet, "orders").desk_actual
        self._order(self.mai, self.lan, "2027-02-14 03:00:00")
        self.assertEqual(self._line(sheet, "orders").desk_actual, before)
        with freeze_time("2027-02-15 04:00:00"), self.enter_registry_test_mode():
            self.env.ref(
                "crm_vn_desk_sale.ir_cron_count_kpi_for_desk"
            ).method_direct_trigger()
        sheet.invalidate_recordset()
        self.assertEqual(self._line(sheet, "orders").desk_actual, before + 1)

    def test_a_sheet_that_fails_stops_no_other(self):
        plan = self._issued()
        sheets = self._sheet(plan, self.lan, month=2)
        sheets |= self._sheet(plan, self.minh, month=2)
        sheets.filtered(lambda sheet: sheet.state == "draft").action_issue()
        with freeze_time("2027-02-15 04:00:00"):
            now = fields.Datetime.now()
            self.check_cron_failure(
                "crm_vn_desk_sale.ir_cron_count_kpi_for_desk",
                "_count_for_desk",
                sheets[0],
                sheets[1],
                lambda sheet: sheet.desk_date == now,
            )

    def test_nobody_writes_the_numbers(self):
        plan = self._issued()
        sheet = self._sheet(plan, self.lan, month=2)
        for record, name in (
            (sheet, "desk_percent"),
            (sheet.line_ids[0], "desk_actual"),
        ):
            with self.assertRaisesRegex(Exception, "can't|keeps|only"):
                self._as(record, self.huong).write({name: 99})

    # === Manager ===
    def test_a_manager_sees_the_team(self):
        plan = self._issued()
        plan.sheet_ids.filtered(
            lambda s: s.state == "draft" and s.date_from.month == 2
        ).action_issue()
        self._lead(self.lan, expected_revenue=7_000_000)
        self._lead(self.minh, expected_revenue=3_000_000)
        desk = self._desk(self.huong, "home")
        people = {row["id"]: row for row in desk["team"]["rows"]}
        self.assertIn("2,000,000", people[self.lan.id]["revenue"])
        self.assertIn("4,000,000", people[self.lan.id]["revenue"])
        self.assertIn("%", people[self.lan.id]["pace"]["label"])
        self.assertEqual(people[self.huong.id]["pace"], {})
        # revenue of everyone: the sums of what is reached and of the targets
        money = desk["kpi"]["rows"][0]
        self.assertEqual(money["actual"].replace("\xa0", " "), "3,000,000 ₫")
        self.assertEqual(money["target"].replace("\xa0", " "), "8,000,000 ₫")
        self.assertCounted(
            "crm.vn.kpi.sheet", desk["kpi"]["domain"], desk["kpi"]["count"], self.huong
        )
        pipeline = desk["pipeline"]
        self.assertEqual(pipeline["value"].replace("\xa0", " "), "10,000,000 ₫")
        self.assertCounted(
            "crm.lead", pipeline["domain"], pipeline["count"], self.huong
        )
        for row in pipeline["rows"]:
            self.assertCounted("crm.lead", row["domain"], row["count"], self.huong)

    def test_at_most_fifteen_queries(self):
        plan = self._issued()
        plan.sheet_ids.filtered(lambda s: s.state == "draft").action_issue()
        self._lead(self.lan, hours=2)
        self._contract(self.lan, 12)
        for user, kind in ((self.lan, "me"), (self.huong, "all")):
            with self.subTest(kind=kind):
                desk = self._as(self.env["crm.vn.desk"], user)
                desk = desk.with_context(lang="en_US")
                desk.get_desk(kind)
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                desk.get_desk(kind)
                self.assertLessEqual(self.env.cr.sql_log_count - before, 15)
