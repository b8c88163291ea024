from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.search_operators import SearchOperatorsMixin

from .common import VnKpiCommon


@tagged("post_install", "-at_install")
class TestSearchOperators(SearchOperatorsMixin, VnKpiCommon):
    def test_every_operator(self):
        self.assertAnswersEveryOperator("crm_vn_kpi", self.huong)
