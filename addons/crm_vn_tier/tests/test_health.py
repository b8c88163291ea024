from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import VnTierCommon


@tagged("post_install", "-at_install")
class TestHealth(VnTierCommon):
    """Who has less than he reached is found, as of any day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # a sample of a company with many customers may miss it
        cls.env.cr.execute(
            "UPDATE res_partner SET vn_order_count = NULL, vn_tier_id = NULL"
        )
        cls.env.invalidate_all()
        cls.sell(cls.customer, 600_000_000)
        cls.env.flush_all()
        cls.customer._vn_purchase_refresh()
        cls.check = staticmethod(cls.env["crm.vn.health"]._vn_check_tier)

    def lose_tier(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET vn_tier_id = NULL WHERE id = %s",
            [self.customer.id],
        )
        self.env.invalidate_all()

    def forget_moves(self):
        self.env.cr.execute(
            "UPDATE crm_vn_tier_move SET date = date - 30 WHERE partner_id = %s",
            [self.customer.id],
        )

    def test_lost_by_plain_sql(self):
        self.assertEqual(self.customer.vn_tier_id, self.gold)
        self.assertEqual(self.check()[0], 0, "who rose today may fall at the review")
        self.forget_moves()
        self.assertEqual(self.check(), (1, self.customer.browse()))
        self.lose_tier()
        self.assertEqual(self.check(), (1, self.customer))
        self.assertFalse(self.customer.vn_tier_id, "it is left for the repair")

    def test_as_of_the_day_of_a_backup(self):
        """What was right on that day is not wrong because months went by."""
        self.forget_moves()
        self.lose_tier()
        health = self.env["crm.vn.health"]
        today = self.company_vn._vn_today()
        found = [
            any(line.startswith("tier: 1 of 1 ") for line in health._vn_recount(day))
            for day in map(
                fields.Date.to_string,
                (today - timedelta(days=20), today, today + timedelta(days=900)),
            )
        ]
        # not bought yet, reached, out of the window
        self.assertEqual(found, [False, True, False])
