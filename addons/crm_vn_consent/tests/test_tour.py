from odoo.tests import HttpCase, tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnConsentCommon

#: presses the first button of the page, in a frame: the page itself has no scripts
REFUSE = """
(async () => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) {
        throw new Error("the page scrolls sideways");
    }
    const frame = document.createElement("iframe");
    const loaded = () =>
        new Promise((done) => frame.addEventListener("load", done, {once: true}));
    let wait = loaded();
    frame.src = window.location.href;
    document.body.append(frame);
    await wait;
    wait = loaded();
    frame.contentDocument.querySelector("button[name=refuse_all]").click();
    await wait;
    if (frame.contentDocument.querySelector(".done")) {
        console.log("test successful");
    } else {
        throw new Error("the page does not say that it was saved");
    }
})();
"""


@tagged("post_install", "-at_install")
class TestTour(VnConsentCommon, VnTourCase):
    """Consent is recorded beside the customer, on a phone too, and explained."""

    def test_record_and_explain(self):
        self.person.user_id = self.user_own

        def before(_size, _lang):
            self.person.vn_consent_ids._vn_as_engine().unlink()

        def after():
            row = self.person.vn_consent_ids
            self.assertEqual((row.channel, row.state), ("sms", "given"))
            self.assertEqual((row.method, row.note), ("form", "Phiếu số 12"))
            self.assertEqual(row.user_id, self.user_own)

        self.run_tour_everywhere(
            f"/odoo/res.partner/{self.person.id}",
            "crm_vn_consent_tour",
            self.user_own.login,
            before=before,
            after=after,
        )


@tagged("post_install", "-at_install")
class TestPageInBrowser(VnConsentCommon, HttpCase):
    """The page of preferences in a browser: one press, at the width of a phone."""

    browser_size = "360x640"
    touch_enabled = True

    def test_refuse_all(self):
        self.agree(self.person, "sms", "email")
        url = f"/vn/consent/{self.person._vn_preference_token()}"
        before = self.person.vn_consent_ids
        self.browser_js(url, REFUSE, "document.readyState === 'complete'")
        self.env.invalidate_all()
        words = self.person.vn_consent_ids - before
        self.assertEqual(set(words.mapped("state")), {"withdrawn"})
        self.assertLessEqual({"sms", "email"}, set(words.mapped("channel")))
