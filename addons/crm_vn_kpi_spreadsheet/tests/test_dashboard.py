import json

from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase
from odoo.addons.crm_vn_kpi_report.tests.common import VnKpiReportCommon


@tagged("post_install", "-at_install")
class TestDashboard(VnKpiReportCommon, VnTourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dashboard = cls.env.ref(
            "crm_vn_kpi_spreadsheet.spreadsheet_dashboard_customer_kpi"
        )

    def _get_sources(self):
        """Yield (model, domain, fields) of what the dashboard reads."""
        book = json.loads(self.dashboard.spreadsheet_data)
        for pivot in book["pivots"].values():
            names = [m["fieldName"] for m in pivot["measures"]]
            names += [row["fieldName"] for row in pivot["rows"] + pivot["columns"]]
            yield pivot["model"], pivot["domain"], names
        for sheet in book["sheets"]:
            for figure in sheet["figures"]:
                if "metaData" in figure["data"]:
                    data = figure["data"]["metaData"]
                    names = [data["measure"], data["groupBy"][0].split(":")[0]]
                    domain = figure["data"]["searchParams"]["domain"]
                    yield data["resModel"], domain, names

    def test_sources_can_be_read(self):
        codes = set(self.env["crm.vn.kpi.metric"].search([]).mapped("code"))
        sources = list(self._get_sources())
        self.assertEqual(len(sources), 13)
        for model, domain, names in sources:
            lines = self.env[model].with_user(self.huong)
            self.assertLessEqual(set(names), lines._fields.keys())
            lines = lines.with_context(allowed_company_ids=self.company.ids)
            self.assertTrue(lines.search_count(domain), domain)
            for condition in Domain(domain).iter_conditions():
                value = condition.value
                wanted = {value} if isinstance(value, str) else set(value)
                self.assertLessEqual(wanted, codes)

    def test_who_may_open_it(self):
        own = self.dashboard.with_user(self.lan)
        self.assertEqual(own.name, "Customer KPI")
        employee = self._make_user("kpi_nobody", "base.group_user")
        with self.assertRaises(AccessError):
            self.dashboard.with_user(employee).read(["name"])

    def test_it_loads(self):
        self.run_tour_everywhere(
            f"/odoo/dashboards?dashboard_id={self.dashboard.id}",
            "crm_vn_kpi_spreadsheet_dashboard",
            "kpi_huong",
            langs=["vi_VN"],
        )
