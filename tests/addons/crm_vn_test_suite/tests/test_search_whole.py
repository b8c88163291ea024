from odoo.tests import TransactionCase, tagged

from odoo.addons.crm_vn_customer.tests.search_operators import SearchOperatorsMixin

from .common import MANAGER, SALESPERSON, is_ours


@tagged("post_install", "-at_install")
class TestSearchWhole(SearchOperatorsMixin, TransactionCase):
    """The filter editor offers no condition that ends in an error or lies."""

    def test_every_operator_of_every_addon(self):
        searched = {
            field._module
            for model in self.env.registry.values()
            for field in model._fields.values()
            if isinstance(field.search, str) and is_ours(field._module)
        }
        self.assertGreater(len(searched), 8)
        for login in (MANAGER, SALESPERSON):
            user = self.env["res.users"].search([("login", "=", login)])
            for module in sorted(searched):
                with self.subTest(login=login, addon=module):
                    self.assertAnswersEveryOperator(module, user)
