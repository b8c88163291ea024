from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.search_operators import SearchOperatorsMixin

from .common import VnContractCommon


@tagged("post_install", "-at_install")
class TestSearchOperators(SearchOperatorsMixin, VnContractCommon):
    def test_every_operator(self):
        self.assertAnswersEveryOperator("crm_vn_contract", self.huong)
