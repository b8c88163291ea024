from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged
from odoo.tools import SQL

from ..tools.tier import Rule, target, window_value
from .common import VnTierCommon

DAYS = st.integers(0, 900)
# up to 400 million, negative ones among them
AMOUNTS = st.integers(-2_000, 4_000).map(lambda number: number * 100_000)
TODAY = date(2026, 11, 23)


@tagged("post_install", "-at_install")
class TestReplay(VnTierCommon):
    def test_same_documents_in_any_order(self):
        """SQL gives what the arithmetic says, whatever came first."""
        orders = self.env["sale.order"].union(
            *(self.sell(self.customer, 1) for _number in range(3))
        )
        rules = [
            Rule(12, tier.entry_threshold, tier.keep_threshold)
            for tier in (self.silver, self.gold)
        ]
        tiers = [self.env["crm.vn.tier"], self.silver, self.gold]
        document = st.tuples(DAYS, AMOUNTS)
        scope = self.customer._vn_tier_scope(self.customer.ids)

        def put(order, day, amount):
            self.env.cr.execute(
                SQL(
                    "UPDATE sale_order SET state = 'sale', date_order = %s, "
                    "amount_untaxed = %s WHERE id = %s",
                    f"{day} 05:00:00",
                    amount,
                    order.id,
                )
            )
            self.env["res.partner"]._vn_tier_run_company(
                self.company_vn, scope, "document", TODAY
            )

        def replay(facts, sequence):
            self.env.cr.execute(
                SQL(
                    "UPDATE sale_order SET state = 'cancel' WHERE id IN %s",
                    tuple(orders.ids),
                )
            )
            self.env.cr.execute(
                SQL(
                    "UPDATE res_partner SET vn_tier_id = NULL, vn_tier_base_id = NULL "
                    "WHERE id = %s",
                    self.customer.id,
                )
            )
            self.env.invalidate_all()
            for number in sequence:
                put(orders[number], *facts[number])
            self.env["res.partner"]._vn_tier_run_company(
                self.company_vn, scope, "review", TODAY
            )
            return self.customer.vn_tier_id

        @settings(
            max_examples=300,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(
            st.lists(document, min_size=3, max_size=3),
            st.permutations(range(3)),
        )
        def check(documents, sequence):
            facts = [(TODAY - timedelta(days=day), amount) for day, amount in documents]
            values = [window_value(facts, TODAY, rule.months) for rule in rules]
            expected = tiers[target(values, rules, 0)]
            self.assertEqual(replay(facts, sequence), expected)

        check()
