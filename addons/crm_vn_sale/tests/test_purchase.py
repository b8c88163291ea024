from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from odoo.addons.crm_vn_customer.tests.stock import count_more_queries, stock_methods

from ..models.res_partner import PURCHASE_FACTS
from .common import VnSaleCommon


@tagged("post_install", "-at_install")
class TestPurchase(VnSaleCommon):
    def assert_facts(self, partner, first, last, count, cycle=0.0):
        self.assertEqual(
            (
                partner.vn_first_order_date,
                partner.vn_last_order_date,
                partner.vn_order_count,
                partner.vn_purchase_cycle_days,
            ),
            (
                fields.Date.to_date(first) or False,
                fields.Date.to_date(last) or False,
                count,
                cycle,
            ),
        )

    # === What moves the facts ===
    def test_only_confirmed_orders_count(self):
        order = self.order(self.customer_person, user=self.user_all)
        self.assert_facts(self.customer_person, False, False, 0)
        order.action_quotation_sent()
        self.assert_facts(self.customer_person, False, False, 0)
        order.action_confirm()
        today = self.env.company._vn_today()
        self.assert_facts(self.customer_person, today, today, 1)

    def test_cancelling_falls_back(self):
        customer = self.customer_person
        self.order(customer, "2026-01-10")
        last = self.order(customer, "2026-03-01")
        self.assert_facts(customer, "2026-01-10", "2026-03-01", 2)
        last.with_user(self.user_all).action_cancel()
        self.assert_facts(customer, "2026-01-10", "2026-01-10", 1)
        # … and back: draft, confirmed again
        last.action_draft()
        self.assert_facts(customer, "2026-01-10", "2026-01-10", 1)

    def test_cancelling_the_only_order_means_never_ordered(self):
        order = self.order(self.customer_person, "2026-01-10")
        order.action_cancel()
        self.assert_facts(self.customer_person, False, False, 0)
        self.assertFalse(self.customer_person.vn_days_since_order)

    def test_orders_of_contacts_count_for_the_company_and_its_contacts(self):
        self.order(self.customer_company, "2026-01-10")
        self.order(self.customer_contact, "2026-02-10")
        for partner in (self.customer_company, self.customer_contact):
            self.assert_facts(partner, "2026-01-10", "2026-02-10", 2)
        new = self.Partner.create(
            {"name": "Lê Thị Mới", "parent_id": self.customer_company.id}
        )
        self.assert_facts(new, "2026-01-10", "2026-02-10", 2)

    def test_contact_that_moves_takes_its_orders_along(self):
        self.order(self.customer_company, "2026-01-10")
        self.order(self.customer_contact, "2026-02-10")
        self.customer_contact.parent_id = False
        self.assert_facts(self.customer_company, "2026-01-10", "2026-01-10", 1)
        self.assert_facts(self.customer_contact, "2026-02-10", "2026-02-10", 1)

    def test_order_given_to_another_customer(self):
        order = self.order(self.customer_person, "2026-01-10")
        order.partner_id = self.customer_company
        self.assert_facts(self.customer_person, False, False, 0)
        self.assert_facts(self.customer_company, "2026-01-10", "2026-01-10", 1)

    def test_merge_adds_up(self):
        other = self.Partner.create({"name": "Trần Thị Ánh (2)"})
        self.order(other, "2026-01-10")
        self.order(self.customer_person, "2026-02-10")
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (other | self.customer_person).ids, self.customer_person
        )
        self.assert_facts(self.customer_person, "2026-01-10", "2026-02-10", 2)

    def test_merge_into_contact_leaves_the_other_company(self):
        other = self.Partner.create({"name": "Công ty Khác", "is_company": True})
        person = self.Partner.create({"name": "Hùng", "parent_id": other.id})
        self.order(person, "2026-01-10")
        self.assertEqual(other.vn_order_count, 1)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (person | self.customer_contact).ids, self.customer_contact
        )
        self.assert_facts(self.customer_company, "2026-01-10", "2026-01-10", 1)
        self.assert_facts(other, False, False, 0)

    def test_import(self):
        fields_ = ["partner_id/.id", "state", "date_order", "order_line/product_id/.id"]
        result = (
            self.env["sale.order"]
            .with_context(import_file=True)
            .load(
                fields_,
                [
                    [
                        str(self.customer_person.id),
                        "sale",
                        f"2026-0{month}-05 03:00:00",
                        str(self.product.id),
                    ]
                    for month in (1, 2, 4)
                ],
            )
        )
        self.assertFalse(result["messages"])
        # 31 days, 59 days
        self.assert_facts(self.customer_person, "2026-01-05", "2026-04-05", 3, 45.0)

    def test_copy_takes_no_history(self):
        self.order(self.customer_person, "2026-01-10")
        self.assert_facts(self.customer_person.copy(), False, False, 0)

    # === Last contact ===
    def test_quotation_and_order_are_contacts(self):
        customer = self.customer_person
        self.assertFalse(customer.vn_last_contact_date)
        order = self.order(customer, user=self.user_all)
        self.assertEqual(customer.vn_last_contact_kind, "quotation")
        order.action_confirm()
        self.assertEqual(customer.vn_last_contact_kind, "order")
        self.assertEqual(customer.vn_last_contact_user_id, self.user_all)
        self.assertEqual(customer.action_vn_open_last_contact()["res_id"], order.id)
        self.assertIn(
            "Sales order",
            customer.with_context(lang="en_US").vn_last_contact_summary,
        )

    def test_imported_orders_are_no_contacts(self):
        order = self.env["sale.order"].with_user(self.user_all)
        order = order.with_context(import_file=True).create(
            {"partner_id": self.customer_person.id, "user_id": self.user_all.id}
        )
        self.assertTrue(order)
        self.assertFalse(self.customer_person.vn_last_contact_date)

    # === What they are ===
    def test_cycle_from_three_orders_on(self):
        customer = self.customer_person
        self.order(customer, "2026-01-01")
        self.order(customer, "2026-01-11")
        self.assertEqual(customer.vn_purchase_cycle_days, 0)
        self.order(customer, "2026-02-01")  # gaps: 10 and 21
        self.assertEqual(customer.vn_purchase_cycle_days, 15.5)
        self.order(customer, "2026-05-02")  # gaps: 10, 21 and 90
        self.assertEqual(customer.vn_purchase_cycle_days, 21)

    def test_cycle_is_the_median_gap(self):
        customer = self.customer_person
        orders = self.env["sale.order"].union(
            *(self.order(customer, f"2026-01-0{day}") for day in range(1, 7))
        )

        @settings(
            max_examples=100,
            deadline=None,
            suppress_health_check=[HealthCheck.function_scoped_fixture],
        )
        @given(st.lists(st.integers(0, 1500), min_size=6, max_size=6))
        def check(offsets):
            days = [date(2023, 1, 1) + timedelta(days=offset) for offset in offsets]
            self.env.cr.execute(
                SQL(
                    "UPDATE sale_order o SET date_order = new.day "
                    "FROM unnest(%s, %s::date[]) new(id, day) WHERE o.id = new.id",
                    orders.ids,
                    days,
                )
            )
            customer._vn_purchase_refresh()
            days.sort()
            gaps = [(b - a).days for a, b in pairwise(days)]
            self.assert_facts(customer, days[0], days[-1], 6, float(median(gaps)))

        check()

    def test_days_begin_in_the_company_s_time_zone(self):
        order = self.order(self.customer_person, "2026-01-10")
        order.date_order = "2026-01-31 16:59:59"
        self.assertEqual(str(self.customer_person.vn_last_order_date), "2026-01-31")
        order.date_order = "2026-01-31 17:00:00"  # midnight in Hà Nội
        self.assertEqual(str(self.customer_person.vn_last_order_date), "2026-02-01")

    def test_each_company_has_its_own(self):
        self.order(self.customer_person, "2026-01-10")
        self.order(self.customer_person, "2026-05-10", company=self.company_2)
        self.order(self.customer_person, "2026-06-10", company=self.company_2)
        one = self.customer_person.with_company(self.company)
        two = self.customer_person.with_company(self.company_2)
        self.assert_facts(one, "2026-01-10", "2026-01-10", 1)
        self.assert_facts(two, "2026-05-10", "2026-06-10", 2)
        found = self.env["res.partner"].search([("vn_order_count", "=", 2)])
        self.assertNotIn(self.customer_person, found)
        found = found.with_company(self.company_2).search([("vn_order_count", "=", 2)])
        self.assertIn(self.customer_person, found)

    # === Finding by them ===
    def test_days_since_order_is_set(self):
        never, today, old = (
            self.env["res.partner"].create({"name": name}) for name in "abc"
        )
        self.order(today).action_confirm()
        self.order(old, "2026-01-01")
        ours = never | today | old
        Partner = self.env["res.partner"].with_user(self.manager)

        def found(*term):
            return Partner.search([("vn_days_since_order", *term), *among])

        among = [("id", "in", ours.ids)]
        self.assertEqual(found("=", False), never)
        self.assertEqual(found("!=", False), today | old)
        self.assertEqual(found("=", 0), today)
        self.assertEqual(found("!=", 0), never | old)

    def test_days_since_last_order(self):
        Partner = self.env["res.partner"].with_user(self.user_all)
        today = self.env.company._vn_today()
        day_90, day_91 = (today - timedelta(days=days) for days in (90, 91))
        self.order(self.customer_person, str(day_90))
        self.order(self.customer_company, str(day_91))
        customers = self.customer_person | self.customer_company | self.collaborator

        def found(*conditions):
            return Partner.search([("id", "in", customers.ids), *conditions])

        person = self.customer_person.with_user(self.user_all)
        self.assertEqual(person.vn_days_since_order, 90)
        # exactly 90 days is not more than 90 days; never is no number at all
        self.assertEqual(found(("vn_days_since_order", ">", 90)), self.customer_company)
        self.assertEqual(
            found(("vn_last_order_date", "<", "today -90d")), self.customer_company
        )
        self.assertEqual(
            found(("vn_days_since_order", ">=", 90)),
            self.customer_person | self.customer_company,
        )
        self.assertEqual(found(("vn_days_since_order", "=", 90)), self.customer_person)
        self.assertEqual(found(("vn_days_since_order", "<", 91)), self.customer_person)
        self.assertFalse(found(("vn_days_since_order", "<=", 0)))
        self.assertEqual(found(("vn_order_count", "=", 0)), self.collaborator)
        with self.assertRaisesRegex(UserError, "whole number"):
            found(("vn_days_since_order", ">", "ninety"))

    def test_sort_and_group(self):
        self.order(self.customer_person, "2026-01-10")
        self.order(self.customer_company, "2026-03-10")
        Partner = self.env["res.partner"].with_user(self.manager)
        domain = [("id", "in", (self.customer_person | self.customer_company).ids)]
        self.assertEqual(
            Partner.search(domain, order="vn_last_order_date desc"),
            self.customer_company | self.customer_person,
        )
        self.assertEqual(
            Partner._read_group(domain, ["vn_last_order_date:month"], ["__count"]),
            [(date(2026, 1, 1), 1), (date(2026, 3, 1), 1)],
        )

    def test_number_opens_its_orders(self):
        first = self.order(self.customer_company, "2026-01-10")
        second = self.order(self.customer_contact, "2026-02-10")
        self.order(self.customer_company)  # a quotation
        self.order(self.customer_company, "2026-02-11", company=self.company_2)
        action = self.customer_contact.action_vn_view_confirmed_orders()
        self.assertEqual(
            self.env["sale.order"].search(action["domain"]), first | second
        )

    def test_a_counter_opens_its_list_or_has_no_link(self):
        order = self.order(self.customer_company, "2026-01-10")
        order.user_id = self.user_all
        self.assertEqual(self.customer_company.vn_order_count, 1)
        for user, readable in ((self.user_all, True), (self.user_own, False)):
            customer = self.as_user(self.customer_company, user)
            self.assertEqual(customer.vn_orders_readable, readable, user.login)
        self.assertFalse(self.as_user(self.customer_person).vn_orders_readable)

    def test_revenue_on_the_page(self):
        self.order(self.customer_company, "2026-01-10", quantity=2, user=self.user_own)
        self.order(self.customer_contact, "2026-02-10", user=self.user_own)
        self.order(self.customer_company, user=self.user_own)  # a quotation
        page = self.as_user(self.customer_company).vn_get_page()
        revenue = next(f for f in page["facts"] if f["name"] == "revenue")
        self.assertIn("3,000,000", revenue["value"])
        card = next(card for card in page["cards"] if card["name"] == "order")
        self.assertEqual(card["count"], 2)
        orders = self.as_user(self.env["sale.order"])
        self.assertEqual(orders.search_count(card["domain"]), 2)

    def test_an_order_may_be_begun(self):
        """By who may make orders; what opens it shows the customer already."""
        customer = self.customer_company
        document = self.as_user(customer)._vn_new_documents()["order"]
        self.assertEqual(document["model"], "sale.order")
        self.assertNotIn(
            "order", self.as_user(customer, self.employee)._vn_new_documents()
        )

    # === Repair, rights, cost ===
    def test_rebuild_finds_what_plain_sql_did(self):
        order = self.order(self.customer_person, "2026-01-10")
        self.env.flush_all()
        self.env.cr.execute(
            SQL("UPDATE sale_order SET state = 'cancel' WHERE id = %s", order.id)
        )
        self.env.invalidate_all()
        with self.enter_registry_test_mode():
            self.env.ref(
                "crm_vn_sale.ir_cron_repair_purchase_facts"
            ).method_direct_trigger()
        self.env.invalidate_all()
        self.assert_facts(self.customer_person, False, False, 0)

    def test_rebuild_agrees_with_what_was_kept(self):
        self.order(self.customer_company, "2026-01-10")
        self.order(self.customer_contact, "2026-02-10").action_cancel()
        self.order(self.customer_person, "2026-01-10", company=self.company_2)
        self.assertFalse(self.env["res.partner"]._vn_purchase_rebuild())

    def test_portal_reads_no_facts(self):
        portal = new_test_user(self.env, "vn_portal", groups="base.group_portal")
        partner = portal.partner_id.with_user(portal)
        for fact in PURCHASE_FACTS:
            with self.subTest(fact=fact), self.assertRaises(AccessError):
                partner.read([fact])

    def test_salesperson_without_the_right_on_the_other_contacts(self):
        self.order(self.customer_person, "2026-01-10")
        order = self.order(self.customer_person, user_id=self.user_own.id)
        order.with_user(self.user_own).action_confirm()
        self.assertEqual(self.customer_person.vn_order_count, 2)

    def test_many_customers_one_statement(self):
        partners = self.customer_person | self.customer_contact
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            partners._vn_purchase_refresh()

    def test_confirming_costs_few_queries_more_than_stock(self):
        """The facts, the last contact, and what the two have to know."""
        orders = self.env["sale.order"].union(
            *(self.order(self.customer_person) for _number in range(10))
        )
        orders.partner_id.user_id = orders.user_id = self.user_own
        for many in (orders[:1], orders):
            orders = many.with_user(self.user_own)
            with self.subTest(orders=len(many)):
                more = count_more_queries(orders.env, orders.action_confirm)
                self.assertLessEqual(more, 4)
        self.assertEqual(set(orders.mapped("state")), {"draft"})

    def test_stock_methods_are_stock(self):
        """What the comparison takes for stock Odoo keeps no facts."""
        order = self.order(self.customer_person)
        with stock_methods(self.env):
            order.action_confirm()
        self.env.invalidate_all()
        self.assertEqual(self.customer_person.vn_order_count, 0)
        order.action_cancel()
        order.action_draft()
        order.action_confirm()
        self.assertEqual(self.customer_person.vn_order_count, 1)

    def test_confirming_is_told_once_whatever_happens_meanwhile(self):
        """Core gives the order another customer while it is being confirmed."""
        order = self.order(self.customer_person)
        prepare = type(order)._prepare_confirmation_values

        def moved(this):
            return {**prepare(this), "partner_id": self.customer_company.id}

        with patch.object(type(order), "_prepare_confirmation_values", moved):
            order.action_confirm()
        self.assertEqual(self.customer_person.vn_order_count, 0)
        self.assertEqual(self.customer_company.vn_order_count, 1)
