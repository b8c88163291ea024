from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged

from .common import VnFeedbackCommon


@tagged("post_install", "-at_install")
class TestPlan(VnFeedbackCommon):
    """What occasions bring: asked once, on its working day, unless it is taken back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plans = cls.env["crm.vn.feedback.plan"]
        cls.set = cls.env.ref("crm_vn_feedback.crm_vn_feedback_set_order")
        cls.today = cls.company._vn_today()
        cls.set.write(
            {"is_automatic": True, "delay_days": 0, "automatic_since": cls.today}
        )
        # any document with a customer, a company and a person
        cls.document = cls.env["crm.lead"].create(
            {
                "name": "Đơn của chị Ánh",
                "partner_id": cls.person.id,
                "company_id": cls.company.id,
                "user_id": cls.user_own.id,
            }
        )

    def plan(self, day=None, documents=None):
        self.plans._vn_plan(
            "order", documents or self.document, lambda _one: day or self.today
        )
        return self.plans.search([("res_model", "=", "crm.lead")])

    def run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref("crm_vn_feedback.ir_cron_ask").method_direct_trigger()
        self.env.invalidate_all()

    def asked(self):
        return self.env["crm.vn.feedback.request"].search(
            [("partner_id", "=", self.person.id)]
        )

    def test_asked_once_by_mail(self):
        plan = self.plan()
        self.assertEqual(self.plan(), plan)
        for _time in range(2):
            self.run_cron()
        request = self.asked()
        self.assertEqual(len(request), 1)
        self.assertEqual(
            (request.res_id, request.user_id), (self.document.id, self.user_own)
        )
        self.assertEqual(plan.state, "asked")
        mails = self.env["mail.mail"].sudo().search([("model", "=", request._name)])
        self.assertEqual(
            mails.filtered(lambda m: m.res_id == request.id).state, "outgoing"
        )

    def test_asked_although_finding_them_took_all_the_time(self):
        plan = self.plan()
        with patch("odoo.addons.base.models.ir_cron.MIN_TIME_PER_JOB", 0):
            self.run_cron()
        self.assertEqual(plan.state, "asked")

    def test_after_working_days(self):
        company = self.company
        monday = self.today + timedelta(days=7 - self.today.weekday())
        friday = monday + timedelta(days=4)
        for day, delay, due in (
            (friday, 1, friday + timedelta(days=3)),
            (monday, 3, monday + timedelta(days=3)),
            (monday, 0, monday),
        ):
            with patch.object(type(company), "_vn_days_off", return_value={}):
                self.assertEqual(self.plans._vn_get_due(company, day, delay), due)

    def test_not_before_its_day(self):
        self.set.delay_days = 3
        plan = self.plan()
        self.assertGreater(plan.date, self.today)
        self.run_cron()
        self.assertEqual(plan.state, "planned")
        self.assertFalse(self.asked())

    def test_older_occasions_are_left_alone(self):
        self.assertFalse(self.plan(self.today - timedelta(days=1)))
        self.set.is_automatic = False
        self.assertFalse(self.plan())

    def test_taken_back_and_there_again(self):
        plan = self.plan()
        self.plans._vn_take_back(self.document)
        self.assertEqual(plan.state, "cancelled")
        self.run_cron()
        self.assertFalse(self.asked())
        self.plan()
        self.assertEqual(plan.state, "planned")
        self.run_cron()
        request = self.asked()
        self.plans._vn_take_back(self.document)
        self.assertEqual(request.state, "revoked")
        self.assertEqual(plan.state, "asked", "asked is asked: not once more")

    def test_who_must_not_be_asked_is_left_out_with_the_reason(self):
        self.ask(occasion="visit")
        plan = self.plan()
        self.run_cron()
        self.assertEqual(plan.state, "left_out")
        self.assertIn("90 days", plan.reason)

    def test_who_can_not_be_reached_is_left_out(self):
        whole = self.person | self.person.commercial_partner_id
        whole.write({"email": False, "phone": False})
        plan = self.plan()
        self.run_cron()
        self.assertEqual(plan.state, "left_out")
        self.assertIn("no usable address", plan.reason)
        self.assertFalse(self.asked())

    def test_a_document_that_is_gone(self):
        plan = self.plan()
        self.document.unlink()
        self.run_cron()
        self.assertEqual(plan.state, "cancelled")

    def test_nobody_plans_by_hand(self):
        plan = self.plan()
        with self.assertRaisesRegex(Exception, "occasions of the question sets"):
            plan.with_user(self.manager).sudo().date = self.today
