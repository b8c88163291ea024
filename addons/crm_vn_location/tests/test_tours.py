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
        # with these two, as many as a file of a company has
        cls.Partner.create(
            [
                {
                    **values,
                    "name": f"Khách {number}",
                    "street": f"{number} Lê Lợi, P. Thắng Tam, TP Vũng Tàu, BRVT",
                }
                for number in range(498)
            ]
        )
        cls.company.country_id = cls.vietnam

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

    def test_address(self):
        def made():
            partner = self.Partner.search([("name", "=", "Khách gõ địa chỉ")])
            self.assertEqual(partner.street, "12 Lý Thái Tổ")
            self.assertEqual(partner.city_id, self.sai_gon)
            self.assertEqual(partner.state_id, self.hcm)
            self.assertEqual(partner.country_id, self.vietnam)
            partner.name = f"Khách {partner.id}"

        action = self.env.ref("crm_vn_customer.res_partner_action")
        self.run_tour_everywhere(
            f"/odoo/action-{action.id}/new",
            "crm_vn_location_address_tour",
            login=self.user_all.login,
            after=made,
        )

    def test_conversion(self):
        customers = self.Partner.search([("country_id", "=", self.vietnam.id)])

        def undone():
            self.assertEqual(self.guest.city_id, self.sai_gon)
            self.assertFalse(self.other.city_id)
            self.assertIn("Đặng Xá", self.other.street)
            self.assertEqual(len(customers.filtered("city_id")), 499)
            # as they were, for the next screen; undoing is tested elsewhere
            self.env.cr.execute(
                """UPDATE res_partner p
                      SET city_id = NULL, city = NULL, state_id = NULL,
                          street = c.before->>'street', vn_old_address = NULL
                     FROM crm_vn_address_change c
                    WHERE c.partner_id = p.id AND c.undone_date IS NULL"""
            )
            self.env.invalidate_all()

        action = self.env.ref("crm_vn_location.crm_vn_address_conversion_action")
        self.run_tour_everywhere(
            f"/odoo/action-{action.id}",
            "crm_vn_location_conversion_tour",
            login=self.user_all.login,
            after=undone,
        )
