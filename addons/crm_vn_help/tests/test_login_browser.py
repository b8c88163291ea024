from unittest.mock import patch

from odoo.tests import tagged
from odoo.tests.common import ChromeBrowser

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

#: as Chromium sends it where its language is Vietnamese
VIETNAMESE = "vi-VN,vi;q=0.9,fr-FR;q=0.8,fr;q=0.7,en-US;q=0.6,en;q=0.5"
READ = """
const labels = [...document.querySelectorAll(".oe_login_form label")];
const said = [
    document.documentElement.lang,
    ...labels.map((one) => one.textContent.trim()),
    document.querySelector("#login").placeholder,
    document.querySelector("#password").placeholder,
    document.querySelector(".oe_login_buttons button").textContent.trim(),
    document.querySelector(".o_vn_login_langs .btn-primary").dataset.lang,
];
const wanted = %s;
if (String(said) !== String(wanted)) {
    console.error(`the page says ${said}`);
}
console.log("test successful");
"""
WORDS = {
    VIETNAMESE: [
        "vi-VN",
        "Email",
        "Mật khẩu",
        "Nhập email hoặc tên đăng nhập",
        "Nhập mật khẩu",
        "Đăng nhập",
        "vi_VN",
    ],
    "en-GB,en;q=0.9,vi;q=0.8": [
        "en-US",
        "Email",
        "Password",
        "Enter your email",
        "Enter your password",
        "Log in",
        "en_US",
    ],
}


class LoginCase(VnTourCase):
    """Nobody is logged in and nothing was chosen: the browser's language counts."""

    def _read(self, accepted):
        navigate = ChromeBrowser.navigate_to

        def navigate_in_language(browser, url, wait_stop=False):
            browser._websocket_request("Network.enable")
            browser._websocket_request(
                "Network.setExtraHTTPHeaders",
                params={"headers": {"Accept-Language": accepted}},
            )
            return navigate(browser, url, wait_stop=wait_stop)

        with patch.object(ChromeBrowser, "navigate_to", navigate_in_language):
            self.browser_js(
                "/web/login",
                READ % WORDS[accepted],
                "document.readyState === 'complete'"
                " && !!document.querySelector('.oe_login_form')",
            )

    def _check(self):
        for accepted in WORDS:
            with self.subTest(accepted):
                self._read(accepted)


@tagged("post_install", "-at_install")
class TestLoginOnDesktop(LoginCase):
    browser_size = "1280x800"

    def test_the_page_follows_the_browser(self):
        self._check()


@tagged("post_install", "-at_install")
class TestLoginOnPhone(LoginCase):
    browser_size = "360x640"
    touch_enabled = True

    def test_the_page_follows_the_browser(self):
        self._check()
