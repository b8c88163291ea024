import re
import threading
from datetime import timedelta
from unittest.mock import patch

from odoo.tests import HttpCase, tagged
from odoo.tools import hash_sign, mute_logger

from ..models.crm_vn_consent import SCOPE
from .common import VnConsentCommon


@tagged("post_install", "-at_install")
class TestPreference(VnConsentCommon, HttpCase):
    """The page of preferences, as somebody without a login."""

    def setUp(self):
        super().setUp()
        self.agree(self.person, "sms", "email")
        self.url = f"/vn/consent/{self.person._vn_preference_token()}"

    def states(self):
        self.person.invalidate_recordset()
        return {
            row.channel: row.state for row in self.person.vn_consent_ids.sorted("id")
        }

    def post(self, page, **values):
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        return self.url_open(self.url, data={"csrf_token": token, **values})

    def test_opening_writes_nothing(self):
        before = self.states()
        for _time in range(2):
            page = self.url_open(self.url)
            self.assertEqual(page.status_code, 200)
        self.url_open(self.url, method="HEAD")
        self.assertEqual(self.states(), before)
        self.assertNotIn("checked", page.text, "nothing is ticked beforehand")
        self.assertNotIn("Ngô Thị Mơ", page.text)
        self.assertNotIn("<script", page.text)
        self.assertLess(len(page.content), 60_000)

    def test_refusing_and_agreeing(self):
        page = self.url_open(self.url).text
        self.post(page, refuse="sms")
        self.assertEqual(self.states(), {"sms": "withdrawn", "email": "given"})
        self.post(page, agree_call="1", save="1")
        self.assertEqual(self.states()["call"], "given")
        self.assertTrue(self.person.vn_consent_ids.filtered("text_id"))
        self.post(page, refuse_all="1")
        self.assertEqual(set(self.states().values()), {"withdrawn"})

    def test_each_company_has_its_own_link(self):
        """Somebody shared refuses the company whose advert holds the link."""
        person = self.person.with_company(self.company_2).sudo()
        person._vn_record_consent("email", "advert", "given", "form")
        mine = self.url
        self.url = f"/vn/consent/{person._vn_preference_token()}"
        page = self.url_open(self.url).text
        self.assertIn(self.company_2.name, page)
        self.assertNotIn(self.company_2.name, self.url_open(mine).text)
        self.post(page, refuse="email")
        rows = self.person.sudo().vn_consent_ids.filtered(
            lambda row: row.state == "withdrawn"
        )
        self.assertEqual((rows.channel, rows.company_id), ("email", self.company_2))

    def test_links_that_name_no_company(self):
        """They left before, and open the page of the company that answers."""
        token = hash_sign(self.env, SCOPE, self.person.id, expiration=timedelta(days=1))
        self.assertEqual(self.url_open(f"/vn/consent/{token}").status_code, 200)

    def test_both_languages(self):
        english = self.url_open(f"{self.url}?lang=en_US").text
        vietnamese = self.url_open(f"{self.url}?lang=vi_VN").text
        self.assertIn("I want no adverts at all", english)
        self.assertNotIn("I want no adverts at all", vietnamese)

    def test_other_tokens(self):
        token = self.person._vn_preference_token()
        for wrong in ("x", token[:-3], token[:-3] + "abc", "a" * 900):
            page = self.url_open(f"/vn/consent/{wrong}")
            self.assertEqual(page.status_code, 404, wrong[:10])
        for odd in ("%00", "é" * 30, "....", "AAAA", "%F0%9F%98%80", "-" * 64, "_1_1_"):
            page = self.url_open(f"/vn/consent/{odd}")
            self.assertEqual(page.status_code, 404, odd)
        other = self.Partner.create({"name": "Người khác", "phone": "0901 222 333"})
        self.assertNotEqual(other._vn_preference_token(), token)

    def test_a_post_needs_the_page(self):
        """Another site can't refuse or agree for the person, nor other methods."""
        before = self.states()
        with mute_logger("odoo.http"):
            page = self.url_open(self.url, data={"refuse_all": "1"})
            forged = self.url_open(
                self.url, data={"refuse_all": "1", "csrf_token": "a" * 40}
            )
        self.assertEqual((page.status_code, forged.status_code), (400, 400))
        for method in ("PUT", "DELETE"):
            self.assertEqual(self.url_open(self.url, method=method).status_code, 405)
        self.assertEqual(self.states(), before)
        page = self.url_open(self.url).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        answer = self.url_open(
            self.url,
            data={"csrf_token": token, "refuse": "x" * 100_000, "lang": "\x00"},
            files={"agree_fax": ("a.txt", b"1")},
        )
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.states(), before)

    def test_no_page_without_a_login_ticks_anything(self):
        """Each route of the suite that strangers may open, as its link opens it."""
        opened = 0
        # the map asks the thread for the database, which only a request tells it
        thread = threading.current_thread()
        with patch.object(thread, "dbname", self.env.cr.dbname, create=True):
            routes = self.env["ir.http"].routing_map()
        for rule in routes.iter_rules():
            endpoint = rule.endpoint
            module = getattr(endpoint, "func", endpoint).__module__
            routing = endpoint.routing
            if (
                ".crm_vn_" not in module
                or routing["auth"] not in ("public", "none")
                or routing["type"] != "http"
                or "GET" not in (rule.methods or {"GET"})
            ):
                continue
            url = re.sub(r"<[^>]*>", self.url.rpartition("/")[2], rule.rule)
            page = self.url_open(url).text
            opened += 1
            with self.subTest(route=rule.rule):
                self.assertNotRegex(page, r"<(input|option)[^>]*\b(checked|selected)\b")
        self.assertGreaterEqual(opened, 1)
