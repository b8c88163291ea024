import doctest

from odoo.tests import TransactionCase, tagged

from odoo.addons.crm_vn_contract.tools import terms


@tagged("post_install", "-at_install")
class TestTerms(TransactionCase):
    def test_examples(self):
        result = doctest.testmod(terms)
        self.assertEqual(result.failed, 0)
        self.assertGreater(result.attempted, 10)
