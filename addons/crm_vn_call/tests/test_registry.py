from odoo.tests import tagged

from odoo.addons.crm_vn_contact_log.tests.registry_common import VnRegistryCommon


@tagged("post_install", "-at_install")
class TestRegistry(VnRegistryCommon):
    def test_documents(self):
        self.check_every_document_is_registered()
        self.check_what_is_planned_and_done_counts_alike()

    def test_merge_of_every_model(self):
        self.check_merge_of_every_model()
