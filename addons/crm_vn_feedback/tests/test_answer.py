from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import VnFeedbackCommon


@tagged("post_install", "-at_install")
class TestAnswer(VnFeedbackCommon):
    """What counts, and what follows."""

    def test_the_first_person_wins(self):
        request = self.ask()
        machine = self.answer(request, 1, "scanner", "no_page")
        self.assertTrue(machine.is_suspect)
        self.assertEqual(request.state, "waiting")
        mine = self.answer(request, 5, "phone", text="Tốt")
        self.assertFalse(mine.is_suspect)
        self.assertEqual(request.state, "answered")
        late = self.answer(request, 1, "another")
        self.assertEqual(late.suspicion, "late")
        self.assertEqual(mine.stars, 5)
        self.assertEqual(self.person.with_user(self.manager).vn_feedback_average, 5)
        self.assertEqual(self.person.with_user(self.manager).vn_feedback_count, 1)

    def test_changed_in_time_in_the_same_browser(self):
        request = self.ask()
        answer = self.answer(request, 2, "phone")
        self.assertEqual(self.answer(request, 4, "phone"), answer)
        self.assertEqual(answer.stars, 4)
        given = fields.Datetime.now() - timedelta(minutes=16)
        answer._vn_as_engine().date = given
        self.answer(request, 1, "phone")
        self.assertEqual(answer.stars, 4)

    def test_machines_fill_no_table(self):
        request = self.ask()
        for _time in range(9):
            self.answer(request, 1, "scanner", "trap")
        self.assertEqual(len(request.answer_ids), 5)

    def test_nobody_writes_answers(self):
        answer = self.answer(self.ask(), 3)
        for user in (self.user_all, self.manager, self.env.ref("base.user_admin")):
            own = answer.with_env(self.env(user=user.id))
            for forged in (True, object()):
                own = own.with_context(_vn_engine=forged)
                with self.assertRaises(UserError):
                    own.stars = 5
                with self.assertRaises(UserError):
                    own.unlink()
                with self.assertRaises(UserError):
                    own.create({"request_id": answer.request_id.id, "stars": 5})

    def test_hiding_needs_a_reason(self):
        answer = self.answer(self.ask(), 3)
        hide = self.env["crm.vn.feedback.hide"].with_user(self.manager)
        hide.create({"answer_id": answer.id, "reason": "Nhầm khách"}).action_hide()
        self.assertTrue(answer.is_hidden)
        self.assertFalse(self.person.with_user(self.manager).vn_feedback_count)
        with self.assertRaises(AccessError):
            self.env["crm.vn.feedback.hide"].with_user(self.user_all).create(
                {"answer_id": answer.id, "reason": "x"}
            )

    def test_a_poor_answer_becomes_a_case(self):
        answer = self.answer(self.ask(), 2, text="Giao trễ")
        case = self.env["crm.vn.feedback.case"].search([("answer_id", "=", answer.id)])
        self.assertEqual(case.user_id, self.user_all)
        self.assertIn(self.user_all, case.activity_ids.user_id)
        today = self.company._vn_today()
        self.assertGreater(case.deadline, today)
        self.assertTrue(self.company._vn_is_working_day(case.deadline))
        own = case.with_user(self.user_all)
        with self.assertRaisesRegex(UserError, "what was done"):
            own.action_close()
        with self.assertRaises(UserError):
            own.state = "closed"
        own.result = "Đã xin lỗi, tặng phiếu mua hàng"
        own.action_close()
        self.assertEqual(case.state, "closed")
        self.assertFalse(case.activity_ids)

    def test_a_case_of_nobody_s_customer_has_somebody(self):
        orphan = self.Partner.create({"name": "Khách không ai phụ trách"})
        deputies = self.company.sudo()
        for deputy in (self.user_own, False):
            deputies.vn_deputy_user_id = deputy
            self.company.vn_feedback_days = 0
            answer = self.answer(self.ask(orphan), 1)
            case = self.env["crm.vn.feedback.case"].search(
                [("answer_id", "=", answer.id)]
            )
            self.assertTrue(case.user_id)
            self.assertIn(case.user_id, case.activity_ids.user_id)
            if deputy:
                self.assertEqual(case.user_id, deputy)
            else:
                self.assertTrue(case.user_id.has_group("sales_team.group_sale_manager"))
            case.result = "Đã gọi"
            case.action_close()

    def test_a_case_closes_when_the_customer_changes_the_answer(self):
        request = self.ask()
        answer = self.answer(request, 1, "phone")
        self.answer(request, 5, "phone")
        case = self.env["crm.vn.feedback.case"].search([("answer_id", "=", answer.id)])
        self.assertEqual(case.state, "closed")

    def test_other_companies_and_employees(self):
        answer = self.answer(self.ask(), 4)
        for user in (self.user_2, self.employee):
            with self.assertRaises(AccessError):
                answer.with_env(self.env(user=user.id)).read(["stars"])

    def test_questions_of_another_company(self):
        """Who may not read a set of questions changes none of them."""
        questions = self.env["crm.vn.feedback.set"].create(
            {
                "name": "Của công ty",
                "title": "Ý kiến của bạn",
                "thanks": "Cảm ơn.",
                "occasion": "customer",
                "company_id": self.company.id,
                "question_ids": [(0, 0, {"name": "Vì sao?"})],
            }
        )
        self.user_2.group_ids += self.env.ref("sales_team.group_sale_manager")
        question = questions.question_ids.with_user(self.user_2)
        for ask in (
            lambda: question.read(["name"]),
            lambda: question.write({"name": "Khác"}),
            question.unlink,
            lambda: question.create({"set_id": questions.id, "name": "Thêm"}),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                ask()
        questions.question_ids.with_user(self.manager).name = "Tại sao?"

    def test_a_case_shows_its_own_answer(self):
        """Another answer's words can't be read through one's case."""
        answer = self.answer(self.ask(), 1, text="Giao trễ")
        case = self.env["crm.vn.feedback.case"].search([("answer_id", "=", answer.id)])
        request = self.ask(self.customer_company, "visit")
        other = self.answer(request, 5, text="Bí mật")
        for user in (self.user_all, self.manager):
            mine = case.with_user(user)
            for values in (
                {"answer_id": other.id},
                {"partner_id": self.customer_company.id},
                {"company_id": self.company_2.id},
                {"deadline": "2030-01-01"},
            ):
                with self.assertRaises(AccessError):
                    mine.write(values)
            with self.assertRaises(AccessError):
                mine.create({"answer_id": other.id, "partner_id": self.person.id})
        self.assertEqual(case.answer_id, answer)

    def test_numbers_of_the_report(self):
        """Response rate, average and score: of questions, without suspect answers."""
        people = self.person | self.customers()
        requests = self.requests._vn_ask(people.with_user(self.user_all), "customer")
        for request, stars in zip(requests, (5, 5, 4, 1), strict=False):
            self.answer(request, stars)
        self.answer(requests[4], 1, suspicion="too_fast")
        requests[5].action_revoke()
        self.env.flush_all()
        report = self.env["crm.vn.feedback.report"].with_user(self.user_all)
        [row] = report._read_group(
            [("request_id", "in", requests.ids)],
            [],
            [
                *("__count", "answered:sum", "response_rate:avg", "stars:avg"),
                "promoter_score:avg",
            ],
        )
        self.assertEqual(row, (5, 4, 80, 3.75, 25))

    def test_spread_and_whose_stars_recommend(self):
        people = self.person | self.customers()
        requests = self.requests._vn_ask(people.with_user(self.user_all), "customer")
        for request, stars in zip(requests, (5, 4, 4, 3, 1), strict=False):
            self.answer(request, stars)
        report = self.env["crm.vn.feedback.report"].with_user(self.user_all)
        for recommends, against, score in ((5, 3, -20), (4, 2, 40), (4, 3, 20)):
            self.company.write(
                {
                    "vn_feedback_promoter_stars": recommends,
                    "vn_feedback_detractor_stars": against,
                }
            )
            self.env.flush_all()
            self.env.invalidate_all()
            [row] = report._read_group(
                [("request_id", "in", requests.ids)],
                [],
                [
                    *("promoter_score:avg", "__count"),
                    *(f"stars_{number}:sum" for number in range(1, 6)),
                ],
            )
            self.assertEqual(row, (score, 6, 1, 0, 1, 2, 1))
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.company.vn_feedback_detractor_stars = 4
            self.env.flush_all()

    def customers(self):
        return self.Partner.create(
            [
                {"name": f"Khách {number}", "user_id": self.user_all.id}
                for number in range(5)
            ]
        )

    def test_what_is_not_counted_stands_apart(self):
        """Answers of machines and hidden ones: counted beside, in no average."""
        request, other = self.ask(), self.ask(self.customer_company)
        for suspicion in ("no_page", "trap"):
            self.answer(request, 1, "scanner", suspicion)
        self.answer(request, 5)
        hidden = self.answer(other, 1)
        hidden._hide("Nhầm khách hàng")
        self.env.flush_all()
        report = self.env["crm.vn.feedback.report"].with_user(self.manager)
        rows = report.search([("request_id", "in", (request | other).ids)])
        found = {
            row.request_id.id: (row.answered, row.stars, row.suspects, row.hidden)
            for row in rows
        }
        self.assertEqual(found[request.id], (1, 5, 2, 0))
        self.assertEqual(found[other.id], (0, 0, 0, 1))
        for row in rows:
            action = row.action_open_answers()
            answers = self.env[action["res_model"]].with_user(self.manager)
            self.assertEqual(
                answers.search(action["domain"]), row.sudo().request_id.answer_ids
            )

    def test_a_reply_goes_to_the_customer(self):
        """From the answer and from its case, and stays on the customer's page."""
        answer = self.answer(self.ask(), 1, text="Giao trễ")
        case = self.env["crm.vn.feedback.case"].search([("answer_id", "=", answer.id)])
        for record in (answer, case):
            action = record.with_user(self.user_all).action_reply()
            composer = (
                self.env[action["res_model"]]
                .with_user(self.user_all)
                .with_context(**action["context"])
                .create({"body": "<p>Chúng tôi xin lỗi</p>"})
            )
            composer.action_send_mail()
            message = self.person.message_ids[0]
            self.assertIn("xin lỗi", message.body)
            self.assertEqual(message.partner_ids, self.person)
            self.assertEqual(message.author_id, self.user_all.partner_id)
        with self.assertRaises(AccessError):
            answer.with_user(self.user_2).action_reply()

    def test_every_occasion_has_its_questions(self):
        sets = self.env["crm.vn.feedback.set"]
        for occasion in dict(sets._fields["occasion"].selection):
            found = sets._get_set(occasion, self.company)
            self.assertEqual(found.occasion, occasion)
            self.assertTrue(found.title and found.question_ids)
