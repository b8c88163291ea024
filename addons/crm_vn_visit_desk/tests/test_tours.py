from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase
from odoo.addons.crm_vn_visit.tests.common import VnVisitCommon


@tagged("post_install", "-at_install")
class TestTours(VnTourCase, VnVisitCommon):
    """From the desk into the day."""

    def plan(self, *_size_and_lang):
        self.Visit.search([("user_id", "=", self.user_own.id)]).unlink()
        self.Visit.create(
            [
                {"partner_id": shop.id, "user_id": self.user_own.id, "sequence": place}
                for place, shop in enumerate(self.shops[:2])
            ]
        )

    def test_the_route_of_today(self):
        self.run_tour_everywhere(
            "/odoo/customer-desk",
            "crm_vn_visit_desk_tour",
            login=self.user_own.login,
            before=self.plan,
        )
