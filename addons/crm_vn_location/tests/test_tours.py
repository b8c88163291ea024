from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnLocationCommon


@tagged("post_install", "-at_install")
class TestTours(VnTourCase, VnLocationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # nothing but the tour's own customers is asked about
        cls.env["res.partner"].with_context(active_test=False).search([]).write(
            {"country_id": cls.env.ref("base.be").id}
        )
        values = {
            "name": "Khách của tua",
            "vn_relationship_id": cls.relationship_new.id,
            "country_id": cls.vietnam.id,
        }
        cls.guest = cls.Partner.create(
            {**values, "street": "12 Lý Thái Tổ, P. Bến Nghé, Q.1, TP.HCM"}
        )
        cls.other = cls.Partner.create(
            {**values, "street": "Xã Đặng Xá, Huyện Gia Lâm, Hà Nội"}
        )

    def test_area(self):
        def before(size, lang):
            self.env["crm.vn.area"].search([("name", "=", "Vùng của tua")]).write(
                {"city_ids": False}
            )
            self.guest.city_id = self.sai_gon
            areas = self.env["crm.vn.area"].search([("name", "=", "Vùng của tua")])
            areas.write({"name": f"Vùng {size} {lang}", "active": False})

        def counted():
            area = self.env["crm.vn.area"].search([("name", "=", "Vùng của tua")])
            self.assertEqual(area.city_ids, self.sai_gon)
            self.assertEqual(area.customer_count, 1)

        self.run_tour_everywhere(
            "/odoo/vn-areas",
            "crm_vn_location_area_tour",
            login=self.manager.login,
            before=before,
            after=counted,
        )

    def test_conversion(self):
        def undone():
            self.assertFalse(self.guest.city_id)
            self.assertIn("Bến Nghé", self.guest.street)

        action = self.env.ref("crm_vn_location.crm_vn_address_conversion_action")
        self.run_tour_everywhere(
            f"/odoo/action-{action.id}",
            "crm_vn_location_conversion_tour",
            login=self.user_all.login,
            after=undone,
        )
