from odoo.tests import tagged

from .common import VnMessagingCommon


@tagged("post_install", "-at_install")
class TestNeutralize(VnMessagingCommon):
    def test_a_copy_of_the_database_sends_no_sms(self):
        self._neutralize("crm_vn_messaging")
        providers = self.env["crm.vn.sms.provider"].with_context(active_test=False)
        found = providers.search([])
        self.assertIn(self.provider, found)
        for name in ("active", "key", "secret", "headers"):
            self.assertFalse(any(found.mapped(name)), name)
