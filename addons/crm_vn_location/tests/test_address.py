from odoo.tests import Form, tagged

from .common import VnLocationCommon


@tagged("post_install", "-at_install")
class TestAddress(VnLocationCommon):
    """Ward and province stay together on every way in."""

    def setUp(self):
        super().setUp()
        self.partner = self.customer_person.with_user(self.user_all)

    def _assert_place(self, record, ward):
        name = record._vn_ward_field
        self.assertEqual(record[name], ward)
        self.assertEqual(record.state_id, ward.state_id)
        self.assertEqual(record.country_id, self.vietnam)
        self.assertEqual(record.city, ward.name)

    def test_create(self):
        partners = (
            self.env["res.partner"]
            .with_user(self.user_all)
            .create(
                [
                    {"name": "Một", "city_id": self.sai_gon.id},
                    # the ward is more precise than the province beside it
                    {
                        "name": "Hai",
                        "city_id": self.ba_dinh.id,
                        "state_id": self.hcm.id,
                    },
                ]
            )
        )
        self._assert_place(partners[0], self.sai_gon)
        self._assert_place(partners[1], self.ba_dinh)

    def test_write_ward(self):
        self.partner.city_id = self.sai_gon
        self._assert_place(self.partner, self.sai_gon)
        self.partner.city_id = self.ba_dinh
        self._assert_place(self.partner, self.ba_dinh)

    def test_another_province_clears_the_ward(self):
        partners = self.partner + self.customer_company.with_user(self.user_all)
        partners.city_id = self.sai_gon
        partners[1].city_id = self.ba_dinh
        partners.write({"state_id": self.hanoi.id})
        self.assertFalse(partners[0].city_id)
        self.assertFalse(partners[0].city)
        self._assert_place(partners[1], self.ba_dinh)

    def test_another_text_clears_the_ward(self):
        self.partner.city_id = self.sai_gon
        self.partner.write({"city": "Phường Sài Gòn"})
        self.assertEqual(self.partner.city_id, self.sai_gon)
        self.partner.write({"city": "Quận 1"})
        self.assertFalse(self.partner.city_id)
        self.assertEqual(
            (self.partner.city, self.partner.state_id), ("Quận 1", self.hcm)
        )

    def test_clearing_the_ward(self):
        self.partner.city_id = self.sai_gon
        self.partner.city_id = False
        self.assertFalse(self.partner.city)
        self.assertEqual(self.partner.state_id, self.hcm)

    def test_foreign_address(self):
        belgium = self.env.ref("base.be")
        values = {"city": "Liège", "zip": "4000", "country_id": belgium.id}
        self.partner.write(values)
        self.assertEqual((self.partner.city, self.partner.zip), ("Liège", "4000"))
        self.partner.city_id = self.sai_gon
        self.partner.write({"country_id": belgium.id})
        self.assertFalse(self.partner.city_id)
        self.assertEqual(self.partner.country_id, belgium)

    def test_form(self):
        self.company.country_id = self.vietnam
        self.env.registry.clear_cache("templates")
        with Form(self.env["res.partner"].with_user(self.user_all)) as form:
            form.name = "Khách từ biểu mẫu"
            form.street = "12 Lê Lợi"
            form.city_id = self.sai_gon
            self.assertEqual(form.state_id, self.hcm)
            self.assertEqual(form.country_id, self.vietnam)
        partner = form.record
        self._assert_place(partner, self.sai_gon)
        with Form(partner) as form:
            form.state_id = self.hanoi
            self.assertFalse(form.city_id)
            self.assertEqual(form.state_id, self.hanoi)
        self.assertEqual((partner.state_id, partner.city), (self.hanoi, False))

    def test_contacts_follow_their_company(self):
        company = self.customer_company.with_user(self.user_all)
        company.city_id = self.sai_gon
        contact = self.customer_contact.with_user(self.user_all)
        self._assert_place(contact, self.sai_gon)
        company.state_id = self.hanoi
        self.assertFalse(contact.city_id)
        self.assertEqual(contact.state_id, self.hanoi)

    def test_print(self):
        self.partner.write({"street": "12 Lê Lợi", "city_id": self.sai_gon.id})
        address = self.partner._display_address(without_company=True)
        self.assertEqual(
            address.split("\n"),
            ["12 Lê Lợi", "Phường Sài Gòn, TP Hồ Chí Minh", "Vietnam"],
        )
        self.partner.write({"city_id": False})
        address = self.partner._display_address(without_company=True)
        self.assertEqual(
            address.split("\n"), ["12 Lê Lợi", "TP Hồ Chí Minh", "Vietnam"]
        )

    def test_merge(self):
        """The one that stays keeps its place; an empty one gets a whole place."""
        Wizard = self.env["base.partner.merge.automatic.wizard"]
        Partner = self.env["res.partner"]
        kept = Partner.create(
            {"name": "Giữ", "state_id": self.hanoi.id, "city": "Q. 3"}
        )
        gone = Partner.create({"name": "Bỏ", "city_id": self.sai_gon.id})
        Wizard._merge((kept + gone).ids, kept)
        self.assertFalse(kept.city_id)
        self.assertEqual((kept.state_id, kept.city), (self.hanoi, "Q. 3"))
        empty = Partner.create({"name": "Trống"})
        gone = Partner.create({"name": "Bỏ nữa", "city_id": self.sai_gon.id})
        Wizard._merge((empty + gone).ids, empty)
        self._assert_place(empty, self.sai_gon)

    # === Leads ===

    def test_lead(self):
        lead = (
            self.env["crm.lead"]
            .with_user(self.user_all)
            .create({"name": "Nhu cầu", "vn_city_id": self.vung_tau.id, "type": "lead"})
        )
        self._assert_place(lead, self.vung_tau)
        lead.state_id = self.hanoi
        self.assertFalse(lead.vn_city_id)
        self.assertFalse(lead.city)

    def test_lead_takes_the_customers_address(self):
        self.partner.city_id = self.sai_gon
        lead = (
            self.env["crm.lead"]
            .with_user(self.user_all)
            .create({"name": "Nhu cầu", "partner_id": self.partner.id})
        )
        self._assert_place(lead, self.sai_gon)

    def test_lead_becomes_customer(self):
        lead = (
            self.env["crm.lead"]
            .with_user(self.user_all)
            .create(
                {
                    "name": "Nhu cầu",
                    "partner_name": "Công ty TNHH Biển Xanh",
                    "street": "1 Hạ Long",
                    "vn_city_id": self.vung_tau.id,
                    "type": "lead",
                }
            )
        )
        lead._handle_partner_assignment()
        self._assert_place(lead.partner_id, self.vung_tau)
        self.assertEqual(lead.partner_id.street, "1 Hạ Long")

    def test_merge_leads(self):
        Lead = self.env["crm.lead"].with_user(self.user_all)
        leads = Lead.create(
            [
                {"name": "Một", "type": "lead", "user_id": self.user_all.id},
                {
                    "name": "Hai",
                    "type": "lead",
                    "street": "2 Hạ Long",
                    "vn_city_id": self.vung_tau.id,
                    "user_id": self.user_all.id,
                },
            ]
        )
        merged = leads.merge_opportunity()
        self._assert_place(merged, self.vung_tau)
