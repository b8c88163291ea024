from itertools import pairwise

from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnSaleCommon


@tagged("post_install", "-at_install")
class TestTours(VnTourCase, VnSaleCommon):
    def test_generate_quotations(self):
        Order = self.env["sale.order"]
        customers = self.customer_company | self.customer_person
        (
            self.env["res.partner"].search([("vn_relationship_id", "!=", False)])
            - customers
        ).vn_relationship_id = False
        made = []

        def before(size, lang):
            made.append(Order.search_count([("partner_id", "in", customers.ids)]))

        self.run_tour_everywhere(
            "/odoo/vn-customers",
            "crm_vn_sale_generate_tour",
            login=self.manager.login,
            before=before,
        )
        before(None, None)
        # two from the list of the desktop, one from the form of the phone
        steps = [b - a for a, b in pairwise(made)]
        self.assertEqual(steps, [2, 1])
