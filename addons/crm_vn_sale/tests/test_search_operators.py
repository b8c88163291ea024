from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.search_operators import SearchOperatorsMixin

from .common import VnSaleCommon


@tagged("post_install", "-at_install")
class TestSearchOperators(SearchOperatorsMixin, VnSaleCommon):
    def test_every_operator(self):
        self.assertAnswersEveryOperator("crm_vn_sale", self.manager)
