from odoo import fields
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

    def test_chat(self):
        """Somebody wrote: the owner answers in Discuss, and Zalo brings it."""
        self.event("follow", follower={"id": "777"})
        person = self.env["crm.vn.zalo.user"].search(
            [("account_id", "=", self.account.id)], limit=1
        )
        person._vn_link(self.person, "hand")
        moment = int(fields.Datetime.now().timestamp() * 1000)
        self.event(
            "user_send_text",
            sender={"id": "777"},
            recipient={"id": "22"},
            message={"text": "Còn hàng không em?", "msg_id": "in1"},
            timestamp=str(moment),
        )

        def after():
            self.send_zalo()
            sent = self.env["crm.vn.message"].search(
                [("zalo_user_id", "=", person.id), ("direction", "=", "out")], limit=1
            )
            self.assertEqual((sent.kind, sent.state), ("zalo", "accepted"))
            self.assertEqual((sent.body, sent.user_id), ("Dạ còn ạ", self.user_own))
            # the next one writes into a chat without an answer
            person.channel_id.message_ids.filtered("author_id.user_ids").unlink()

        self.run_tour_everywhere(
            f"/odoo/action-crm_vn_zalo.crm_vn_zalo_user_action/{person.id}",
            "crm_vn_zalo_chat_tour",
            login=self.user_own.login,
            after=after,
        )
        self.assertEqual(self.double.sent, {"777": 2})
