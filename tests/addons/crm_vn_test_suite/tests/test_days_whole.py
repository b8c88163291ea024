"""At 00:30 and 06:30 on 1 January in Vietnam it is the new year, everywhere."""

from datetime import date

from odoo import Command
from odoo.tests import tagged

from odoo.addons.crm_vn_contact_log.tests.registry_common import VnRegistryCommon

NEW_YEAR = date(2027, 1, 1)


@tagged("post_install", "-at_install")
class TestDaysWhole(VnRegistryCommon):
    """Whatever an addon dates, it dates by the company's day."""

    def _each_morning(self, check):
        def fresh():
            self.person = self.Partner.create(
                {
                    "name": "Khách năm mới",
                    "company_id": self.company.id,
                    "user_id": self.user_own.id,
                    "vn_relationship_id": self.relationship_customer.id,
                }
            )
            check(self.person)

        self._on_new_year_mornings(self.company, fresh)

    def _order(self, partner):
        product = self.env["product.product"].create({"name": "Ghế năm mới"})
        order = self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "company_id": self.company.id,
                "user_id": self.user_own.id,
                "order_line": [Command.create({"product_id": product.id})],
            }
        )
        order.action_confirm()
        self.env.flush_all()
        return order

    def test_order(self):
        def check(partner):
            self._order(partner)
            partner = partner.with_company(self.company)
            self.assertEqual(partner.vn_last_order_date, NEW_YEAR)
            self.assertEqual(partner.vn_last_contact_date, NEW_YEAR)
            self.assertEqual(partner.vn_days_since_order, 0)

        self._each_morning(check)

    def test_kpi_of_the_year(self):
        orders = self.env["crm.vn.kpi.metric"].search([("code", "=", "orders")])
        orders = orders.with_context(allowed_company_ids=self.company.ids)

        def check(partner):
            order = self._order(partner)
            day = orders.env["sale.order"].search(
                list(orders._vn_domain(NEW_YEAR, NEW_YEAR))
            )
            self.assertIn(order, day)

        self._each_morning(check)

    def test_activity(self):
        def check(partner):
            activity = partner.activity_schedule(
                "mail.mail_activity_data_call", user_id=self.user_own.id
            )
            activity.with_user(self.user_own).action_feedback()
            self.env.invalidate_all()
            self.assertEqual(activity.date_done, NEW_YEAR)
            self.assertEqual(partner.vn_last_contact_date, NEW_YEAR)

        self._each_morning(check)

    def test_visit(self):
        def check(partner):
            visit = (
                self.env["crm.vn.visit"]
                .with_user(self.user_own)
                .create({"partner_id": partner.id})
            )
            self.assertEqual(visit.date, NEW_YEAR)

        self._each_morning(check)

    def test_pool(self):
        def check(partner):
            self.assertEqual(partner.vn_owner_date, NEW_YEAR)
            partner._vn_give_to(self.env["res.users"])
            self.env.cr.execute(
                "UPDATE res_partner SET vn_pool_date = %s WHERE id = %s",
                [NEW_YEAR, partner.id],
            )
            self.env.invalidate_all()
            taker = partner.with_user(self.user_all)
            taker.action_vn_take_from_pool()
            move = self.env["crm.vn.pool.move"].search(
                [("partner_id", "=", partner.id)], limit=1
            )
            self.assertEqual((move.date, move.kind), (NEW_YEAR, "taken"))

        self._each_morning(check)

    def test_new_customer(self):
        metric = self.env["crm.vn.kpi.metric"].search([("code", "=", "customers_new")])

        def check(partner):
            known = self.Partner.create(
                {"name": "Người quen", "company_id": self.company.id}
            )
            known.vn_relationship_id = self.relationship_customer
            self.env.flush_all()
            found = self.env["res.partner"].search(
                list(metric._vn_domain(NEW_YEAR, NEW_YEAR))
            )
            self.assertIn(known, found)

        self._each_morning(check)

    def test_membership_of_a_team(self):
        one, two = self.env["crm.team"].create(
            [{"name": name, "company_id": self.company.id} for name in ("A", "B")]
        )
        one.member_ids = self.user_own

        def check(_partner):
            two.member_ids = self.user_own
            spans = self.env["crm.vn.team.membership"].search(
                [
                    ("user_id", "=", self.user_own.id),
                    ("crm_team_id", "in", (one | two).ids),
                ]
            )
            days = {span.crm_team_id: span for span in spans}
            self.assertEqual(days[two].date_from, NEW_YEAR)
            self.assertEqual(days[one].date_to, date(2026, 12, 31))

        self._each_morning(check)

    def test_birthday_of_today(self):
        def check(partner):
            partner.write({"vn_birth_day": 1, "vn_birth_month": 1})
            desk = self.env["crm.vn.desk"].with_user(self.user_own)
            block = desk.get_desk()["occasions"]
            self.assertIn(partner.id, [row["partner_id"] for row in block["rows"]])

        self._each_morning(check)

    def test_snooze_ends_in_the_morning(self):
        def check(partner):
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE res_partner SET vn_contact_base_date = '2020-01-01',"
                " vn_last_contact_date = NULL WHERE id = %s",
                [partner.id],
            )
            self.env.invalidate_all()
            for day, forgotten in ((NEW_YEAR, True), (date(2027, 1, 2), False)):
                partner.vn_snooze_date = day
                self.env.invalidate_all()
                self.assertEqual(partner.vn_is_forgotten, forgotten)

        self._each_morning(check)

    def test_no_advert_before_the_morning(self):
        def check(partner):
            partner.phone = "0903123456"
            partner._vn_record_consent("sms", "advert", "given", "paper")
            allowed, reason = partner._vn_may_contact("sms", "advert")
            self.assertFalse(allowed, reason)

        self._each_morning(check)

    def test_contract_is_signed_today(self):
        def check(partner):
            contract = self.env["crm.vn.contract"].create(
                {
                    "partner_id": partner.id,
                    "company_id": self.company.id,
                    "start_date": NEW_YEAR,
                }
            )
            contract.action_sign()
            self.assertEqual(contract.signed_date, NEW_YEAR)
            self.assertEqual(partner.vn_last_contact_date, NEW_YEAR)

        self._each_morning(check)


@tagged("post_install", "-at_install")
class TestThereAndBack(VnRegistryCommon):
    """What is undone and done again ends where it should; others see nothing."""

    def setUp(self):
        super().setUp()
        self.partner = self.Partner.create(
            {
                "name": "Khách quay lại",
                "is_company": True,
                "company_id": self.company.id,
                "user_id": self.user_own.id,
                "vn_relationship_id": self.relationship_customer.id,
            }
        )
        self.product = self.env["product.product"].create({"name": "Ghế quay lại"})

    def _order(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.partner.id,
                "company_id": self.company.id,
                "user_id": self.user_own.id,
                "order_line": [Command.create({"product_id": self.product.id})],
            }
        )
        order.action_confirm()
        return order

    def _facts(self):
        self.env.flush_all()
        self.env.invalidate_all()
        partner = self.partner.with_company(self.company)
        return (
            partner.vn_order_count,
            partner.vn_last_order_date,
            partner.vn_tier_id,
            partner.vn_score,
        )

    def test_cancel_and_confirm(self):
        none = self._facts()
        order = self._order()
        before = self._facts()
        order._action_cancel()
        self.assertEqual(self._facts(), none)
        order.action_draft()
        order.action_confirm()
        self.assertEqual(self._facts(), before)

    def test_done_reopened_done(self):
        kind = self.env.ref("mail.mail_activity_data_call")
        kind.vn_result_points = 3
        activity = self.partner.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.user_own.id
        )
        none = self._facts()
        activity.action_feedback()
        done = self._facts()
        self.assertEqual(done[3] - none[3], 3)
        activity.action_unarchive()
        self.assertEqual(self._facts(), none)
        activity.action_feedback()
        self.assertEqual(self._facts(), done)

    def test_archived_and_back(self):
        self._order()
        before = self._facts()
        self.partner.active = False
        self.partner.active = True
        self.assertEqual(self._facts(), before)

    def test_given_away_and_back(self):
        self._order()
        before = self._facts()
        self.partner.user_id = self.user_all
        self.partner.user_id = self.user_own
        self.assertEqual(self._facts(), before)

    def test_order_of_a_contact_moved_away_and_back(self):
        person = self.Partner.create({"name": "Anh Nam", "parent_id": self.partner.id})
        none = self._facts()
        order = self._order()
        order.partner_id = person
        before = self._facts()
        person.parent_id = False
        self.assertEqual(self._facts(), none)
        person.parent_id = self.partner
        self.assertEqual(self._facts(), before)

    def test_who_left_and_came_back(self):
        activity = self.partner.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.user_own.id
        )
        self.user_own.with_user(self.env.ref("base.user_admin")).action_archive()
        self.assertTrue(activity.exists(), "what was promised is kept")
        left = self.user_all._vn_leftover_domains()
        self.assertIn(self.partner, self.env["res.partner"].search(left["res.partner"]))
        self.assertIn(activity, self.env["mail.activity"].search(left["mail.activity"]))
        self.user_own.action_unarchive()
        self.env.invalidate_all()
        left = self.user_all._vn_leftover_domains()
        self.assertNotIn(
            self.partner, self.env["res.partner"].search(left["res.partner"])
        )

    def test_the_managers_desk_counts_what_it_opens(self):
        self.user_own.active = False
        desk = self.env["crm.vn.desk"].with_user(self.manager)
        rows = desk.get_desk("home")["leftovers"]["rows"]
        self.assertTrue(rows)
        for row in rows:
            model = desk.env[row["model"]]
            self.assertEqual(model.search_count(row["domain"]), row["count"])
        self.assertNotIn(
            "leftovers", desk.with_user(self.user_all).get_desk("home"), "managers only"
        )

    def test_who_is_erased_has_no_birthday(self):
        person = self.Partner.create(
            {"name": "Chị Lan Anh", "vn_birth_day": 3, "vn_birth_month": 4}
        )
        person._vn_erase()
        self.env.invalidate_all()
        self.assertFalse(person.vn_birth_day or person.vn_birth_month)

    def test_other_companies_see_nothing(self):
        today = self.company._vn_today()
        self.partner.vn_founding_date = date(today.year - 5, today.month, today.day)
        self.env["crm.vn.visit"].create({"partner_id": self.partner.id})
        self.env["crm.vn.pool.move"].sudo().create(
            {"partner_id": self.partner.id, "kind": "pooled", "date": today}
        )
        self.env.flush_all()
        for model in ("crm.vn.occasion", "crm.vn.visit", "crm.vn.pool.move"):
            with self.subTest(model=model):
                mine = [("partner_id", "=", self.partner.id)]
                here = self.env[model].with_user(self.manager)
                there = self.env[model].with_user(self.user_2)
                self.assertTrue(here.search_count(mine))
                self.assertFalse(there.search_count(mine))
