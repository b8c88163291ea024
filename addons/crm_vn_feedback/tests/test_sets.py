from odoo.tests import tagged

from .common import VnFeedbackCommon

QUESTION = "crm_vn_feedback.crm_vn_feedback_question_order"


@tagged("post_install", "-at_install")
class TestSetsThatComeAlong(VnFeedbackCommon):
    def test_customers_are_asked_in_vietnamese(self):
        question = self.env.ref(QUESTION).with_context(lang="vi_VN")
        self.assertEqual(question.name, "Chúng tôi cần làm tốt hơn điều gì?")
        self.assertEqual(
            question._get_choices(), ["Chất lượng", "Giao hàng", "Giá cả", "Nhân viên"]
        )

    def test_a_question_without_a_name_gets_it_once(self):
        question = self.env.ref(QUESTION)
        sets = self.env["crm.vn.feedback.set"]
        module, name = QUESTION.split(".")
        self.env["ir.model.data"].search(
            [("module", "=", module), ("name", "=", name)]
        ).unlink()
        for _time in range(2):
            sets._vn_name_questions()
            self.assertEqual(self.env.ref(QUESTION), question)

    def test_a_set_that_somebody_changed_is_left_alone(self):
        question = self.env.ref(QUESTION)
        question.copy()
        module, name = QUESTION.split(".")
        known = self.env["ir.model.data"].search(
            [("module", "=", module), ("name", "=", name)]
        )
        known.unlink()
        self.env["crm.vn.feedback.set"]._vn_name_questions()
        self.assertFalse(self.env.ref(QUESTION, raise_if_not_found=False))
