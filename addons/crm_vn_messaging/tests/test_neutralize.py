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

    def test_nor_what_waits_in_the_queues(self):
        """Switching the scheduled actions on in a copy sends nothing."""
        queued = self.put(self.numbers(1, 9000)[0])
        log = queued.vn_message_id
        self._neutralize("crm_vn_messaging")
        self.env.invalidate_all()
        self.assertEqual(queued.state, "canceled")
        self.assertEqual(log.state, "cancelled")
        self.work()
        self.assertFalse(self.double.asked)
