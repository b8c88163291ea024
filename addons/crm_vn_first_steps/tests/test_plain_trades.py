import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.crm_vn_first_steps.tools import trades


@tagged("post_install", "-at_install")
class TestTrades(BaseCase):
    def test_examples(self):
        self.assertEqual(doctest.testmod(trades).failed, 0)

    def test_both_names_and_a_parent_for_groups(self):
        for row in trades.entries().values():
            self.assertTrue(row["name_en"] and row["name_vi"], row)
            is_group = row["model"] == "crm.vn.customer.group"
            self.assertEqual(bool(row["parent"]), is_group, row)
