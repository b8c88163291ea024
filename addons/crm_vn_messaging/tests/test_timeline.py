from odoo import fields
from odoo.tests import new_test_user, tagged

from .common import VnMessagingCommon


@tagged("post_install", "-at_install")
class TestTimeline(VnMessagingCommon):
    """What was written to a customer, and came back, stands on his or her page."""

    def rows(self, user=None):
        partner = self.person.with_user(user or self.user_own)
        return [
            row
            for row in partner.with_context(lang="en_US").vn_get_timeline()["timeline"]
            if row["kind"] == "discussion"
        ]

    def test_sent_and_answered(self):
        self.provider.kind = "speedsms"
        message = self.send(text="Giá < 5 triệu & quà")
        self.work()
        [row] = self.rows()
        self.assertEqual(row["title"], "Giá < 5 triệu & quà")
        self.assertEqual((row["model"], row["res_id"]), ("crm.vn.message", message.id))
        self.assertEqual(row["detail"], "SMS · Sent")
        self.assertEqual(row["who"], self.user_own.name)
        self.tell({"type": "incoming", "phone": "84912000111", "content": "Cảm ơn em"})
        self.assertEqual(
            sorted(row["title"] for row in self.rows()),
            ["Cảm ơn em", "Giá < 5 triệu & quà"],
            "a reply once, as its comment",
        )
        self.assertEqual(self.person.vn_get_timeline()["counts"]["discussion"], 2)

    def test_a_reply_of_which_the_comment_is_gone(self):
        log = self.env["crm.vn.message"]
        message = log._vn_log_incoming(
            {
                "kind": "sms",
                "channel": "sms",
                "company_id": self.company.id,
                "number": "0912000111",
                "body": "Cảm ơn em",
                "date": fields.Datetime.now(),
            }
        )
        message.mail_message_id.unlink()
        [row] = self.rows()
        self.assertEqual((row["title"], row["who"]), ("Cảm ơn em", self.person.name))

    def test_who_may_not_read_messages(self):
        self.send(text="Chào chị")
        employee = new_test_user(self.env, "vn_no_seller", "base.group_user")
        partner = self.person.with_user(employee)
        if partner.has_access("read"):
            self.assertFalse(self.rows(employee))
