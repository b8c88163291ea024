import time
from contextlib import suppress
from unittest.mock import patch

from odoo.tests import HttpCase, tagged
from odoo.tests.common import ChromeBrowser, ChromeBrowserException

from ..controllers import feedback
from ..tools import human
from .common import VnFeedbackCommon

PHONE = "Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 Mobile"
#: with scripts, a browser reads what stands in there as text
NO_SCRIPTS = """(() => {
    const box = document.createElement("div");
    box.innerHTML = "<noscript><i></i></noscript>";
    return box.querySelector("i") !== null;
})()"""
#: texts and their ground: how far apart they are, as WCAG 2 counts it
FAINT = """(() => {
    const light = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map((one) => {
            const part = one / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const read = (color) => color.match(/[0-9.]+/g).map((one) => +one);
    const ground = (node) => {
        for (let one = node; one; one = one.parentElement) {
            const color = read(getComputedStyle(one).backgroundColor);
            if (color.length < 4 || color[3] > 0) {
                return color;
            }
        }
        return [255, 255, 255];
    };
    const faint = [];
    for (const node of document.querySelectorAll("main *")) {
        const own = [...node.childNodes].some(
            (one) => one.nodeType === 3 && one.textContent.trim()
        );
        if (own) {
            const pair = [read(getComputedStyle(node).color), ground(node)].map(light);
            const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
            if (ratio < 4.5) {
                faint.push(`${node.textContent.trim()}: ${ratio.toFixed(1)}`);
            }
        }
    }
    return faint.join("; ");
})()"""
#: fields that no reader of screens could name
NAMELESS = """[...document.querySelectorAll("input:not([type=hidden]), textarea")]
    .filter((one) => !one.closest("label") && !one.getAttribute("aria-label"))
    .map((one) => one.name).join()"""


@tagged("post_install", "-at_install")
class TestPageBrowser(VnFeedbackCommon, HttpCase):
    """The page in a real browser that runs no scripts, on a small phone."""

    browser_size = "360x640"
    touch_enabled = True

    def setUp(self):
        super().setUp()
        for rate in (feedback._BY_ADDRESS, feedback._BY_TOKEN):
            rate.calls.clear()
            self.addCleanup(rate.calls.clear)
        # a test neither waits nor has a person's browser
        self.patch(human, "FASTEST_SECONDS", 0)
        self.request = self.ask()
        self.request.set_id.question_ids = [
            (0, 0, {"name": "Giao hàng", "kind": "stars"}),
            (0, 0, {"name": "Muốn nói gì thêm?", "kind": "text"}),
        ]
        self.path = self.request.url[self.request.url.index("/f/") :]
        self.env.flush_all()

    def visit(self, walk):
        """Open the page without scripts and call *walk* with the browser."""
        navigate = ChromeBrowser.navigate_to

        def navigate_without_scripts(browser, url, wait_stop=False):
            for method, params in (
                ("Network.setUserAgentOverride", {"userAgent": PHONE}),
                ("Emulation.setScriptExecutionDisabled", {"value": True}),
            ):
                browser._websocket_request(method, params=params)
            return navigate(browser, url, wait_stop=wait_stop)

        def walk_through(browser, *_code, **_options):
            walk(browser)

        with (
            patch.object(ChromeBrowser, "navigate_to", navigate_without_scripts),
            patch.object(ChromeBrowser, "_wait_ready", lambda *_one, **_more: True),
            patch.object(ChromeBrowser, "_wait_code_ok", walk_through),
        ):
            self.browser_js(self.path, "", "")

    def look(self, browser, expression):
        """Return what an expression is in the page that is shown."""
        answer = browser._websocket_request(
            "Runtime.evaluate",
            params={"expression": expression, "returnByValue": True},
        )
        return answer["result"].get("value")

    def wait_for(self, browser, expression):
        """Wait until an expression is true, ten seconds at most."""
        for _time in range(100):
            # between two pages there is nothing to look at
            with suppress(ChromeBrowserException):
                if self.look(browser, f"Boolean({expression})"):
                    return
            time.sleep(0.1)
        shown = self.look(browser, "document.body && document.body.innerText")
        self.fail(f"{expression} is never true on: {shown}")

    def check_page(self, browser):
        """Nothing is cut, faint or nameless."""
        wide = self.look(browser, "document.documentElement.scrollWidth")
        self.assertLessEqual(wide, 360)
        self.assertEqual(self.look(browser, FAINT), "")
        self.assertEqual(self.look(browser, NAMELESS), "")
        self.assertTrue(self.look(browser, "document.documentElement.lang"))
        self.assertTrue(self.look(browser, "document.title"))

    def test_answered_without_scripts(self):
        def walk(browser):
            self.wait_for(browser, "document.querySelector('form button')")
            self.assertTrue(self.look(browser, NO_SCRIPTS), "scripts run")
            self.check_page(browser)
            low = self.look(
                browser, "document.querySelector('form button').offsetHeight"
            )
            self.assertGreaterEqual(low, 44)
            # without stars the browser itself says what is missing
            self.look(browser, "document.querySelector('form button').click()")
            self.assertFalse(self.look(browser, "document.forms[0].checkValidity()"))
            self.look(
                browser,
                "document.querySelector('[name=stars][value=\"4\"]').click();"
                "document.querySelector('[name=text]').value = 'Giao đúng hẹn';"
                "document.querySelector('[name=call]').click();"
                "document.querySelector('form button').click()",
            )
            self.wait_for(browser, "document.querySelector('h1') && !document.forms[0]")
            self.check_page(browser)

        self.visit(walk)
        self.request.invalidate_recordset()
        answer = self.request.answer_ids
        self.assertEqual((answer.stars, answer.text), (4, "Giao đúng hẹn"))
        self.assertEqual((answer.is_suspect, answer.wants_call), (False, True))

    def test_a_closed_link(self):
        self.answer(self.request, 5)

        def walk(browser):
            self.wait_for(browser, "document.querySelector('h1')")
            self.check_page(browser)
            self.assertFalse(self.look(browser, "document.forms.length"))

        self.visit(walk)
