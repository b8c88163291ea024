from datetime import timedelta

from odoo.exceptions import AccessError, UserError
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

    def test_not_to_whom_the_campaign_refuses_or_holds_back(self):
        archived, unwilling = self.customers[:2]
        archived.active = False
        unwilling.vn_do_not_contact = True
        lines = self.offer._vn_add_customers(self.customers)
        self.assertEqual(lines.partner_id, self.customers[2:])
        self.campaign.vn_hold_back_percent = 50
        self.campaign._vn_add_members(self.customers[2:])
        held = self.members().filtered("is_held_back").partner_id
        self.assertEqual(len(held), 2)
        offer = self.offer.copy({"campaign_id": self.campaign.id})
        lines = offer._vn_add_customers(self.customers.with_user(self.user_all))
        self.assertEqual(lines.partner_id.sudo(False), self.customers[2:] - held)

    def test_a_contact_with_a_relationship_of_its_own(self):
        """Is a customer: a member, and offered to, as itself."""
        contact = self.customer_contact
        contact.vn_relationship_id = self.relationship_customer
        wizard = (
            self.env["crm.vn.campaign.add"]
            .with_user(self.user_all)
            .with_context(active_model="res.partner", active_ids=contact.ids)
            .create({"campaign_id": self.campaign.id, "new_offer": "Giảm 5 %"})
        )
        wizard.action_add()
        self.assertEqual(self.members().partner_id, contact)
        offer = self.env["crm.vn.offer"].search([("name", "=", "Giảm 5 %")])
        self.assertEqual(offer.line_ids.partner_id, contact)

    def test_offers_of_a_customer(self):
        self.offer._vn_add_customers(self.customers[:2])
        other = self.offer.copy()
        other._vn_add_customers(self.customers[:1])
        one, two, none = self.customers[:3].with_user(self.user_all)
        self.assertEqual((one.vn_offer_count, two.vn_offer_count), (2, 1))
        self.assertFalse(none.vn_offer_count)
        action = one.action_vn_open_offers()
        lines = self.env[action["res_model"]].with_user(self.user_all)
        found = lines.search(action["domain"])
        self.assertEqual(found.offer_id, (self.offer | other).with_user(self.user_all))
        form = one.get_view(view_type="form")["arch"]
        self.assertIn("action_vn_open_offers", form)

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

    def test_merged_customers_have_one_answer(self):
        for answers in (
            ("waiting", "interested"),
            ("refused", "waiting"),
            ("interested", "ordered"),
        ):
            with self.subTest(answers=answers):
                offer = self.offer.copy()
                people = self.Partner.create([{"name": "Ánh"}, {"name": "Chị Ánh"}])
                lines = offer._vn_add_customers(people)
                for line, answer in zip(lines, answers, strict=True):
                    line.answer = answer
                self.merge_into(*people)
                line = offer.line_ids
                self.assertEqual(line.partner_id, people[0])
                self.assertEqual(
                    line.answer, "refused" if "refused" in answers else answers[1]
                )
                self.assertTrue(line.answer_date)

    def test_a_line_stays_with_its_customer(self):
        line = self.offer._vn_add_customers(self.customers[:1])
        with self.assertRaises(UserError):
            line.partner_id = self.customers[1]

    def test_what_is_open_when_it_ends_is_followed_up_once(self):
        self.offer.user_id = self.user_all
        lines = self.offer._vn_add_customers(self.customers)
        lines[0].answer = "interested"
        lines[1].answer = "refused"
        lines[2].answer = "ordered"
        cron = self.env.ref("crm_vn_campaign.ir_cron_follow_up")
        today = self.company._vn_today()
        self.offer.date_from = self.offer.date_to = today
        self.env["crm.vn.offer"]._cron_follow_up()
        self.assertFalse(self.offer.activity_ids, "it ends tonight")
        self.offer.write(
            {"date_from": today - timedelta(days=9), "date_to": today - timedelta(1)}
        )
        for _time in range(2):
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
        activity = self.offer.activity_ids
        self.assertEqual(len(activity), 1)
        self.assertEqual(activity.user_id, self.user_all)
        self.assertIn("1 interested, 3 without", activity.summary)

    def test_pdf(self):
        self.offer.description = "<p>Vải bọc chọn theo mẫu</p>"
        report = self.env.ref("crm_vn_campaign.crm_vn_offer_report")
        page = report.with_user(self.user_all)._render_qweb_html(
            report.report_name, self.offer.ids
        )[0]
        self.assertIn("Vải bọc", page.decode())

    def test_sent_by_email_once_to_who_waits(self):
        """With its PDF; who answered, refuses, or has no address gets nothing."""
        reports = type(self.env["ir.actions.report"])
        self.patch(reports, "get_wkhtmltopdf_state", lambda _self: "ok")
        self.patch(
            reports, "_render_qweb_pdf", lambda *_one, **_more: (b"%PDF-1.4", "pdf")
        )
        self.offer.write({"price": 12_000_000, "discount": 10, "user_id": False})
        people = self.customers[:5]
        for number, partner in enumerate(people[:4]):
            partner.email = f"khach{number}@example.com"
        lines = self.offer._vn_add_customers(people)
        lines[1].answer = "refused"
        people[2].vn_do_not_contact = True
        offer = self.offer.with_user(self.manager)
        action = offer.action_send_by_email()
        message = action["params"]["message"]
        self.assertIn("2 customers", message)
        self.assertIn("does not want to be contacted", message)
        self.assertIn("no usable address", message)
        self.assertEqual(lines.filtered("mailed_date"), lines[0] | lines[3])
        mails = self.env["mail.mail"].search(
            [("res_id", "in", people.ids), ("subject", "=", self.offer.name)]
        )
        self.assertEqual(set(mails.mapped("model")), {"res.partner"})
        self.assertEqual(mails.recipient_ids, people[0] | people[3])
        mail = mails.filtered(lambda one: one.res_id == people[0].id)
        self.assertEqual(mail.attachment_ids.mimetype, "application/pdf")
        self.assertEqual(mail.subject, self.offer.name)
        self.assertIn("12,000,000", mail.body_html.replace("\xa0", " "))
        self.assertEqual(people[0].message_ids[0].subject, self.offer.name)
        with self.assertRaisesRegex(UserError, "sent by e-mail before"):
            offer.action_send_by_email()

    def test_sent_by_who_may_write_it(self):
        self.customers[0].email = "khach@example.com"
        self.offer._vn_add_customers(self.customers[:1])
        for user in (self.user_2, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self.offer.with_user(user).action_send_by_email()
        other = self.offer.copy()
        with self.assertRaisesRegex(UserError, "Nobody is left"):
            other.action_send_by_email()
