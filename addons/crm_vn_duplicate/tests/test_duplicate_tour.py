from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon, VnTourCase


@tagged("post_install", "-at_install")
class TestDuplicateTour(VnCustomerCommon, VnTourCase):
    def test_duplicates(self):
        one, other = self.Partner.create(
            [
                {
                    "name": name,
                    "phone": "0977 111 321",
                    "vn_relationship_id": self.relationship_customer.id,
                }
                for name in ("Khách Trùng Một", "Khách Trùng Hai")
            ]
        )

        def remind(_size, _lang):
            self.env["crm.vn.not.duplicate"].search([]).unlink()

        self.run_tour_everywhere(
            f"/odoo/vn-customers/{other.id}",
            "crm_vn_duplicate",
            login="vn_manager",
            before=remind,
        )
        self.assertFalse(one._vn_get_duplicates())
