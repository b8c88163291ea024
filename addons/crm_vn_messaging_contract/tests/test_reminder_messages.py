from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.crm_vn_zalo.tests.common import VnZaloCommon


@tagged("post_install", "-at_install")
class TestReminderMessages(VnZaloCommon):
    """The customer is reminded with the owner, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sms_template = cls.env["sms.template"].create(
            {
                "name": "Hợp đồng sắp hết hạn",
                "model_id": cls.env["ir.model"]._get_id("crm.vn.contract"),
                "body": "Hop dong {{ object.name }} sap het han",
            }
        )
        cls.contract_type = cls.env["crm.vn.contract.type"].create(
            {
                "name": "Bảo trì",
                "reminder_step_ids": [
                    (5, 0, 0),
                    (0, 0, {"days": 30, "sms_template_id": cls.sms_template.id}),
                ],
            }
        )
        statuses = cls.env["crm.vn.contract.status"]
        today = cls.company._vn_today()
        cls.contract = cls.env["crm.vn.contract"].create(
            {
                "partner_id": cls.person.id,
                "contract_type_id": cls.contract_type.id,
                "status_id": statuses.search([("meaning", "=", "active")], limit=1).id,
                "user_id": cls.user_own.id,
                "company_id": cls.company.id,
                "start_date": today - timedelta(days=300),
                "end_date": today + timedelta(days=20),
            }
        )

    def remind(self):
        self.work(self.env.ref("crm_vn_contract.ir_cron_remind_contracts"))
        return self.env["crm.vn.message"].search(
            [("res_model", "=", "crm.vn.contract"), ("res_id", "=", self.contract.id)]
        )

    def test_once(self):
        message = self.remind()
        self.assertEqual(len(message), 1)
        self.assertEqual(message.partner_id, self.person)
        self.assertEqual(message.user_id, self.user_own)
        self.assertEqual(len(self.remind()), 1)
        self.work()
        self.assertEqual(message.state, "accepted")

    def test_without_a_number_the_owner_reads_why(self):
        self.person.phone = False
        self.assertFalse(self.remind())
        self.assertIn("mobile number", self.contract.message_ids[0].body)
