from odoo.tests import tagged

from odoo.addons.crm_vn_contact_log.tests.registry_common import VnRegistryCommon


@tagged("post_install", "-at_install")
class TestDocuments(VnRegistryCommon):
    """What holds for every document of a customer holds for those of this addon."""

    def make_document(self, model, partner):
        document = super().make_document(model, partner)
        if model == "crm.vn.visit":
            # one of today would itself be planned
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE crm_vn_visit SET date = date - 3 WHERE id = %s", [document.id]
            )
            document.invalidate_recordset()
        return document

    def test_every_document_is_registered(self):
        self.check_every_document_is_registered()

    def test_what_is_planned_and_done_counts_alike(self):
        self.check_what_is_planned_and_done_counts_alike()

    def test_merge_of_every_model(self):
        self.check_merge_of_every_model()

    def test_a_planned_visit_is_ahead(self):
        customer = self.make_customer(days=31)
        self.assertTrue(self.is_forgotten(customer))
        visit = self.env["crm.vn.visit"].create({"partner_id": customer.id})
        self.assertFalse(self.is_forgotten(customer))
        visit._vn_skip("Khách đi vắng")
        self.assertFalse(self.is_forgotten(customer), "it comes back")

    def test_a_planned_visit_of_a_contact_is_ahead_of_the_company(self):
        customer = self.make_customer(days=31)
        contact = self.env["res.partner"].create(
            {"name": "Chị Lan", "parent_id": customer.id}
        )
        self.assertTrue(self.is_forgotten(customer))
        visit = self.env["crm.vn.visit"].create({"partner_id": contact.id})
        self.assertFalse(self.is_forgotten(customer))
        visit.unlink()
        self.assertTrue(self.is_forgotten(customer))
