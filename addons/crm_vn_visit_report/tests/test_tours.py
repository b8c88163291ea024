from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase
from odoo.addons.crm_vn_visit.tests.common import VnVisitCommon


@tagged("post_install", "-at_install")
class TestTours(VnTourCase, VnVisitCommon):
    """The report: a number opens its visits."""

    def plan(self, *_size_and_lang):
        self.Visit.search([("user_id", "=", self.user_own.id)]).unlink()
        for shop in self.shops[:2]:
            self.Visit._vn_as_engine().create(
                {
                    "partner_id": shop.id,
                    "user_id": self.user_own.id,
                    "route_id": self.route.id,
                    "is_planned": True,
                }
            )

    def test_the_report(self):
        self.run_tour_everywhere(
            "/odoo/vn-visit-coverage",
            "crm_vn_visit_report_tour",
            login=self.user_own.login,
            before=self.plan,
        )
