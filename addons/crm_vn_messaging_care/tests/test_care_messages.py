from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.crm_vn_zalo.tests.common import VnZaloCommon


@tagged("post_install", "-at_install")
class TestCareMessages(VnZaloCommon):
    """A line of a schedule that writes by itself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sms_template = cls.env["sms.template"].create(
            {
                "name": "Hỏi thăm",
                "model_id": cls.env["ir.model"]._get_id("res.partner"),
                "body": "Chao {{ object.name }}",
            }
        )
        cls.plan = cls.env["mail.activity.plan"].create(
            {
                "name": "Sau bán hàng",
                "res_model": "res.partner",
                "vn_is_care_schedule": True,
                "company_id": cls.company.id,
                "template_ids": [
                    (
                        0,
                        0,
                        {
                            "activity_type_id": cls.env.ref(
                                "mail.mail_activity_data_todo"
                            ).id,
                            "summary": "Nhắn hỏi thăm",
                            "delay_count": 0,
                            "delay_from": "after_plan_date",
                            "responsible_type": "vn_customer_owner",
                            "vn_off_day_policy": "keep",
                            "vn_sms_template_id": cls.sms_template.id,
                        },
                    )
                ],
            }
        )

    def enroll(self):
        enrollment = self.plan._vn_enroll(
            self.person, base_date=self.company._vn_today()
        )
        self.work(self.env.ref("crm_vn_messaging_care.ir_cron_send_messages"))
        return enrollment.line_ids

    def test_sent_once_and_done(self):
        line = self.enroll()
        message = line.message_id
        self.assertEqual(message.user_id, self.user_own)
        self.assertEqual(line.state, "planned", "done when it has left")
        self.work()
        self.assertEqual(message.state, "accepted")
        self.assertEqual(line.state, "done")
        self.work(self.env.ref("crm_vn_messaging_care.ir_cron_send_messages"))
        self.work()
        self.assertEqual(sum(self.double.sent.values()), 1)

    def test_sent_although_finding_them_took_all_the_time(self):
        with patch("odoo.addons.base.models.ir_cron.MIN_TIME_PER_JOB", 0):
            line = self.enroll()
        self.assertTrue(line.message_id)

    def test_zalo_first(self):
        self.plan.template_ids.vn_zalo_template_id = self.template
        line = self.enroll()
        self.assertEqual(line.message_id.kind, "zns")
        self.send_zalo()
        self.assertEqual(line.state, "done")

    def test_what_is_not_allowed_stays_an_activity(self):
        self.person._vn_record_consent("sms", "care", "withdrawn", "hand")
        line = self.enroll()
        self.work()
        self.assertEqual(line.message_id.state, "refused")
        self.assertEqual(line.state, "planned")

    def test_an_advert_waits_for_consent_to_its_channel(self):
        self.plan.vn_purpose = "advert"
        line = self.enroll()
        self.assertEqual(line.obstacle, "no_consent")
        self.assertFalse(line.message_id)
        self.person._vn_record_consent("call", "advert", "given", "form")
        self.assertEqual(line.obstacle, "no_consent", "by SMS it was not agreed to")
        self.person._vn_record_consent("sms", "advert", "given", "form")
        self.assertFalse(line.obstacle)

    def test_without_a_number(self):
        self.person.phone = False
        line = self.enroll()
        self.assertFalse(line.message_id)
        self.assertIn("mobile number", line.message_error)
