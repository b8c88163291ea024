from odoo.tests import tagged

from odoo.addons.crm_vn_messaging.tests.common import VnMessagingCommon


@tagged("post_install", "-at_install")
class TestFeedbackMessages(VnMessagingCommon):
    """The link by SMS, once, and kept nowhere."""

    def ask(self):
        requests = self.env["crm.vn.feedback.request"].with_user(self.user_own)
        asked = requests._vn_ask(self.person.with_user(self.user_own), "customer")
        return asked, asked._vn_send()

    def messages(self):
        return self.env["crm.vn.message"].search([("partner_id", "=", self.person.id)])

    def test_without_an_address_by_sms(self):
        self.person.email = False
        asked, sent = self.ask()
        token = asked.url.rsplit("/", 1)[1]
        self.assertEqual(sent, 1)
        queued = self.env["sms.sms"].search([("partner_id", "=", self.person.id)])
        self.assertIn(asked.url, queued.body)
        self.work()
        self.assertEqual(sum(self.double.sent.values()), 1)
        message = self.messages()
        self.assertEqual((message.purpose, message.state), ("survey", "accepted"))
        self.assertNotIn(token, message.body)
        self.assertIn("/f/…", message.body)

    def test_a_number_or_an_address_is_enough(self):
        requests = self.env["crm.vn.feedback.request"].with_user(self.user_own)
        person = self.person.with_user(self.user_own)
        self.person.email = False
        self.assertFalse(requests._vn_get_unreachable(person))
        self.person.phone = False
        self.assertEqual([*requests._vn_get_unreachable(person)], person.ids)
        self.person.email = "khach@example.com"
        self.assertFalse(requests._vn_get_unreachable(person))

    def test_by_mail_first_or_by_sms_first(self):
        _asked, sent = self.ask()
        self.assertEqual((sent, len(self.messages())), (1, 0))
        self.company.vn_feedback_days = 0
        self.company.vn_feedback_way = "sms"
        _asked, sent = self.ask()
        self.assertEqual((sent, len(self.messages())), (1, 1))

    def test_who_refused_sms_gets_none(self):
        self.person.email = False
        self.person._vn_record_consent("sms", "survey", "withdrawn", "hand")
        self.ask()
        self.work()
        self.assertFalse(self.double.sent)
        self.assertEqual(self.messages().state, "refused")

    def test_a_reply_by_sms_and_on_zalo(self):
        """From the answer and from its case, to the customer who wrote it."""
        asked, _sent = self.ask()
        answer = self.env["crm.vn.feedback.answer"]._vn_receive(
            asked, {"stars": 1, "text": "Giao trễ"}, "phone"
        )
        case = self.env["crm.vn.feedback.case"].search([("answer_id", "=", answer.id)])
        for record in (answer, case):
            record = record.with_user(self.user_own)
            action = record.action_reply_by_sms()
            composer = (
                self.env[action["res_model"]]
                .with_user(self.user_own)
                .with_context(**action["context"])
                .create({"body": "Xin loi quy khach"})
            )
            composer.action_send_sms()
            action = record.action_reply_on_zalo()
            dialog = self.env[action["res_model"]].with_user(self.user_own)
            dialog = dialog.browse(action["res_id"])
            self.assertEqual(dialog._vn_get_records(), self.person)
        self.work()
        replies = self.messages().filtered(lambda one: "Xin loi" in (one.body or ""))
        self.assertEqual(len(replies), 2)
