from datetime import timedelta

from odoo.tests import freeze_time, tagged

from odoo.addons.crm_vn_consent_care.tests.common import MONDAY, VnConsentCareCommon


@tagged("post_install", "-at_install")
class TestFeedbackCare(VnConsentCareCommon):
    """A poor answer stops what sells, and its result lets it go on."""

    def ask(self, partner):
        requests = self.env["crm.vn.feedback.request"].with_user(self.lan)
        self.company.vn_feedback_days = 0
        return requests._vn_ask(partner.with_user(self.lan), "order")

    def answer(self, stars, partner=None, **values):
        return self.receive(self.ask(partner or self.customer), stars, **values)

    def receive(self, request, stars, **values):
        self.env["crm.vn.feedback.answer"]._vn_receive(
            request, {"stars": stars, **values}, "phone"
        )
        return self.env["crm.vn.feedback.case"].search(
            [("partner_id", "=", request.partner_id.id), ("state", "=", "open")]
        )

    def close(self, case):
        case = case.with_user(self.lan)
        case.result = "Đã đổi hàng, khách hài lòng"
        case.action_close()

    def test_waits_and_goes_on(self):
        with freeze_time(self.at(2027, 6, 7, 9)):
            self.say("given")
            selling = self.sell()
            care = self._enroll(self.customer.with_user(self.lan), base_date=MONDAY)
            care = care.sudo().line_ids
            case = self.answer(1, self.contact)
            self.assertEqual(set(selling.mapped("obstacle")), {"complaint"})
            self.assertFalse(selling.activity_id)
            self.assertEqual(len(care.activity_id), 3)
        with freeze_time(self.at(2027, 6, 9, 9)):
            cron = self.env.ref("crm_vn_consent_care.ir_cron_check_contact")
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
            self.assertEqual(selling[0].state, "planned", "a complaint is waited for")
            self.close(case)
            self.assertFalse(any(selling.mapped("obstacle")))
            self.assertEqual(len(selling.activity_id), 2)
            self.assertEqual(selling[0].date, MONDAY + timedelta(days=2))
            self.assertEqual(selling[1].date, MONDAY + timedelta(days=30))

    def test_two_complaints(self):
        with freeze_time(self.at(2027, 6, 7, 9)):
            self.say("given")
            selling = self.sell()
            # both are asked before one complains: then nobody is
            requests = self.ask(self.customer), self.ask(self.contact)
            self.assertTrue(all(requests))
            first, second = (
                self.receive(request, stars)
                for request, stars in zip(requests, (1, 2), strict=True)
            )
            self.assertFalse(self.ask(self.contact))
            self.close(first)
            self.assertEqual(set(selling.mapped("obstacle")), {"complaint"})
            self.close(second)
            self.assertFalse(any(selling.mapped("obstacle")))

    def test_a_wish_to_be_called_is_no_complaint(self):
        with freeze_time(self.at(2027, 6, 7, 9)):
            self.say("given")
            selling = self.sell()
            self.assertTrue(self.answer(5, wants_call=True))
            self.assertEqual(len(selling.activity_id), 2)

    def test_what_is_planned_while_it_is_open(self):
        with freeze_time(self.at(2027, 6, 7, 9)):
            self.say("given")
            case = self.answer(2)
            selling = self.sell()
            self.assertFalse(selling.activity_id)
            self.close(case)
            self.assertEqual(len(selling.activity_id), 2)
