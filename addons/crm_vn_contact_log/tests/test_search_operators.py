from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon
from odoo.addons.crm_vn_customer.tests.search_operators import SearchOperatorsMixin


@tagged("post_install", "-at_install")
class TestSearchOperators(SearchOperatorsMixin, VnCustomerCommon):
    def test_every_operator(self):
        self.assertAnswersEveryOperator("crm_vn_contact_log", self.manager)
