from odoo.tests import tagged

from odoo.addons.crm_vn_contact_log.tests.registry_common import VnRegistryCommon


@tagged("post_install", "-at_install")
class TestDocuments(VnRegistryCommon):
    """What holds for every document of a customer holds for those of this addon."""

    def test_every_document_is_registered(self):
        self.check_every_document_is_registered()

    def test_what_is_planned_and_done_counts_alike(self):
        self.check_what_is_planned_and_done_counts_alike()

    def test_merge_of_every_model(self):
        self.check_merge_of_every_model()
