from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase
from odoo.addons.crm_vn_kpi.tests.common import VnKpiCommon


@tagged("post_install", "-at_install")
class TestDeskSaleTours(VnKpiCommon, VnTourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = cls.company._vn_today()
        lead = cls.env["crm.lead"].create(
            {
                "name": "Bàn họp 12 chỗ",
                "type": "opportunity",
                "partner_id": cls.hoa.id,
                "user_id": cls.lan.id,
                "company_id": cls.company.id,
                "expected_revenue": 25_000_000,
            }
        )
        lead._vn_as_engine().write(
            {"vn_handling_deadline": fields.Datetime.now() + timedelta(hours=3)}
        )
        cls.env["crm.vn.contract"].create(
            {
                "partner_id": cls.hoa.id,
                "company_id": cls.company.id,
                "user_id": cls.lan.id,
                "start_date": today - timedelta(days=300),
                "signed_date": today - timedelta(days=300),
                "end_date": today + timedelta(days=12),
                "status_id": cls.env["crm.vn.contract.status"]
                .search([("meaning", "=", "active")], limit=1)
                .id,
            }
        )

    def test_salesperson(self):
        self.run_tour_everywhere(
            "/odoo/customer-desk", "crm_vn_desk_sale", self.lan.login
        )

    def test_manager(self):
        self.run_tour_everywhere(
            "/odoo/customer-desk", "crm_vn_desk_sale_manager", self.huong.login
        )
