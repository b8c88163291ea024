from odoo.tests import tagged

from odoo.addons.crm_vn_kpi.tests.common import FEBRUARY, JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
class TestKpiFeedback(VnKpiCommon):
    """What customers answered, by whose work was asked about."""

    def _answer(self, partner, user, stars, moment="2027-01-20 03:00:00", **values):
        self.company.vn_feedback_days = self.env.company.vn_feedback_days = 0
        partner.sudo().user_id = user
        request = (
            self.env["crm.vn.feedback.request"]
            .with_user(user)
            ._vn_ask(partner.with_user(user), "customer")
        )
        answers = self.env["crm.vn.feedback.answer"]
        answer = answers._vn_receive(
            request, {"stars": stars}, "phone", values.pop("suspicion", "")
        )
        answer.sudo()._vn_as_engine().write({"date": moment, **values})
        self.env["crm.vn.feedback.case"].search([])._vn_as_engine().state = "closed"
        return answer

    def test_numbers(self):
        for stars in (5, 4, 3, 1):
            self._answer(self.hoa, self.lan, stars)
        self._answer(self.hoa, self.lan, 5, suspicion="too_fast")
        self._answer(self.hoa, self.lan, 5, is_hidden=True, hidden_reason="Thử")
        self.assertEqual(self._number("feedback_answers"), 4)
        self.assertEqual(self._number("feedback_good"), 2)
        self.assertEqual(self._number("feedback_poor"), 1)

    def test_at_midnight_in_vietnam(self):
        self._answer(self.hoa, self.lan, 5, moment="2027-01-31 17:30:00")
        self.assertEqual(self._number("feedback_answers"), 0)
        self.assertEqual(self._number("feedback_answers", FEBRUARY), 1)

    def test_a_number_opens_its_answers(self):
        self._answer(self.hoa, self.lan, 5)
        self._answer(self.son, self.minh, 4)
        metric = self._metric("feedback_good", self.huong)
        action = metric._vn_action(*JANUARY)
        found = self.env[action["res_model"]].with_user(self.huong)
        self.assertEqual(found.search_count(action["domain"]), 2)
        self.assertEqual(metric._vn_total(*JANUARY), 2)
