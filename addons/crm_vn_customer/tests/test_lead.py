from odoo.tests import Form, tagged

from .common import VnCustomerCommon


@tagged("post_install", "-at_install")
class TestLead(VnCustomerCommon):
    def _lead(self, **values):
        values.setdefault("name", "Cần tư vấn")
        values.setdefault("type", "lead")
        values.setdefault("user_id", self.user_all.id)
        return self.env["crm.lead"].with_user(self.user_all).create(values)

    def _all_values(self):
        return {
            "vn_type_id": self.type_company.id,
            "vn_group_ids": [(6, 0, (self.group_corporate | self.group_key).ids)],
            "vn_channel_id": self.channel_direct.id,
            "source_id": self.source.id,
            "industry_id": self.industry.id,
            "vn_size_id": self.size_small.id,
            "vn_collaborator_id": self.collaborator.id,
            "vn_referrer_partner_id": self.customer_person.id,
        }

    def _convert(self, lead, action="create", partner=None):
        wizard = (
            self.env["crm.lead2opportunity.partner"]
            .with_user(self.user_all)
            .with_context(
                active_model="crm.lead", active_id=lead.id, active_ids=lead.ids
            )
            .create({"name": "convert", "action": action})
        )
        if partner:
            wizard.partner_id = partner
        wizard.action_apply()

    def _assert_same(self, target, source):
        for name in source._vn_get_classification_fields():
            self.assertEqual(target[name], source[name], name)

    def test_lead_into_new_customer(self):
        lead = self._lead(contact_name="Phạm Thu Hà", **self._all_values())
        self._convert(lead)
        customer = lead.partner_id
        self.assertEqual(customer.name, "Phạm Thu Hà")
        self._assert_same(customer, lead)
        self.assertEqual(customer.vn_relationship_id, self.relationship_new)
        self.assertTrue(customer.ref)

    def test_lead_into_new_company_with_contact(self):
        """The company is the customer; its contact knows the same, without code."""
        lead = self._lead(
            partner_name="Công ty Hoàng Gia",
            contact_name="Phạm Thu Hà",
            **self._all_values(),
        )
        self._convert(lead)
        contact, company = lead.partner_id, lead.partner_id.parent_id
        self.assertEqual(company.name, "Công ty Hoàng Gia")
        self._assert_same(company, lead)
        self._assert_same(contact, lead)
        self.assertEqual(company.vn_relationship_id, self.relationship_new)
        self.assertTrue(company.ref)
        self.assertFalse(contact.vn_relationship_id)
        self.assertFalse(contact.ref)

    def test_existing_customer_is_never_overwritten(self):
        lead = self._lead(**self._all_values())
        company = self.customer_company
        before = company.read(["vn_type_id", "vn_group_ids", "source_id", "ref"])
        company.source_id = self.source_other
        company.vn_referrer_user_id = self.user_own
        self._convert(lead, action="exist", partner=company)
        self.assertEqual(lead.partner_id, company)
        self.assertEqual(company.source_id, self.source_other)
        self.assertEqual(company.vn_group_ids.ids, before[0]["vn_group_ids"])
        self.assertEqual(company.ref, before[0]["ref"])
        self.assertEqual(company.vn_relationship_id, self.relationship_customer)
        # referred by an employee already: no second referrer
        self.assertFalse(company.vn_referrer_partner_id)
        # what was blank is filled in
        self.assertEqual(company.vn_channel_id, self.channel_direct)
        self.assertEqual(company.industry_id, self.industry)
        self.assertEqual(company.vn_collaborator_id, self.collaborator)
        # and the lead keeps its own
        self.assertEqual(lead.source_id, self.source)

    def test_converting_twice_changes_nothing(self):
        lead = self._lead(contact_name="Phạm Thu Hà", **self._all_values())
        self._convert(lead)
        customer = lead.partner_id
        before = customer.read()
        lead._handle_partner_assignment()
        after = customer.read()
        for values in (*before, *after):
            values.pop("write_date", None)
        self.assertEqual(before, after)

    def test_customer_into_new_lead(self):
        self.customer_company.write({**self._all_values()})
        for partner in (self.customer_company, self.customer_contact):
            lead = self._lead(partner_id=partner.id)
            self._assert_same(lead, self.customer_company)

    def test_new_lead_keeps_what_was_typed(self):
        lead = self._lead(
            partner_id=self.customer_company.id, source_id=self.source_other.id
        )
        self.assertEqual(lead.source_id, self.source_other)
        self.assertEqual(lead.vn_type_id, self.type_company)

    def test_choosing_the_customer_in_the_form(self):
        form = Form(
            self.env["crm.lead"]
            .with_user(self.user_all)
            .with_context(default_type="opportunity")
        )
        form.name = "Từ màn hình"
        form.partner_id = self.customer_company
        self.assertEqual(form.vn_type_id, self.type_company)
        self.assertEqual(form.source_id, self.source)
        lead = form.save()
        self.assertEqual(lead.vn_group_ids, self.group_corporate)

    def test_referrer_is_not_carried_to_himself(self):
        lead = self._lead(**self._all_values())
        self._convert(lead.with_context(), action="exist", partner=self.customer_person)
        self.assertFalse(self.customer_person.vn_referrer_partner_id)

    def test_mass_conversion(self):
        leads = self._lead(contact_name="A", email_from="a@example.com")
        leads |= self._lead(contact_name="B", email_from="b@example.com")
        leads.vn_channel_id = self.channel_direct
        wizard = (
            self.env["crm.lead2opportunity.partner.mass"]
            .with_user(self.user_all)
            .with_context(
                active_model="crm.lead", active_id=leads[0].id, active_ids=leads.ids
            )
            .create({"name": "convert", "deduplicate": False})
        )
        wizard.action_mass_convert()
        self.assertEqual(leads.partner_id.vn_channel_id, self.channel_direct)
        self.assertEqual(len(set(leads.partner_id.mapped("ref"))), 2)

    def test_copy_of_two_leads(self):
        leads = self._lead(**self._all_values()) | self._lead()
        copies = leads.copy()
        self._assert_same(copies[0], leads[0])
