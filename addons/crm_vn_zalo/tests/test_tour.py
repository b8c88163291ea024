from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnZaloCommon


@tagged("post_install", "-at_install")
class TestTour(VnTourCase, VnZaloCommon):
    """A message by template, with its preview and price, from the customer."""

    def test_send(self):
        def after():
            self.send_zalo()
            message = self.env["crm.vn.message"].search(
                [("partner_id", "=", self.person.id)], limit=1
            )
            self.assertEqual(message.kind, "zns")
            self.assertEqual(message.state, "accepted")

        self.run_tour_everywhere(
            f"/odoo/res.partner/{self.person.id}",
            "crm_vn_zalo_send_tour",
            login=self.user_own.login,
            after=after,
        )
        self.assertEqual(self.double.sent, {"84912000111": 2})
