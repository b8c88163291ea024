from odoo.tests import tagged

from .common import VnZaloCommon


@tagged("post_install", "-at_install")
class TestNeutralize(VnZaloCommon):
    def test_a_copy_of_the_database_renews_no_token(self):
        """Zalo gives each once: the one in use would be at its end."""
        self.assertTrue(self.account.refresh_token)
        self._neutralize("crm_vn_zalo")
        accounts = self.env["crm.vn.zalo.account"].with_context(active_test=False)
        found = accounts.search([])
        self.assertIn(self.account, found)
        for name in ("active", "app_secret", "webhook_secret"):
            self.assertFalse(any(found.mapped(name)), name)
        for name in ("access_token", "refresh_token"):
            self.assertFalse(any(found.mapped(name)), name)
