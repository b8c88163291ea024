import base64
import io
import re
import time
from datetime import timedelta
from unittest.mock import patch

from PIL import Image

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged

from ..controllers import feedback
from .common import VnFeedbackCommon

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"


@tagged("post_install", "-at_install")
class TestPage(VnFeedbackCommon, HttpCase):
    """The page, as a person, as a mail scanner, and as somebody who guesses."""

    def setUp(self):
        super().setUp()
        # all tests of a minute come from one address, as the one that guesses does
        for rate in (feedback._BY_ADDRESS, feedback._BY_TOKEN):
            rate.calls.clear()
            self.addCleanup(rate.calls.clear)
        self.request = self.ask()
        self.path = self.request.url[self.request.url.index("/f/") :]
        self.env.flush_all()
        self.opener.headers["User-Agent"] = PHONE

    def count(self):
        self.request.invalidate_recordset()
        return len(self.request.answer_ids)

    def read_page(self, page):
        return re.search(r'name="nonce" value="([^"]+)"', page.text)[1]

    def post(self, seconds=30, **values):
        """Answer as if the page had been open for some seconds."""
        now = time.time()
        with patch.object(feedback, "time") as clock:
            clock.time.return_value = now + seconds
            return self.url_open(self.path, data=values)

    def test_showing_writes_nothing(self):
        page = self.url_open(self.path)
        self.url_open(self.path, method="HEAD")
        self.url_open(f"{self.path}?all=1")
        self.assertEqual(self.count(), 0)
        self.assertLess(len(page.content), 60_000)
        self.assertNotIn("<script", page.text)
        self.assertNotIn("Trần Thị Ánh", page.text)
        self.assertNotIn("checked", page.text)

    def test_a_person_answers(self):
        nonce = self.read_page(self.url_open(self.path))
        question = self.request.set_id.question_ids
        self.post(
            nonce=nonce,
            stars="4",
            text="Ổn",
            call="1",
            **{f"q{question.id}": question._get_choices()[0]},
        )
        answer = self.request.answer_ids
        self.assertEqual((answer.stars, answer.text), (4, "Ổn"))
        self.assertFalse(answer.is_suspect)
        self.assertTrue(answer.wants_call)
        self.assertEqual(answer.answers[0][1], question._get_choices()[0])

    def test_the_day_of_a_scanner(self):
        page = self.url_open(self.path)
        nonce = self.read_page(page)
        self.opener.cookies.clear()
        self.url_open(self.path, data={"stars": "1"})
        self.post(nonce=nonce, stars="1")
        self.url_open(self.path)
        nonce = self.read_page(self.url_open(self.path))
        self.post(nonce=nonce, stars="5")
        self.opener.cookies.clear()
        self.post(nonce=nonce, stars="1")
        self.url_open(self.path, data={"stars": "2", "nonce": "1.abc"})
        counted = self.request.answer_ids.filtered(lambda one: not one.is_suspect)
        self.assertEqual(counted.mapped("stars"), [5])

    def test_traps(self):
        nonce = self.read_page(self.url_open(self.path))
        self.post(nonce=nonce, stars="5", website="http://x")
        self.post(nonce=nonce, stars="5", seconds=0)
        self.assertEqual(
            set(self.request.answer_ids.mapped("suspicion")), {"trap", "too_fast"}
        )

    def test_no_stars(self):
        nonce = self.read_page(self.url_open(self.path))
        page = self.post(nonce=nonce, stars="9")
        self.assertIn('class="fault"', page.text)
        self.assertEqual(self.count(), 0)

    def test_closed_links_look_alike(self):
        wrong = self.url_open("/f/AAAAAAAAAAAAAAAAAAAAAA")
        odd = self.url_open("/f/x")
        self.answer(self.request, 5)
        used = self.url_open(self.path)
        self.request.sudo()._vn_as_engine().state = "revoked"
        revoked = self.url_open(self.path)
        for page in (odd, used, revoked):
            self.assertEqual(page.status_code, wrong.status_code)
            self.assertEqual(page.content, wrong.content)

    def test_closed_links_cost_alike(self):
        """A wrong, a used, an expired and a revoked one: the same number of queries."""
        wrong = "/f/AAAAAAAAAAAAAAAAAAAAAA"
        engine = self.request.sudo()._vn_as_engine()
        past = self.request.asked_date - timedelta(days=1)
        self.opener.cookies.clear()
        self.url_open(wrong)
        costs = []
        for values in (
            {},
            {"state": "answered"},
            {"state": "revoked"},
            {"state": "waiting", "expires_date": past},
        ):
            engine.write(values)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            page = self.url_open(self.path if values else wrong)
            costs.append(self.cr.sql_log_count - before)
            self.assertIn("This link is closed", page.text)
        self.assertEqual(len(set(costs)), 1, costs)

    def test_a_used_link_tells_nothing_to_who_posts(self):
        wrong = self.url_open("/f/AAAAAAAAAAAAAAAAAAAAAA", data={"text": "x"})
        self.answer(self.request, 5)
        for values in (
            {"text": "x"},
            {"stars": "9"},
            {"stars": "5"},
            {"referral": "x"},
            {},
        ):
            with self.subTest(values=values):
                page = self.url_open(self.path, data=values, method="POST")
                self.assertEqual(page.status_code, wrong.status_code)
                self.assertEqual(page.content, wrong.content)
        counted = self.request.answer_ids.filtered(lambda one: not one.is_suspect)
        self.assertEqual(counted.mapped("stars"), [5])

    def test_the_link_that_people_do_not_see(self):
        """Who follows it is a machine, on the page that it opens and on the first."""
        nonce = self.read_page(self.url_open(self.path))
        trapped = self.read_page(self.url_open(f"{self.path}?all=1"))
        self.post(nonce=nonce, stars="5")
        self.post(nonce=trapped, stars="5")
        self.opener.cookies.clear()
        nonce = self.read_page(self.url_open(self.path))
        self.post(nonce=nonce, stars="5", all="1")
        self.request.invalidate_recordset()
        self.assertEqual(self.request.answer_ids.mapped("suspicion"), ["trap"] * 3)
        self.opener.cookies.clear()
        nonce = self.read_page(self.url_open(self.path))
        self.post(nonce=nonce, stars="4")
        counted = self.request.answer_ids.filtered(lambda one: not one.is_suspect)
        self.assertEqual(counted.mapped("stars"), [4])

    def test_the_company_s_logo(self):
        """Is seen by who has no account, of whatever company."""
        stream = io.BytesIO()
        Image.new("RGB", (40, 20), "#c0392b").save(stream, "PNG")
        company = self.request.company_id.sudo()
        company.logo = base64.b64encode(stream.getvalue())
        self.env.flush_all()
        picture = base64.b64decode(company.logo_web)
        page = self.url_open(self.path)
        path = re.search(r'<img[^>]* src="([^"]+)"', page.text)[1]
        self.opener.cookies.clear()
        shown = self.url_open(path)
        self.assertEqual(shown.status_code, 200)
        self.assertEqual(shown.content, picture)

    def test_odd_answers(self):
        """Files, bytes that no text has, forged and huge fields: no server error."""
        nonce = self.read_page(self.url_open(self.path))
        signature = nonce.partition(".")[2]
        for values in (
            {"stars": "5\x00", "nonce": nonce},
            {"stars": ["5", "1"], "nonce": "1.é"},
            {"stars": "5", "nonce": f"²²²{signature}"},
            {"stars": "5", "nonce": f"{'9' * 5000}.{signature}"},
            {"stars": "5", "nonce": "\x00", "text": "a\x00b"},
            {"lang": "../../etc", "stars": "0"},
        ):
            with self.subTest(values=str(values)[:60]):
                page = self.url_open(self.path, data=values)
                self.assertEqual(page.status_code, 200)
        file = ("x.html", b"<script>1</script>", "text/html")
        names = ("stars", "text", "nonce", "website", "call", "lang", "q1")
        page = self.url_open(self.path, files=dict.fromkeys(names, file))
        self.assertEqual(page.status_code, 200)
        self.assertFalse(self.request.answer_ids.filtered(lambda a: not a.is_suspect))

    def test_a_long_answer_is_cut(self):
        nonce = self.read_page(self.url_open(self.path))
        text = "<b>" + "dài " * 50_000
        self.post(nonce=nonce, stars="1", text=text)
        answer = self.request.answer_ids
        self.assertLessEqual(len(answer.text), 2000)
        case = self.env["crm.vn.feedback.case"].search([("answer_id", "=", answer.id)])
        self.assertNotIn("<b>", str(case.activity_ids[:1].note))

    def test_other_methods_and_doors(self):
        for method in ("PUT", "DELETE", "PATCH"):
            page = self.url_open(self.path, method=method)
            self.assertEqual(page.status_code, 405, method)
        page = self.url_open(self.path, json={"stars": "5"})
        self.assertIn(page.status_code, (200, 400))
        self.assertEqual(self.count(), 0)

    def test_answers_are_not_given_again(self):
        """What one browser sent opens nothing in another one, nor on another link."""
        nonce = self.read_page(self.url_open(self.path))
        self.post(nonce=nonce, stars="5")
        first = self.path
        other = self.ask(self.customer_company, "visit")
        self.path = other.url[other.url.index("/f/") :]
        self.env.flush_all()
        self.post(nonce=nonce, stars="1")
        self.assertFalse(other.answer_ids.filtered(lambda a: not a.is_suspect))
        self.path = first
        self.opener.cookies.clear()
        self.post(nonce=nonce, stars="1")
        counted = self.request.answer_ids.filtered(lambda one: not one.is_suspect)
        self.assertEqual(counted.mapped("stars"), [5])

    def test_guessing_is_slowed_down(self):
        codes = {self.url_open(self.path).status_code for _time in range(25)}
        self.assertIn(429, codes)

    def test_wrong_tokens_cost_one_read(self):
        for number in range(50):
            with self.assertQueryCount(1):
                found = self.requests._vn_find(f"{number:022}")
            self.assertFalse(found)

    def test_in_another_company_and_on_the_portal_nothing_is_seen(self):
        self.answer(self.request, 1, text="Giao trễ")
        answer = self.request.answer_ids
        case = self.env["crm.vn.feedback.case"].search([("answer_id", "=", answer.id)])
        portal = new_test_user(self.env, "vn_portal_fb", groups="base.group_portal")
        self.env.invalidate_all()
        for user in (portal, self.user_2):
            for records in (self.request, answer, case):
                with self.assertRaises(AccessError):
                    records.with_user(user).read(["partner_id"])

    def test_a_question_about_others_after_a_good_answer(self):
        self.request.set_id.referral = "Ai còn cần chúng tôi?"
        self.env.flush_all()
        nonce = self.read_page(self.url_open(self.path))
        page = self.post(nonce=nonce, stars="5")
        self.assertIn("Ai còn cần", page.text)
        self.url_open(self.path, data={"referral": "Chị Lan, 0912 000 999"})
        answer = self.request.answer_ids
        self.assertEqual(answer.referral, "Chị Lan, 0912 000 999")
        self.opener.cookies.clear()
        self.url_open(self.path, data={"referral": "Máy quét"})
        answer.invalidate_recordset()
        self.assertEqual(answer.referral, "Chị Lan, 0912 000 999")

    def test_no_question_about_others_after_a_poor_one(self):
        self.request.set_id.referral = "Ai còn cần chúng tôi?"
        self.env.flush_all()
        nonce = self.read_page(self.url_open(self.path))
        page = self.post(nonce=nonce, stars="3")
        self.assertNotIn("Ai còn cần", page.text)
        self.url_open(self.path, data={"referral": "Ai đó"})
        self.assertFalse(self.request.answer_ids.referral)

    def test_an_answer_stands_on_the_customer_s_page(self):
        self.answer(self.request, 4, text="Ổn <b>lắm</b>")
        note = self.person.message_ids[0]
        self.assertEqual(note.author_id, self.person)
        self.assertIn("★★★★☆", note.body)
        self.assertIn("&lt;b&gt;", str(note.body))
        seen = self.person.with_user(self.user_all).vn_feedback_answer_ids
        self.assertEqual(seen.stars, 4)
