from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from .common import VnCustomerCommon


@tagged("post_install", "-at_install")
class TestReferrer(VnCustomerCommon):
    def test_customer_or_employee_not_both(self):
        person = self.customer_person.with_user(self.user_all)
        person.vn_referrer_partner_id = self.customer_company
        with self.assertRaisesRegex(ValidationError, "either by a customer"):
            person.vn_referrer_user_id = self.user_own
        person.write(
            {
                "vn_referrer_partner_id": False,
                "vn_referrer_user_id": self.user_own.id,
            }
        )
        self.assertEqual(person.vn_referrer_user_id, self.user_own)

    def test_form_keeps_one(self):
        form = Form(self.customer_person.with_user(self.user_all))
        form.vn_referrer_partner_id = self.customer_company
        self.assertFalse(form.vn_referrer_user_id)
        form.save()
        self.assertEqual(
            self.customer_person.vn_referrer_partner_id, self.customer_company
        )

    def test_not_oneself(self):
        for name, value in (
            ("vn_referrer_partner_id", self.customer_person.id),
            ("vn_collaborator_id", self.customer_person.id),
        ):
            with self.subTest(name=name), self.assertRaises(ValidationError):
                self.customer_person[name] = value
        partner = self.user_own.partner_id
        with self.assertRaises(ValidationError):
            partner.vn_referrer_user_id = self.user_own

    def test_no_cycle(self):
        third = self.Partner.create({"name": "Ba"})
        self.customer_person.vn_referrer_partner_id = self.customer_company
        third.vn_referrer_partner_id = self.customer_person
        with self.assertRaisesRegex(ValidationError, "Đại Phát"):
            self.customer_company.vn_referrer_partner_id = third

    def test_collaborator_counts_referred_customers(self):
        collaborator = self.collaborator.with_user(self.user_all)
        self.assertEqual(collaborator.vn_referred_count, 0)
        self.customer_person.vn_collaborator_id = self.collaborator
        self.customer_company.write(
            {
                "vn_collaborator_id": self.collaborator.id,
                "vn_referrer_partner_id": self.collaborator.id,
            }
        )
        # brought, but no customer
        self.customer_contact.vn_collaborator_id = self.collaborator
        self.env.invalidate_all()
        self.assertEqual(collaborator.vn_referred_count, 2)
        action = collaborator.action_vn_view_referred()
        found = self.env["res.partner"].search(action["domain"])
        self.assertEqual(found, self.customer_person | self.customer_company)

    def test_lead_follows_the_same_rules(self):
        lead = self.env["crm.lead"].create({"name": "Cơ hội"})
        with self.assertRaises(ValidationError):
            lead.write(
                {
                    "vn_referrer_partner_id": self.customer_company.id,
                    "vn_referrer_user_id": self.user_own.id,
                }
            )
        with self.assertRaises(ValidationError):
            lead.write(
                {
                    "partner_id": self.customer_person.id,
                    "vn_collaborator_id": self.customer_person.id,
                }
            )
