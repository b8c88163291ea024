from odoo.tests import tagged

from .common import VnPoolCommon


@tagged("post_install", "-at_install")
class TestMerge(VnPoolCommon):
    """Who has an owner is in no pool, whichever duplicate is kept."""

    def setUp(self):
        super().setUp()
        self.kept, self.gone = self._customer(10), self._customer(20)

    def _pool(self, customer):
        self._contacted(customer, 100)
        self.rule.warning_days = 0
        self._run()
        self.assertFalse(customer.user_id)
        self.assertEqual(customer.vn_pool_date, self.today)

    def test_one_with_an_owner_stays_with_that_owner(self):
        self._pool(self.gone)
        self.merge_into(self.kept, self.gone)
        self.assertEqual(self.kept.user_id, self.lan)
        self.assertFalse(self.kept.vn_pool_date)

    def test_one_in_the_pool_takes_the_owner_of_the_other(self):
        self._pool(self.kept)
        self.merge_into(self.kept, self.gone)
        self.assertEqual(self.kept.user_id, self.lan)
        self.assertFalse(self.kept.vn_pool_date)
        self.assertEqual(self.kept.vn_owner_date, self.today)

    def test_both_in_the_pool(self):
        self._pool(self.kept)
        self._pool(self.gone)
        self.merge_into(self.kept, self.gone)
        self.assertFalse(self.kept.user_id)
        self.assertEqual(self.kept.vn_pool_date, self.today)
        moves = self.env["crm.vn.pool.move"].search([("partner_id", "=", self.kept.id)])
        self.assertEqual(moves.mapped("kind"), ["pooled"] * 2, "of both")

    def test_a_warning_of_the_other_warns_nobody(self):
        self._contacted(self.gone, 88)
        self._run()
        self.assertEqual(self.gone.vn_pool_rule_id, self.rule)
        self.merge_into(self.kept, self.gone)
        self.assertFalse(self.kept.vn_pool_rule_id)
        self.assertFalse(self.kept.vn_pool_warned_date)
