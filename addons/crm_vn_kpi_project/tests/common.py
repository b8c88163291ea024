from odoo.addons.crm_vn_kpi_report.tests.common import VnKpiReportCommon


class VnKpiProjectCommon(VnKpiReportCommon):
    """The facts of January 2027, and a project with a task for a customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("project.group_project_user").user_ids += (
            cls.lan | cls.minh | cls.huong
        )
        cls.project = cls.env["project.project"].create(
            {
                "name": "Lắp đặt bàn ghế",
                "company_id": cls.company.id,
                "privacy_visibility": "employees",
            }
        )
        cls.task = cls.env["project.task"].create(
            {
                "name": "Đo đạc",
                "project_id": cls.project.id,
                "partner_id": cls.hoa.id,
                "user_ids": [(6, 0, cls.lan.ids)],
            }
        )
