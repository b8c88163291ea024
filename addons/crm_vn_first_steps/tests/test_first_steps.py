from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, new_test_user, tagged

from odoo.addons.crm_vn_base.tests.common import VIETNAM

from .common import VnFirstStepsCommon


@tagged("post_install", "-at_install")
class TestFirstSteps(VnFirstStepsCommon):
    # === Company ===
    def test_company(self):
        self.company.currency_id = self.env.ref("base.USD")
        self.assertMissing("company", "No country")
        self.assertMissing("company", "No address")
        self.assertMissing("company", "USD")
        self.company.write(
            {
                "country_id": self.vietnam.id,
                "street": "12 Lý Thái Tổ",
                "city": "Phường Hoàn Kiếm",
                "currency_id": self.dong.id,
            }
        )
        self.assertDone("company")

    def test_company_of_another_country_keeps_what_is_its_own(self):
        self.company.write(
            {
                "country_id": self.env.ref("base.fr").id,
                "street": "12 rue de Rivoli",
                "city": "Paris",
                "currency_id": self.env.ref("base.EUR").id,
            }
        )
        self.company.resource_calendar_id.tz = "Europe/Paris"
        self.assertDone("company")
        self.assertDone("calendar")

    def test_who_may_do_it(self):
        administrator = new_test_user(
            self.env,
            login="steps_admin",
            groups="base.group_system,sales_team.group_sale_manager",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        self.assertFalse(self.steps()["company"]["may"])
        self.assertTrue(self.steps(administrator)["company"]["may"])

    # === Calendar ===
    def test_holidays_of_both_years(self):
        with freeze_time("2026-03-02 03:00:00"):
            self.assertMissing("calendar", "2026")
            self.assertMissing("calendar", "2027")
            action = self.steps()["calendar"]["action"]
            self.assertEqual(action["context"], {"default_year": 2026})
            self.confirm(2026)
            self.assertMissing("calendar", "2027")
            self.confirm(2027)
            self.assertDone("calendar")

    def test_a_year_that_is_over_is_not_asked_for(self):
        with freeze_time("2026-12-28 03:00:00"):
            self.assertEqual(
                self.steps()["calendar"]["missing"], ["No public holidays of 2027"]
            )

    def test_zone_of_the_working_hours(self):
        self.company.resource_calendar_id.tz = "Asia/Tokyo"
        self.assertMissing("calendar", "Asia/Tokyo")
        action = self.steps()["calendar"]["action"]
        self.assertEqual(action["res_model"], "resource.calendar")
        self.company.resource_calendar_id.tz = VIETNAM
        self.assertNotIn("Tokyo", str(self.steps()["calendar"]["missing"]))

    def confirm(self, year):
        proposal = self.env["crm.vn.holiday.proposal"].with_user(self.huong)
        proposal.with_company(self.company).create({"year": year}).action_confirm()

    # === People ===
    def test_people(self):
        self.assertMissing("people", "In no sales team")
        team = self.env["crm.team"].create(
            {
                "name": "Đội miền Bắc",
                "company_id": self.company.id,
                "member_ids": [(6, 0, (self.lan | self.minh).ids)],
                "user_id": False,
            }
        )
        self.assertMissing("people", "Without a leader")
        team.user_id = self.lan
        self.env["crm.team"].search([("user_id", "=", False)]).member_ids = False
        self.assertDone("people")

    def test_nobody_else(self):
        (self.lan | self.minh).active = False
        others = self.env["res.users"].search(
            [("company_ids", "in", self.company.ids), ("id", "!=", self.huong.id)]
        )
        others.write({"group_ids": [(5, 0, 0)]})
        self.assertMissing("people", "Nobody but you")
        self.assertFalse(self.steps()["people"]["may"])

    # === Catalogs ===
    def test_own_entry(self):
        self.assertMissing("catalogs")
        self.env["crm.vn.channel"].with_user(self.huong).create({"name": "Hội chợ lớn"})
        self.assertDone("catalogs")

    def test_used_groups(self):
        group = self.env.ref("crm_vn_customer.crm_vn_customer_group_retail")
        self.env["res.partner"].create(
            {
                "name": "Khách lẻ",
                "company_id": self.company.id,
                "vn_group_ids": group.ids,
            }
        )
        self.assertDone("catalogs")

    # === Import ===
    def test_customers(self):
        self.env["res.partner"].search([]).vn_relationship_id = False
        self.assertMissing("import", "No customers yet")
        relationship = self.env.ref("crm_vn_customer.crm_vn_relationship_new")
        customers = [
            {"name": f"Khách {number}", "vn_relationship_id": relationship.id}
            for number in range(5)
        ]
        self.env["res.partner"].create(customers[:2])
        self.assertMissing("import", "2 customers")
        self.env["res.partner"].create(customers[2:])
        self.assertDone("import")

    # === The list ===
    def test_looking_writes_nothing(self):
        steps = self.env["crm.vn.first.steps"].with_user(self.huong)
        steps.get_steps()
        self.env.flush_all()
        with ReadOnly(self.env.cr):
            steps.get_steps()

    def test_order_and_numbers(self):
        data = self.env["crm.vn.first.steps"].with_user(self.huong).get_steps()
        sequences = [step["sequence"] for step in data["steps"]]
        self.assertEqual(sequences, sorted(sequences))
        self.assertEqual(data["total"], len(data["steps"]))
        names = [step["name"] for step in data["steps"]]
        self.assertEqual(len(set(names)), len(names))

    def test_a_step_that_is_not_needed(self):
        model = self.env["crm.vn.first.steps"].with_user(self.huong)
        before = model.get_steps()["done"]
        model.set_skipped("catalogs", True)
        self.assertTrue(self.steps()["catalogs"]["skipped"])
        self.assertEqual(model.get_steps()["done"], before + 1)
        model.set_skipped("catalogs", False)
        self.assertFalse(self.steps()["catalogs"]["skipped"])
        with self.assertRaisesRegex(UserError, "no such step"):
            model.set_skipped("nothing", True)

    def test_each_company_has_its_own(self):
        model = self.env["crm.vn.first.steps"]
        model.with_user(self.huong).set_skipped("import", True)
        model.with_user(self.huong).set_hidden(True)
        self.assertFalse(self.steps(self.nam)["import"]["skipped"])
        self.assertFalse(model.with_user(self.nam).get_steps()["hidden"])

    def test_on_the_desk_until_it_is_hidden(self):
        desk = self.env["crm.vn.desk"]
        self.assertNotIn("first_steps", desk.with_user(self.lan).get_desk())
        self.assertIn("first_steps", desk.with_user(self.huong).get_desk())
        self.env["crm.vn.first.steps"].with_user(self.huong).set_hidden(True)
        self.assertNotIn("first_steps", desk.with_user(self.huong).get_desk())
        self.env["crm.vn.first.steps"].with_user(self.huong).set_hidden(False)
        self.assertIn("first_steps", desk.with_user(self.huong).get_desk())

    def test_not_for_salespeople(self):
        model = self.env["crm.vn.first.steps"].with_user(self.lan)
        for call in (
            lambda: model.get_steps(),
            lambda: model.set_hidden(True),
            lambda: model.set_skipped("company", True),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_every_screen_can_be_opened(self):
        for step in self.steps().values():
            action = step["action"]
            if isinstance(action, str):
                action = self.env.ref(action)._get_action_dict()
            if action["type"] == "ir.actions.act_window":
                model = self.env[action["res_model"]].with_user(self.huong)
                views = model.get_views([(False, "form")])
                self.assertIn("form", views["views"], step["name"])


class ReadOnly:
    """A savepoint in which PostgreSQL refuses whatever writes."""

    def __init__(self, cr):
        self.cr = cr

    def __enter__(self):
        self.cr.execute("SAVEPOINT vn_readonly")
        self.cr.execute("SET LOCAL transaction_read_only = on")

    def __exit__(self, *error):
        self.cr.execute("ROLLBACK TO SAVEPOINT vn_readonly")
