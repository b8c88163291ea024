from odoo.tests import new_test_user, tagged

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon, VnTourCase
from odoo.addons.crm_vn_import.tests.import_common import xlsx


@tagged("post_install", "-at_install")
class TestImportQueueTour(VnCustomerCommon, VnTourCase):
    def test_a_long_list_from_the_menu(self):
        new_test_user(
            self.env,
            login="vn_queue_tour",
            groups="sales_team.group_sale_salesman,base.group_partner_manager",
        )
        self.env.company.vn_import_background_rows = 2
        rows = [[f"Hà Chờ {n}", f"091200050{n}"] for n in range(4)]
        self.env["ir.attachment"].create(
            {
                "name": "customers.xlsx",
                "url": "/crm_vn_import_queue_test/customers.xlsx",
                "raw": xlsx(["Tên KH", "Điện thoại"], *rows),
                "public": True,
            }
        )
        self.run_tour_everywhere(
            "/odoo/vn-customers", "crm_vn_import_queue", "vn_queue_tour"
        )
        record = self.env["crm.vn.import"].search([], limit=1)
        self.assertEqual((record.state, record.total_count), ("cancelled", 4))
        self.assertFalse(
            self.env["res.partner"].search_count([("name", "like", "Hà Chờ")])
        )
