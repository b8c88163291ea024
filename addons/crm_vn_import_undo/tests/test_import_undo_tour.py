from odoo.tests import new_test_user, tagged

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon, VnTourCase
from odoo.addons.crm_vn_import.tests.import_common import xlsx


@tagged("post_install", "-at_install")
class TestImportUndoTour(VnCustomerCommon, VnTourCase):
    def test_test_import_file_undo_and_see(self):
        """A list is tested and imported; its failed rows, its undo, its customers."""
        importer = new_test_user(
            self.env,
            login="vn_undo_tour",
            groups="sales_team.group_sale_manager,base.group_partner_manager",
        )
        known = self.env["res.partner"].create(
            {
                "name": "Hà Đã Có",
                "phone": "+84 912 000 601",
                "vn_relationship_id": self.relationship_new.id,
            }
        )
        self.env["ir.attachment"].create(
            {
                "name": "list.xlsx",
                "url": "/crm_vn_import_undo_test/list.xlsx",
                "raw": xlsx(
                    ["Tên KH", "Điện thoại", "MST"],
                    ["Công ty Tua", "0912000602", ""],
                    ["Hà Đã Có", "0912000601 / 0912000603", ""],
                    ["Hà Sai", "", "12"],
                ),
                "public": True,
            }
        )

        def check_and_undo():
            undone, made = self.env["crm.vn.import"].search(
                [("user_id", "=", importer.id)], order="id", limit=2
            )
            self.assertEqual((undone.state, made.state), ("undone", "done"))
            self.assertEqual(known.vn_phone2, "+84 912 000 603")
            made.with_user(importer).action_undo()
            self.assertFalse(known.vn_phone2)
            (undone + made).unlink()

        self.run_tour_everywhere(
            "/odoo/vn-customers",
            "crm_vn_import_undo",
            "vn_undo_tour",
            after=check_and_undo,
        )
