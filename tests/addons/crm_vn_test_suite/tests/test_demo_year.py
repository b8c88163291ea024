from datetime import timedelta

from odoo.tests import TransactionCase, tagged

PEOPLE = ("hung", "ha", "bao", "anh", "tuan", "minh")


@tagged("post_install", "-at_install")
class TestDemoYear(TransactionCase):
    """The demo company has lived for a year: what each screen counts on is there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref("base.main_company")
        cls.today = cls.company._vn_today()
        data = cls.env["ir.model.data"].search(
            [
                ("module", "=", "crm_vn_customer"),
                ("model", "=", "res.partner"),
                ("name", "=like", "res_partner_demo_%"),
            ]
        )
        cls.customers = cls.env["res.partner"].browse(data.mapped("res_id"))

    def _count_by(self, model, field, domain=()):
        groups = self.env[model]._read_group([*domain], [field], ["__count"])
        return {key: count for key, count in groups if key}

    def test_company(self):
        self.assertEqual(self.company.currency_id.name, "VND")
        self.assertEqual(self.company._vn_timezone(), "Asia/Ho_Chi_Minh")
        days = self.company.resource_calendar_id.attendance_ids.mapped("dayofweek")
        self.assertEqual(set(days), set("012345"))
        for year in (self.today.year, self.today.year + 1):
            national_day = self.today.replace(year=year, month=9, day=2)
            self.assertFalse(self.company._vn_is_working_day(national_day))

    def test_no_other_money(self):
        for model in ("sale.order", "crm.vn.contract"):
            records = self.env[model].search([("company_id", "=", self.company.id)])
            self.assertEqual(records.currency_id.mapped("name"), ["VND"], model)
        used = self.customers.mapped("property_product_pricelist.currency_id.name")
        self.assertLessEqual(set(used), {"VND"})

    def test_teams(self):
        teams = self.env.ref("crm_vn_demo.crm_team_north")
        teams += self.env.ref("crm_vn_demo.crm_team_south")
        self.assertEqual(set(teams.member_ids.mapped("login")), set(PEOPLE))
        for team in teams:
            self.assertIn(team.user_id, team.member_ids)

    def test_products_have_pictures(self):
        products = self.env["product.product"].search(
            [("default_code", "=like", "MP-%")]
        )
        self.assertGreaterEqual(len(products), 15)
        self.assertTrue(all(product.image_128 for product in products))

    def test_customers(self):
        self.assertEqual(len(self.customers), 300)
        self.assertFalse(self.customers.filtered(lambda one: not one.city_id))
        self.assertEqual(len(set(self.customers.mapped("phone"))), 300)
        first = self.company._vn_day(min(self.customers.mapped("create_date")))
        self.assertGreater((self.today - first).days, 300)

    def test_stars_are_spread(self):
        stars = self.customers.mapped("vn_star")
        for star in "012345":
            share = stars.count(star) / len(stars)
            self.assertGreater(share, 0.02, f"{star} stars")
            self.assertLess(share, 0.5, f"{star} stars")

    def test_orders_of_every_month(self):
        orders = self.env["sale.order"].search(
            [("partner_id", "in", self.customers.ids), ("state", "=", "sale")]
        )
        days = [self.company._vn_day(order.date_order) for order in orders]
        months = {(day.year, day.month) for day in days}
        self.assertGreaterEqual(len(months), 12)
        self.assertLessEqual(max(days), self.today)
        # made then, not on the day of the installation
        late = orders.filtered(lambda order: order.create_date > order.date_order)
        self.assertFalse(late)

    def test_contracts_in_every_status(self):
        found = set(self._count_by("crm.vn.contract", "meaning"))
        self.assertEqual(
            found,
            {
                *("draft", "waiting", "active", "suspended"),
                *("expired", "closed", "cancelled"),
            },
        )
        renewed = self.env["crm.vn.contract"].search_count([("is_renewed", "=", True)])
        self.assertGreaterEqual(renewed, 4)

    def test_tiers_and_moves(self):
        tiers = self.customers.vn_tier_id
        self.assertGreaterEqual(len(tiers), 2)
        days = self.env["crm.vn.tier.move"].search([]).mapped("date")
        self.assertLess(min(days), self.today - timedelta(days=60))

    def test_every_salesperson_has_work(self):
        overdue = self._count_by(
            "mail.activity", "user_id", [("date_deadline", "<", self.today)]
        )
        ahead = self._count_by(
            "mail.activity", "user_id", [("date_deadline", ">=", self.today)]
        )
        for login in PEOPLE:
            user = self.env.ref(f"crm_vn_customer.res_users_demo_{login}")
            self.assertIn(user, ahead, login)
            self.assertIn(user, overdue, login)

    def test_one_team_slips(self):
        def late(team):
            members = self.env.ref(f"crm_vn_demo.crm_team_{team}").member_ids
            return self.env["mail.activity"].search_count(
                [("user_id", "in", members.ids), ("date_deadline", "<", self.today)]
            )

        self.assertGreater(late("south"), late("north"))

    def test_forgotten_and_unread(self):
        forgotten = self.env["res.partner"].search_count(
            [("vn_is_forgotten", "=", True), ("id", "in", self.customers.ids)]
        )
        self.assertTrue(5 < forgotten < 150, forgotten)
        unread = self._count_by("crm.vn.unread", "user_id")
        self.assertGreaterEqual(len(unread), 4)

    def test_closed_months(self):
        sheets = self.env["crm.vn.kpi.sheet"].search([])
        closed = sheets.filtered(lambda sheet: sheet.state == "closed")
        self.assertGreaterEqual(len(set(closed.mapped("date_from"))), 10)
        reached = [sheet.closed_achievement for sheet in closed]
        self.assertLess(min(reached), 60)
        self.assertGreater(max(reached), 90)

    def test_care_runs(self):
        states = set(self._count_by("crm.vn.care.enrollment", "state"))
        self.assertLessEqual({"running", "done", "stopped", "paused"}, states)
        lines = set(self._count_by("crm.vn.care.line", "state"))
        self.assertLessEqual({"planned", "done"}, lines)

    def test_a_list_was_brought_in(self):
        done = self.env["crm.vn.import"].search([])
        self.assertEqual((done.created_count, done.failed_count), (7, 1))
        self.assertEqual(done.user_id.login, "huong")
        self.assertTrue(done.with_user(done.user_id).can_undo)

    def test_engines_have_nothing_to_put_right(self):
        """What the year says and what engines keep agree."""
        # a meeting may have ended since the demo was loaded
        with self.enter_registry_test_mode():
            held = "crm_vn_contact_log.ir_cron_record_meetings_held"
            self.env.ref(held).method_direct_trigger()
        partners = self.env["res.partner"]
        self.assertFalse(partners._vn_purchase_rebuild())
        self.assertFalse(any(partners._vn_score_rebuild().values()))
        self.assertFalse(partners._vn_contact_refresh())
