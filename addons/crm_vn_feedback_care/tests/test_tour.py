import re
import time
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.crm_vn_consent_care.tests.common import VnConsentCareCommon
from odoo.addons.crm_vn_customer.tests.common import VnTourCase
from odoo.addons.crm_vn_feedback.controllers import feedback

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"


@tagged("post_install", "-at_install")
class TestTour(VnTourCase, VnConsentCareCommon):
    """Asked, answered without JavaScript, a case, closed: care goes on.

    All of it happens on the way, on phones.
    """

    tour_sizes = ("360x640",)
    tour_langs = ("vi_VN",)

    def setUp(self):
        super().setUp()
        for rate in (feedback._BY_ADDRESS, feedback._BY_TOKEN):
            rate.calls.clear()
            self.addCleanup(rate.calls.clear)

    def answer(self, link):
        """Answer as the customer's phone does: the page, then the form."""
        path = link[link.index("/f/") :]
        self.opener.headers["User-Agent"] = PHONE
        page = self.url_open(path)
        nonce = re.search(r'name="nonce" value="([^"]+)"', page.text)[1]
        now = time.time()
        with patch.object(feedback, "time") as clock:
            clock.time.return_value = now + 30
            values = {"nonce": nonce, "stars": "1", "text": "Giao trễ ba ngày"}
            self.url_open(path, data=values)

    def test_from_the_question_to_care_that_goes_on(self):
        self.company.vn_feedback_days = 0
        self.say("given")
        # the one of thirty days ahead: at any hour of the day
        line = self.sell(self.company._vn_today())[-1]
        self.assertTrue(line.activity_id)
        cases = self.env["crm.vn.feedback.case"]
        dialogs = self.env["crm.vn.feedback.ask"]

        def after():
            link = dialogs.search([], order="id desc", limit=1).links
            self.assertIn("/f/", link)

        self.run_tour_everywhere(
            f"/odoo/res.partner/{self.customer.id}",
            "crm_vn_feedback_ask_tour",
            login=self.lan.login,
            after=after,
        )
        self.answer(dialogs.search([], order="id desc", limit=1).links)
        case = cases.search([("partner_id", "=", self.customer.id)])
        self.assertEqual((case.state, case.user_id), ("open", self.lan))
        self.assertIn(self.lan, case.activity_ids.user_id)
        self.assertEqual(line.obstacle, "complaint")
        self.assertFalse(line.activity_id)

        def before(_size, _lang):
            case._vn_as_engine().write({"state": "open", "result": False})
            line._vn_recheck_contact()

        def closed():
            self.assertEqual(case.state, "closed")
            self.assertFalse(line.obstacle)
            self.assertEqual(line.activity_id.user_id, self.lan)

        self.run_tour_everywhere(
            f"/odoo/crm.vn.feedback.case/{case.id}",
            "crm_vn_feedback_case_tour",
            login=self.lan.login,
            before=before,
            after=closed,
        )
