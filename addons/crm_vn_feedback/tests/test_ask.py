import re
from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import VnFeedbackCommon


@tagged("post_install", "-at_install")
class TestAsk(VnFeedbackCommon):
    """Who is asked, and how often."""

    def test_only_a_hash_is_kept(self):
        request = self.ask()
        token = request.url.rsplit("/", 1)[1]
        self.assertEqual(len(token), 22)
        self.assertNotIn(token, request.sudo().token_hash)
        self.assertEqual(self.requests._vn_find(token).id, request.id)
        request.invalidate_recordset()
        self.assertFalse(request.url)

    def test_once_in_n_days_over_all_occasions(self):
        self.ask()
        self.assertFalse(self.ask(occasion="visit"))
        reasons = self.requests._vn_get_obstacles(self.person)
        self.assertIn("90 days", reasons[self.person.id])
        self.env["crm.vn.feedback.request"]._vn_as_engine().search([]).write(
            {"asked_date": fields.Datetime.now() - timedelta(days=91)}
        )
        self.assertTrue(self.ask(occasion="visit"))

    def test_a_question_taken_back_does_not_count(self):
        request = self.ask()
        token = request.url.rsplit("/", 1)[1]
        request.with_user(self.user_all).action_revoke()
        self.assertFalse(self.requests._vn_find(token))
        self.assertTrue(self.ask())

    def test_the_reason_is_gone(self):
        lead = self.env["crm.lead"].create(
            {"name": "Việc", "user_id": self.user_own.id}
        )
        request = self.ask(source=lead)
        self.assertEqual(request.user_id, self.user_own)
        self.requests._vn_revoke_for(lead)
        self.assertEqual(request.state, "revoked")

    def test_who_wants_no_contact(self):
        self.person.vn_do_not_contact = True
        self.assertFalse(self.ask())

    def test_an_open_complaint(self):
        self.env.company.vn_feedback_days = 0
        self.answer(self.ask(), 1)
        self.assertFalse(self.ask())
        case = self.env["crm.vn.feedback.case"].search(
            [("partner_id", "=", self.person.id)]
        )
        case.result = "Đã đổi hàng"
        case.action_close()
        self.assertTrue(self.ask())

    def test_a_complaint_of_the_same_customer(self):
        """One of a colleague counts; a wish to be called after a good answer not."""
        self.env.company.vn_feedback_days = 0
        self.answer(self.ask(), 5, wants_call=True)
        self.assertTrue(self.ask())
        self.assertTrue(self.ask(self.customer_company))
        self.answer(self.ask(self.customer_contact), 1)
        self.assertFalse(self.ask(self.customer_company))

    def test_who_can_not_be_reached_is_not_asked(self):
        nowhere = self.Partner.create({"name": "Không địa chỉ"})
        odd = self.Partner.create({"name": "Sai địa chỉ", "email": "không có"})
        wizard = self.env["crm.vn.feedback.ask"].with_user(self.user_all)
        partners = self.person | nowhere | odd
        action = wizard.create({"partner_ids": partners.ids}).action_send()
        self.assertIn("1 of 1", action["params"]["message"])
        self.assertIn("2 ×", action["params"]["message"])
        requests = self.env["crm.vn.feedback.request"]
        asked = requests.search([("partner_id", "in", partners.ids)])
        self.assertEqual(asked.partner_id, self.person)
        with self.assertRaisesRegex(UserError, "no usable address"):
            wizard.create({"partner_ids": (nowhere | odd).ids}).action_send()
        wizard = wizard.create({"partner_ids": nowhere.ids})
        wizard.action_show_links()
        self.assertIn("/f/", wizard.links, "handed on by another way")

    def test_nobody_makes_requests_by_hand(self):
        values = {
            "partner_id": self.person.id,
            "set_id": self.env.ref("crm_vn_feedback.crm_vn_feedback_set_order").id,
            "occasion": "order",
            "company_id": self.company.id,
        }
        with self.assertRaises(UserError):
            self.requests.create(values)

    def test_four_questions_are_too_many(self):
        questions = self.env.ref("crm_vn_feedback.crm_vn_feedback_set_order")
        with self.assertRaises(ValidationError):
            questions.question_ids = [
                fields.Command.create({"name": f"Câu {number}"}) for number in range(3)
            ]

    def test_the_dialog(self):
        wizard = (
            self.env["crm.vn.feedback.ask"]
            .with_user(self.user_all)
            .create({"partner_ids": (self.person | self.customer_company).ids})
        )
        self.assertIn("2 customers", wizard.preview)
        wizard.action_show_links()
        self.assertEqual(wizard.links.count("/f/"), 2)
        with self.assertRaises(UserError):
            wizard.action_send()

    def test_sending_by_e_mail(self):
        request = self.ask()
        self.assertEqual(request._vn_send(), 1)
        mail = self.env["mail.mail"].search(
            [("model", "=", request._name), ("res_id", "=", request.id)]
        )
        self.assertIn(request.url, mail.body_html)

    def test_expired_ones_are_marked(self):
        request = self.ask()
        past = fields.Datetime.now() - timedelta(minutes=1)
        request.sudo()._vn_as_engine().expires_date = past
        self.env["crm.vn.feedback.request"]._cron_expire()
        self.assertEqual(request.state, "expired")

    def test_many_cost_as_much_as_few(self):
        partners = self.Partner.create(
            [
                {"name": f"Khách {number}", "user_id": self.user_all.id}
                for number in range(60)
            ]
        )
        partners = partners.with_user(self.user_all)
        self.requests._vn_ask(partners[:5], "order")
        counts = []
        for some in (partners[5:10], partners[10:]):
            self.env.flush_all()
            before = self.cr.sql_log_count
            asked = self.requests._vn_ask(some, "order")
            counts.append(self.cr.sql_log_count - before)
            self.assertEqual(asked.partner_id.ids, some.ids)
            self.assertEqual(len(set(asked.mapped("url"))), len(some))
            self.assertEqual(asked.user_id, self.user_all)
        self.assertLessEqual(counts[1], counts[0] + 5)

    def test_qr_codes_of_the_links(self):
        wizard = self.env["crm.vn.feedback.ask"].with_user(self.user_all)
        wizard = wizard.create({"partner_ids": [(6, 0, self.person.ids)]})
        self.assertFalse(wizard.qr_codes)
        wizard.action_show_links()
        self.assertIn("data:image/png;base64,iVBOR", wizard.qr_codes)
        said = re.sub(r'src="data:[^"]*"', "", wizard.qr_codes)
        self.assertNotIn("/f/", said)
