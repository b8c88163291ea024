from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import VnTierCommon


@tagged("post_install", "-at_install")
class TestTier(VnTierCommon):
    # === Getting there ===
    def test_threshold_to_the_dong(self):
        for amount, tier in (
            (499_999_999, self.silver),
            (500_000_000, self.gold),
            (500_000_001, self.gold),
        ):
            with self.subTest(amount=amount):
                partner = self.customer.copy({"name": str(amount)})
                self.sell(partner, amount)
                self.assertEqual(partner.vn_tier_id, tier)

    def test_keep_threshold_to_the_dong(self):
        today = self.env.company._vn_today()
        for amount, tier in (
            (399_999_999, self.silver),
            (400_000_000, self.gold),
            (400_000_001, self.gold),
        ):
            with self.subTest(amount=amount):
                partner = self.customer.copy({"name": str(amount)})
                old = self.sell(partner, 500_000_000)
                partner._vn_tier_review()
                self.assertEqual(partner.vn_tier_id, self.gold)
                old.date_order = f"{today - timedelta(days=800)} 05:00:00"
                self.sell(partner, amount)
                # lowered by a review only
                self.assertEqual(partner.vn_tier_id, self.gold)
                partner._vn_tier_review()
                self.assertEqual(partner.vn_tier_id, tier)

    def test_cancelled_order(self):
        order = self.sell(self.customer, 500_000_000)
        self.assertEqual(self.customer.vn_tier_id, self.gold)
        order.action_cancel()
        # reached since the last review, so it is taken back at once
        self.assertFalse(self.customer.vn_tier_id)

    def test_cancelled_after_the_review_waits_for_the_next(self):
        order = self.sell(self.customer, 500_000_000)
        self.customer._vn_tier_review()
        order.action_cancel()
        self.assertEqual(self.customer.vn_tier_id, self.gold)
        move = self.customer._vn_tier_review()
        self.assertFalse(self.customer.vn_tier_id)
        self.assertEqual((move.direction, move.cause), ("down", "review"))
        self.assertEqual(move.from_id, self.gold)

    def test_a_company_that_fails_stops_no_other(self):
        order = self.sell(self.customer, 500_000_000)
        self.customer._vn_tier_review()
        order.action_cancel()
        model = type(self.env["res.partner"])
        run = model._vn_tier_run_everyone
        first = self.env["res.company"].search([], limit=1)
        self.assertNotEqual(first, self.company_vn)

        def fail(partners, company, *args):
            if company == first:
                raise ValueError("Dữ liệu hỏng")
            return run(partners, company, *args)

        self.patch(model, "_vn_tier_run_everyone", fail)
        cron = self.env.ref("crm_vn_tier.ir_cron_review_tiers")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertFalse(self.customer.vn_tier_id)
        failure = self.env["crm.vn.cron.failure"].search([("cron_id", "=", cron.id)])
        self.assertEqual(failure.mapped("res_id"), first.ids)
        self.assertEqual(failure.reason, "Dữ liệu hỏng")

    def test_window_across_a_leap_day(self):
        self.sell(self.customer, 500_000_000, "2024-02-29")

        def tier_on(day):
            self.customer._vn_tier_review(fields.Date.to_date(day))
            return self.customer.vn_tier_id

        self.assertEqual(tier_on("2024-02-28"), self.env["crm.vn.tier"])
        self.assertEqual(tier_on("2024-02-29"), self.gold)
        self.assertEqual(tier_on("2025-02-28"), self.gold)
        self.assertEqual(tier_on("2025-03-01"), self.env["crm.vn.tier"])

    def test_two_currencies(self):
        usd = self.env.ref("base.USD")
        usd.active = True
        today = self.env.company._vn_today()
        self.env["res.currency.rate"].create(
            {
                "currency_id": usd.id,
                "company_id": self.company_vn.id,
                "name": today - timedelta(days=400),
                "inverse_company_rate": 25_000,
            }
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "USD", "currency_id": usd.id}
        )
        order = self.sell(self.customer, 7_999.99, pricelist_id=pricelist.id)
        self.assertEqual(order.currency_id, usd)
        self.assertFalse(self.customer.vn_tier_id)  # 199,999,750 ₫
        self.sell(self.customer, 250)
        self.assertEqual(self.customer.vn_tier_id, self.silver)

    def test_number_of_orders(self):
        self.silver.write(
            {"criterion": "orders", "entry_threshold": 3, "keep_threshold": 2}
        )
        self.gold.active = False
        self.sell(self.customer, 1)
        self.sell(self.customer, 1)
        self.assertFalse(self.customer.vn_tier_id)
        order = self.sell(self.customer, 1)
        self.assertEqual(self.customer.vn_tier_id, self.silver)
        self.customer._vn_tier_review()
        order.action_cancel()
        self.customer._vn_tier_review()
        self.assertEqual(self.customer.vn_tier_id, self.silver)  # two keep it

    # === Staying there ===
    def test_locked_until(self):
        today = self.env.company._vn_today()
        order = self.sell(self.customer, 500_000_000)
        self.customer._vn_tier_review()
        self.customer.with_user(self.manager).write(
            {
                "vn_tier_mode": "locked",
                "vn_tier_lock_until": today,
                "vn_tier_lock_reason": "Khách chiến lược",
            }
        )
        order.action_cancel()
        self.customer._vn_tier_review()
        self.assertEqual(self.customer.vn_tier_id, self.gold)
        self.customer._vn_tier_review(today + timedelta(days=1))
        self.assertFalse(self.customer.vn_tier_id)

    def test_lock_needs_a_reason(self):
        customer = self.customer.with_user(self.manager)
        with self.assertRaisesRegex(ValidationError, "without a reason"):
            customer.vn_tier_mode = "locked"
        customer.write({"vn_tier_mode": "locked", "vn_tier_lock_reason": "Đại lý"})
        with self.assertRaisesRegex(ValidationError, "without a reason"):
            customer.vn_tier_lock_reason = " "

    def test_copy_moves_nobody(self):
        self.sell(self.customer, 500_000_000)
        self.customer._vn_tier_review()
        tier = self.customer.vn_tier_id
        self.assertTrue(tier)
        copies = (self.silver | self.gold).with_user(self.manager).copy()
        self.customer._vn_tier_review()
        self.assertEqual(self.customer.vn_tier_id, tier)
        self.assertEqual(copies.mapped("is_automatic"), [False, False])
        self.assertEqual(copies.mapped("partner_count"), [0, 0])

    def test_set_by_hand(self):
        customer = self.customer.with_user(self.manager)
        customer.write({"vn_tier_id": self.silver.id, "vn_tier_mode": "manual"})
        self.sell(self.customer, 900_000_000)
        self.customer._vn_tier_review()
        self.assertEqual(self.customer.vn_tier_id, self.silver)
        move = self.env["crm.vn.tier.move"].search(
            [("partner_id", "=", self.customer.id)]
        )
        self.assertEqual((move.cause, move.user_id), ("hand", self.manager))

    def test_tier_that_is_only_given_by_hand(self):
        partner_tier = self.env["crm.vn.tier"].create(
            {"name": "Partner", "sequence": 5, "is_automatic": False}
        )
        self.customer.vn_tier_id = partner_tier
        self.sell(self.customer, 900_000_000)
        self.customer._vn_tier_review()
        self.assertEqual(self.customer.vn_tier_id, partner_tier)

    def test_only_managers_set_it(self):
        with self.assertRaisesRegex(AccessError, "sales managers"):
            self.customer.with_user(self.user_all).vn_tier_id = self.gold

    def test_contacts_follow_their_company(self):
        self.sell(self.contact, 500_000_000)
        self.assertEqual(self.organisation.vn_tier_id, self.gold)
        self.assertEqual(self.contact.vn_tier_id, self.gold)
        new = self.env["res.partner"].create(
            {"name": "Người mới", "parent_id": self.organisation.id}
        )
        self.assertEqual(new.vn_tier_id, self.gold)
        self.organisation.with_user(self.manager).vn_tier_id = self.silver
        self.assertEqual(self.contact.vn_tier_id, self.silver)

    def test_each_company_has_its_own(self):
        self.sell(self.customer, 500_000_000)
        other = self.customer.with_company(self.company)
        self.assertEqual(self.customer.vn_tier_id, self.gold)
        self.assertFalse(other.vn_tier_id)
        self.gold.company_id = self.company_vn
        self.env.user.company_ids += self.company
        self.sell(self.customer, 600_000_000, company=self.company)
        self.assertEqual(other.vn_tier_id, self.silver)  # Gold is not this company's

    # === What it gives ===
    def test_pricelist_is_derived(self):
        draft = self.env["sale.order"].create({"partner_id": self.customer.id})
        stock = draft.pricelist_id
        sold = self.sell(self.customer, 500_000_000)
        self.assertEqual(self.customer.property_product_pricelist, self.pricelist_gold)
        self.assertFalse(self.customer.specific_property_product_pricelist)
        order = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "order_line": [(0, 0, {"product_id": self.product.id})],
            }
        )
        self.assertEqual(order.pricelist_id, self.pricelist_gold)
        self.assertEqual(order.order_line.discount, 5)
        self.assertEqual(order.amount_untaxed, 950_000)
        # what was confirmed before keeps its prices, and so do quotations
        self.assertNotEqual(sold.pricelist_id, self.pricelist_gold)
        self.assertEqual(draft.pricelist_id, stock)
        # nothing is left behind
        sold.action_cancel()
        self.customer.invalidate_recordset()
        self.assertFalse(self.customer.vn_tier_id)
        self.assertEqual(self.customer.property_product_pricelist, stock)

    def test_own_pricelist_wins(self):
        own = self._pricelist("Riêng", 20)
        self.customer.property_product_pricelist = own
        self.sell(self.customer, 500_000_000)
        self.assertEqual(self.customer.vn_tier_id, self.gold)
        self.assertEqual(self.customer.property_product_pricelist, own)

    # === Why ===
    def test_sentence(self):
        diamond = self._tier("Diamond", 30, 1_000_000_000, 900_000_000, "gold")
        today = self.env.company._vn_today()
        self.sell(self.customer, 612_400_000)
        customer = self.customer.with_user(self.user_all).with_context(lang="en_US")
        # the last day on which the order is in the window of 12 months: one of
        # 29 February leaves it on 1 March
        gone = today + timedelta(days=(today.month, today.day) == (2, 29))
        until = gone.replace(year=gone.year + 1) - timedelta(days=1)
        self.assertEqual(
            customer.vn_tier_explanation.replace("\xa0", " "),
            "Gold: 612,400,000 ₫ net in 12 months ≥ 500,000,000 ₫; kept until "
            f"{until:%m/%d/%Y}; 387,600,000 ₫ more to Diamond",
        )
        self.assertAlmostEqual(customer.vn_tier_progress, 61.24)
        diamond.active = False
        customer.invalidate_recordset()
        self.assertEqual(customer.vn_tier_progress, 100)

    def test_sentence_without_tier(self):
        customer = self.customer.with_context(lang="en_US")
        self.assertEqual(
            customer.vn_tier_explanation.replace("\xa0", " "),
            "No tier; 200,000,000 ₫ more to Silver",
        )
        self.assertEqual(customer.vn_tier_progress, 0)

    def test_history_says_why(self):
        self.sell(self.customer, 500_000_000)
        move = self.env["crm.vn.tier.move"].search(
            [("partner_id", "=", self.customer.id)]
        )
        self.assertEqual((move.direction, move.to_id), ("up", self.gold))
        self.assertEqual(
            move.with_context(lang="en_US").reason.replace("\xa0", " "),
            "Order, invoice or payment: Net confirmed sales of 12 months is "
            "500,000,000 ₫, needed 500,000,000 ₫",
        )

    def test_tier_in_use_is_not_deleted(self):
        self.sell(self.customer, 500_000_000)
        with self.assertRaisesRegex(UserError, "archive"):
            self.gold.unlink()
        self.gold.active = False
        self.customer._vn_tier_review()
        self.assertEqual(self.customer.vn_tier_id, self.silver)

    def test_group_by_tier_and_lead(self):
        self.sell(self.customer, 500_000_000)
        Partner = self.env["res.partner"].with_user(self.user_all)
        groups = Partner._read_group(
            [("id", "in", (self.customer | self.organisation).ids)],
            ["vn_tier_id"],
            ["__count"],
        )
        self.assertEqual(
            {tier.id: count for tier, count in groups}, {self.gold.id: 1, False: 1}
        )
        lead = self.env["crm.lead"].create(
            {"name": "Cơ hội", "partner_id": self.customer.id}
        )
        self.assertEqual(lead.vn_tier_id, self.gold)
        self.assertEqual(self.gold.partner_count, 1)

    # === What a change costs ===
    def test_preview_writes_nothing_and_equals_apply(self):
        self.sell(self.customer, 300_000_000)
        self.sell(self.organisation, 600_000_000)
        (self.customer | self.organisation)._vn_tier_review()
        wizard = self.env["crm.vn.tier.preview"].with_user(self.manager).create({})
        gold = wizard.rule_ids.filtered(lambda rule: rule.tier_id == self.gold)
        gold.write({"entry_threshold": 300_000_000, "keep_threshold": 250_000_000})
        silver = wizard.rule_ids - gold
        silver.write({"entry_threshold": 250_000_000, "keep_threshold": 250_000_000})
        wizard.action_preview()
        self.assertEqual(self.gold.entry_threshold, 500_000_000)
        self.assertEqual(self.customer.vn_tier_id, self.silver)
        self.assertEqual((wizard.up_count, wizard.down_count), (1, 0))
        # 2 % more of 300 million
        self.assertEqual(wizard.cost, 6_000_000)
        previewed = wizard.move_ids.mapped(
            lambda move: (move.partner_id, move.from_id, move.to_id)
        )
        action = wizard.action_apply()
        moves = self.env["crm.vn.tier.move"].search(action["domain"])
        self.assertEqual(
            moves.mapped(lambda move: (move.partner_id, move.from_id, move.to_id)),
            previewed,
        )
        self.assertEqual(self.gold.entry_threshold, 300_000_000)
        self.assertEqual(self.customer.vn_tier_id, self.gold)

    def test_cron_twice(self):
        order = self.sell(self.customer, 500_000_000)
        self.env.flush_all()
        cron = self.env.ref("crm_vn_tier.ir_cron_review_tiers")
        Move = self.env["crm.vn.tier.move"]
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.customer.vn_tier_base_id, self.gold)
        order.action_cancel()
        before = Move.search_count([])
        for _run in range(2):
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertFalse(self.customer.vn_tier_id)
        self.assertEqual(Move.search_count([]), before + 1)
