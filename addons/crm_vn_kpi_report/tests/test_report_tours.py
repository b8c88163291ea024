from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnKpiReportCommon


@tagged("post_install", "-at_install")
class TestReportTours(VnKpiReportCommon, VnTourCase):
    def test_customer_kpi(self):
        self.run_tour_everywhere(
            "/odoo/customer-kpi", "crm_vn_kpi_customer_kpi", "kpi_huong"
        )

    def test_empty(self):
        self.run_tour_everywhere(
            "/odoo/customer-kpi",
            "crm_vn_kpi_customer_kpi_empty",
            "kpi_lan",
            sizes=["360x640"],
            langs=["vi_VN"],
        )

    def test_analysis(self):
        self.run_tour_everywhere(
            "/odoo/customer-kpi-analysis",
            "crm_vn_kpi_analysis",
            "kpi_huong",
            langs=["vi_VN"],
        )
