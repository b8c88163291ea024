from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon, VnTourCase


@tagged("post_install", "-at_install")
class TestVcardTour(VnCustomerCommon, VnTourCase):
    def test_vcard(self):
        """Odoo's import dialog is hidden on phones."""

        def forget(_size, _lang):
            self.env["res.partner"].search([("name", "like", "Vòng Gia")]).unlink()

        self.run_tour_everywhere(
            "/odoo/vn-customers",
            "crm_vn_import_vcard",
            login="vn_manager",
            sizes=["1280x800"],
            before=forget,
        )
        self.assertEqual(
            self.env["res.partner"].search_count([("name", "like", "Vòng Gia")]), 2
        )
