from odoo.tests import tagged

from .common import VnFeedbackCommon


@tagged("post_install", "-at_install")
class TestErase(VnFeedbackCommon):
    """Who is erased is counted, without a word of what was said."""

    def test_the_words_go_and_the_number_stays(self):
        request = self.ask()
        request.set_id.referral = "Ai còn cần chúng tôi?"
        answer = self.answer(
            request, 5, text="Gọi chị tôi", wants_call=True, answers=[["Vì sao", "Rẻ"]]
        )
        answer._vn_receive_referral("Chị Lan, 0912 000 999", "phone")
        self.assertTrue(answer.referral)
        case = self.env["crm.vn.feedback.case"].search([("answer_id", "=", answer.id)])
        activity = case.activity_ids[:1]
        self.assertIn("Gọi chị tôi", activity.note)
        case.result = "Đã gọi chị của khách"
        case.message_post(body="Chị ấy ở Thủ Đức")
        case.action_close()
        self.person._vn_erase()
        self.env.invalidate_all()
        self.assertEqual((answer.stars, answer.wants_call), (5, True))
        self.assertFalse(answer.text or answer.answers or answer.referral)
        self.assertFalse(case.result)
        self.assertEqual(case.state, "closed")
        self.assertFalse(activity.note or activity.feedback)
        self.assertFalse(any(message.preview for message in case.message_ids))
        values = case.message_ids.sudo().tracking_value_ids
        self.assertFalse(any(values.mapped("new_value_text")))
        self.env.flush_all()
        report = self.env["crm.vn.feedback.report"].search(
            [("request_id", "=", request.id)]
        )
        self.assertEqual((report.answered, report.stars), (1, 5))
