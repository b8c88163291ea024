from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import VnCampaignCommon


@tagged("post_install", "-at_install")
class TestOffer(VnCampaignCommon):
    """What was offered, and what customers answered."""

    def setUp(self):
        super().setUp()
        self.offer = (
            self.env["crm.vn.offer"]
            .with_user(self.user_all)
            .create({"name": "Sofa, giảm 10 %", "discount": 10})
        )

    def test_once_a_customer(self):
        self.offer._vn_add_customers(self.customers)
        self.offer._vn_add_customers(self.customers | self.customer_contact)
        self.assertEqual(self.offer.line_count, 7)

    def test_answers_and_their_lists(self):
        lines = self.offer._vn_add_customers(self.customers)
        lines[0].with_context(answer="interested").action_set_answer()
        lines[0].action_set_answer()
        self.assertEqual(lines[0].answer, "interested")
        lines[1].write({"answer": "refused", "reason": "Đắt"})
        self.assertTrue(lines[0].answer_date)
        self.assertFalse(lines[2].answer_date)
        self.assertEqual(self.offer.interested_count, 1)
        action = self.offer.with_context(answer="interested").action_open_lines()
        self.assertEqual(
            self.env[action["res_model"]].search(action["domain"]), lines[0]
        )
        lines[0].answer = "waiting"
        self.assertFalse(lines[0].answer_date)

    def test_a_line_stays_with_its_customer(self):
        line = self.offer._vn_add_customers(self.customers[:1])
        with self.assertRaises(UserError):
            line.partner_id = self.customers[1]
