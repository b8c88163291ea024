import re
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


@tagged("post_install", "-at_install")
class TestHelp(VnCustomerCommon):
    def request(self, **values):
        return self.as_user(self.env["crm.vn.help.request"]).create(
            {
                "content": "Không gửi được tin nhắn",
                "contact_name": "Lan",
                "email": "lan@daiphat.example.com",
                **values,
            }
        )

    def test_request_is_mailed_and_kept(self):
        self.company.vn_support_email = "hotro@congty.example.vn"
        request = self.request(phone="0903 123 456")
        request.action_send()
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertEqual(mail.email_to, "hotro@congty.example.vn")
        self.assertEqual(mail.reply_to, "lan@daiphat.example.com")
        self.assertIn("Không gửi được tin nhắn", mail.body_html)
        self.assertIn("0903 123 456", mail.body_html)
        self.assertEqual(request.sent_to, "hotro@congty.example.vn")

    def test_nobody_sends_it_again(self):
        self.company.vn_support_email = "hotro@congty.example.vn"
        request = self.request()
        with self.assertRaises(AccessError):
            request.with_user(self.user_all).action_send()
        with self.assertRaisesRegex(AccessError, "Only"):
            request.with_user(self.manager).action_send()
        request.action_send()
        with self.assertRaisesRegex(UserError, "already"):
            request.action_send()
        with self.assertRaises(AccessError):
            request.write({"sent_to": False})

    def test_a_mail_that_fails_is_no_thank_you(self):
        self.company.vn_support_email = "hotro@congty.example.vn"
        with patch.object(
            type(self.env["mail.mail"]),
            "send",
            lambda mails, *args, **kwargs: mails.write({"state": "exception"}),
        ):
            answer = self.request().action_send()
        self.assertEqual(answer["params"]["type"], "warning")
        self.assertIn("hotro@congty", answer["params"]["message"])

    def test_one_sees_ones_own(self):
        request = self.request()
        requests = self.env["crm.vn.help.request"]
        self.assertIn(request, self.as_user(requests).search([]))
        self.assertNotIn(request, self.as_user(requests, self.user_all).search([]))
        self.assertIn(request, self.as_user(requests, self.manager).search([]))

    def test_an_answer_needs_an_address(self):
        with self.assertRaises(ValidationError):
            self.request(email="lan ở Đại Phát")

    def test_no_support_address(self):
        self.company.write({"vn_support_email": False, "email": False})
        with self.assertRaisesRegex(UserError, "No support address"):
            self.request().action_send()


@tagged("post_install", "-at_install")
class TestLanguageAtLogin(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.env["res.lang"]._activate_lang("vi_VN")

    def test_page_offers_the_installed_languages(self):
        page = self.url_open("/web/login?vn_lang=vi_VN")
        self.assertIn('data-lang="vi_VN"', page.text)
        self.assertIn('data-lang="en_US"', page.text)
        self.assertIn("Đăng nhập", page.text)
        self.assertEqual(page.cookies.get("vn_lang"), "vi_VN")

    def test_chosen_language_becomes_the_users(self):
        user = new_test_user(
            self.env, login="vn_login", groups="base.group_user", lang="en_US"
        )
        page = self.url_open("/web/login?vn_lang=vi_VN&redirect=/odoo?a=1")
        self.assertIn("redirect=%2Fodoo%3Fa%3D1", page.text)
        self.log_in("vn_login", page)
        user.invalidate_recordset()
        self.assertEqual(user.lang, "vi_VN")

    def log_in(self, login, page):
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)
        return self.url_open(
            "/web/login", data={"login": login, "password": login, "csrf_token": token}
        )

    def test_the_next_person_at_the_computer_keeps_the_own_language(self):
        first, second = (
            new_test_user(self.env, login=login, groups="base.group_user", lang="en_US")
            for login in ("vn_login", "vn_second")
        )
        self.log_in("vn_login", self.url_open("/web/login?vn_lang=vi_VN"))
        self.url_open("/web/session/logout")
        page = self.url_open("/web/login")
        self.assertIn("Đăng nhập", page.text)
        self.log_in("vn_second", page)
        (first | second).invalidate_recordset()
        self.assertEqual((first.lang, second.lang), ("vi_VN", "en_US"))

    def test_a_later_choice_in_the_preferences_stays(self):
        user = new_test_user(
            self.env, login="vn_login", groups="base.group_user", lang="en_US"
        )
        self.log_in("vn_login", self.url_open("/web/login?vn_lang=vi_VN"))
        user.lang = "en_US"
        self.url_open("/web/session/logout")
        self.log_in("vn_login", self.url_open("/web/login"))
        user.invalidate_recordset()
        self.assertEqual(user.lang, "en_US")

    def test_unknown_language_is_ignored(self):
        page = self.url_open("/web/login?vn_lang=xx_XX")
        self.assertEqual(page.status_code, 200)
        self.assertNotIn("vn_lang", page.cookies)

    def test_the_page_follows_the_browser(self):
        for accepted, words in (
            ("vi-VN,vi;q=0.9,en;q=0.8", "Nhập mật khẩu"),
            ("vi", "Nhập mật khẩu"),
            ("en-US,en;q=0.9,vi;q=0.8", "Enter your password"),
            ("fr,vi;q=0.5", "Nhập mật khẩu"),
        ):
            with self.subTest(accepted):
                self.opener.cookies.clear()
                page = self.url_open(
                    "/web/login", headers={"Accept-Language": accepted}
                )
                self.assertIn(words, page.text)
