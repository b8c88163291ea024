from odoo.tests import Form, tagged
from odoo.tools import html2plaintext

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


@tagged("post_install", "-at_install")
class TestValues(VnCustomerCommon):
    """E-mails and websites of customers, as the form and programs write them."""

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
