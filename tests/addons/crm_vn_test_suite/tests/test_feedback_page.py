from odoo.tests import HttpCase, tagged

from .test_face_accessibility import AXE

CHECK = """
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    .then(({violations}) => {
        for (const {id, help, nodes} of violations) {
            console.error(`${id}: ${help}: ${nodes.map(({html}) => html).join()}`);
        }
        console.log("test successful");
    });
"""


@tagged("post_install", "-at_install")
class TestFeedbackPage(HttpCase):
    """What axe-core says of the pages that customers see, on a phone."""

    browser_size = "360x640"
    touch_enabled = True

    def test_nothing_on_the_page_of_feedback(self):
        customer = self.env["res.partner"].create(
            {"name": "Chị Lan", "email": "lan@example.com"}
        )
        asked = self.env["crm.vn.feedback.request"]._vn_ask(customer, "order")
        path = asked.url[asked.url.index("/f/") :]
        source = AXE.read_text(encoding="utf-8")
        for address in (
            f"{path}?lang=vi_VN",
            f"{path}?lang=en_US",
            "/f/AAAAAAAAAAAAAAAAAAAAAA",
        ):
            with self.subTest(address=address):
                self.browser_js(
                    address, f"{source}\n{CHECK}", "document.readyState === 'complete'"
                )
