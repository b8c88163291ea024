from odoo.tests import Form, tagged
from odoo.tools import html2plaintext

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


@tagged("post_install", "-at_install")
class TestValues(VnCustomerCommon):
    """Values of customers and leads, as the form and programs write them."""

    def lines(self, partner):
        text = html2plaintext(partner.comment or "")
        return [line for line in text.splitlines() if line.strip()]

    def make(self, **values):
        return self.as_user(self.env["res.partner"]).create(
            {
                "name": "Hà Mận",
                "vn_relationship_id": self.relationship_new.id,
                **values,
            }
        )

    def test_one_address_stays_and_nothing_is_lost(self):
        customer = self.make(
            email="Hà Mận <man@example.com>; ke.toan@example.com (kế toán)",
            website="man.example, fb.example/man",
            comment="<p>khách quen</p>",
        )
        self.assertEqual(customer.email, "man@example.com")
        self.assertEqual(customer.website, "http://man.example")
        self.assertEqual(
            self.lines(customer),
            [
                "khách quen",
                "Other e-mail: ke.toan@example.com",
                "Beside the e-mail: kế toán",
                "Other website: fb.example/man",
            ],
        )

    def test_changing_many_at_once(self):
        customers = self.make() + self.make(comment="<p>quen</p>")
        customers.write({"email": "không có", "website": "javascript:alert(1)"})
        for customer in customers:
            self.assertFalse(customer.email or customer.website)
            self.assertIn("javascript", customer.comment)
            self.assertNotIn("<script", customer.comment)
        before = customers.mapped("comment")
        customers.write({"website": "javascript:alert(1)"})
        self.assertEqual(customers.mapped("comment"), before, "said once")

    def test_on_the_form(self):
        with Form(self.as_user(self.make())) as form:
            form.email = "man@example.com / man2@example.com"
        self.assertEqual(form.record.email, "man@example.com")
        self.assertEqual(self.lines(form.record), ["Other e-mail: man2@example.com"])

    def test_what_is_right_stays_untouched(self):
        customer = self.make(email="Man@Example.com", website="https://man.example/a")
        self.assertEqual(customer.email, "Man@Example.com")
        self.assertEqual(customer.website, "https://man.example/a")
        self.assertFalse(customer.comment)

    def test_partners_who_are_no_customers_are_odoos(self):
        partner = self.env["res.partner"].create(
            {"name": "Nhà cung cấp", "email": '"Kho" <kho@example.com>'}
        )
        self.assertEqual(partner.email, '"Kho" <kho@example.com>')

    def test_the_duplicate_is_found_by_each_address_that_stays(self):
        customer = self.make(email="Mận <man@example.com>")
        found = self.env["res.partner"]._vn_find_duplicates(
            {"email": "man@example.com"}
        )
        self.assertIn(customer, [partner for partner, _why in found])

    # === Phones and tax codes ===

    def test_phones_are_read_as_in_lists(self):
        customer = self.make(
            phone="ĐT: 0168.123.4567 (chị Mận) / 024 38251234 - Fax: 024 38251235",
            comment="<p>khách quen</p>",
        )
        self.assertEqual(customer.phone, "+84 381 234 567")
        self.assertEqual(customer.vn_phone2, "+84 24 3825 1234")
        self.assertEqual(
            self.lines(customer),
            ["khách quen", "Beside the phone: chị Mận", "Fax: 024 38251235"],
        )
        customer.write({"phone": "0912345678; 0987654321"})
        self.assertEqual(customer.phone, "+84 912 345 678")
        self.assertEqual(customer.vn_phone2, "+84 24 3825 1234")
        self.assertIn("Other phone: +84 987 654 321", self.lines(customer))
        customer.write({"phone": False, "vn_phone2": "không có"})
        self.assertFalse(customer.phone or customer.vn_phone2)

    def test_from_the_customers_screens_everybody_is_a_customer(self):
        Partner = self.as_user(self.env["res.partner"]).with_context(vn_customer=True)
        customer = Partner.create({"name": "Hà Mận", "phone": "0912345678, 0987654321"})
        self.assertTrue(customer.vn_relationship_id)
        self.assertEqual(customer.phone, "+84 912 345 678")
        self.assertEqual(customer.vn_phone2, "+84 987 654 321")

    def test_what_is_no_number_stays_as_typed(self):
        customer = self.make(phone="0912/345/67", vn_phone2="9.12E+08")
        self.assertEqual(customer.phone, "0912/345/67")
        self.assertEqual(customer.vn_phone2, "9.12E+08")
        self.assertFalse(customer.comment)

    def test_phones_of_many_and_on_the_form(self):
        customers = self.make() + self.make(vn_phone2="024 3825 1234")
        customers.write({"phone": "0912345678 / 0987654321"})
        self.assertEqual(set(customers.mapped("phone")), {"+84 912 345 678"})
        self.assertEqual(
            customers.mapped("vn_phone2"), ["+84 987 654 321", "+84 24 3825 1234"]
        )
        self.assertIn("+84 987 654 321", customers[1].comment)
        with Form(self.as_user(customers[0])) as form:
            form.phone = "0903123456 hoặc 0903123457"
        self.assertEqual(form.record.phone, "+84 903 123 456")
        self.assertIn("Other phone: +84 903 123 457", self.lines(form.record))

    def test_tax_codes_are_cleaned(self):
        for typed, code in (
            ("MST: 0100 109 106", "0100109106"),
            ("0100109106001", "0100109106-001"),
            ("CCCD: 001088012345", "001088012345"),
            ("không có", False),
        ):
            with self.subTest(typed):
                self.assertEqual(self.make(vat=typed).vat, code)
        customer = self.make(country_id=self.env.ref("base.vn").id)
        customer.write({"vat": "0100.109.106"})
        self.assertEqual(customer.vat, "0100109106")

    def test_codes_of_others_are_left_alone(self):
        customer = self.make(country_id=self.env.ref("base.us").id, vat="0100 109 106")
        self.assertEqual(customer.vat, "0100 109 106")
        partner = self.env["res.partner"].create(
            {"name": "Nhà cung cấp", "phone": "0912345678 / 0987654321"}
        )
        self.assertEqual(partner.phone, "0912345678 / 0987654321")
        self.assertFalse(partner.vn_phone2)

    def test_numbers_of_other_countries(self):
        belgium = self.env.ref("base.be").id
        customer = self.make(country_id=belgium, phone="0456 00 11 22")
        self.assertEqual(customer.phone, "0456 00 11 22")
        customer.write({"phone": "+84912345678"})
        self.assertEqual(customer.phone, "+84 912 345 678")
        lead = self.as_user(self.env["crm.lead"]).create(
            {"name": "Hỏi giá", "country_id": belgium, "phone": "0456 00 11 22"}
        )
        self.assertEqual(lead.phone, "0456 00 11 22")

    def test_one_number_for_leads_of_two_countries(self):
        vietnam, belgium = self.env.ref("base.vn"), self.env.ref("base.be")
        Lead = self.as_user(self.env["crm.lead"])
        here, there = Lead.create(
            [
                {"name": "Hỏi giá", "country_id": vietnam.id},
                {"name": "Hỏi giá", "country_id": belgium.id},
            ]
        )
        (there + here).write({"phone": "0912345678"})
        self.assertEqual(here.phone, "+84 912 345 678")
        self.assertEqual(there.phone, "0912345678")
        (there + here).write({"phone": "0912345679", "country_id": vietnam.id})
        self.assertEqual(there.phone, "+84 912 345 679")

    def test_merged_leads_of_a_country(self):
        """Odoo's merge writes the records that a lead leads to, not their ids."""
        belgium = self.env.ref("base.be")
        leads = self.as_user(self.env["crm.lead"], self.manager).create(
            [
                {"name": "Hỏi giá", "phone": "0456 00 11 22", "country_id": belgium.id},
                {"name": "Hỏi giá"},
            ]
        )
        merged = leads.merge_opportunity()
        self.assertEqual(merged.phone, "0456 00 11 22")
        self.assertEqual(merged.country_id, belgium)
        merged.write({"phone": "0456 00 11 23", "country_id": belgium})
        self.assertEqual(merged.phone, "0456 00 11 23")

    def test_phones_of_leads(self):
        self.env.company.country_id = self.env.ref("base.vn")
        Lead = self.as_user(self.env["crm.lead"])
        several, foreign, typed = Lead.create(
            [
                {
                    "name": "Hỏi giá",
                    "phone": "0912345678 (anh Tư), 0987654321",
                    "description": "<p>gấp</p>",
                },
                {"name": "Hỏi giá", "phone": "+32 2 555 01 02"},
                {"name": "Hỏi giá", "phone": "0903 1"},
            ]
        )
        self.assertEqual(several.phone, "+84 912 345 678")
        self.assertEqual(
            html2plaintext(several.description).splitlines(),
            ["gấp", "Other phone: +84 987 654 321", "Beside the phone: anh Tư"],
        )
        self.assertEqual(foreign.phone, "+32 2 555 01 02")
        self.assertEqual(typed.phone, "0903 1")
        typed.write({"phone": "sđt 0903123456, fax 024 38251235"})
        self.assertEqual(typed.phone, "+84 903 123 456")
        self.assertIn("fax 024 38251235", typed.description)
