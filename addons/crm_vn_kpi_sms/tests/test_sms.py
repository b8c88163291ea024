from odoo.tests import tagged

from odoo.addons.crm_vn_kpi.tests.common import FEBRUARY, JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
class TestSms(VnKpiCommon):
    """SMS that were delivered, by their author."""

    def _sms(self, record, user, status="sent", moment="2027-01-20 03:00:00"):
        message = self.env["mail.message"].create(
            {
                "model": record._name,
                "res_id": record.id,
                "message_type": "sms",
                "author_id": user.partner_id.id,
                "record_company_id": self.company.id,
                "date": moment,
                "body": "Chúc mừng năm mới",
            }
        )
        return self.env["mail.notification"].create(
            {
                "mail_message_id": message.id,
                "notification_type": "sms",
                "notification_status": status,
                "res_partner_id": self.hoa.id,
                "sms_number": "+84903123456",
            }
        )

    def test_delivered_ones_only(self):
        for status in ("ready", "process", "pending", "bounce", "exception", "sent"):
            self._sms(self.hoa, self.lan, status)
        self.assertEqual(self._number("sms_sent"), 1)

    def test_at_midnight_in_vietnam(self):
        self._sms(self.hoa, self.lan, moment="2027-01-31 17:30:00")
        self.assertEqual(self._number("sms_sent"), 0)
        self.assertEqual(self._number("sms_sent", FEBRUARY), 1)

    def test_every_role_opens_what_it_counts(self):
        self._sms(self.hoa, self.lan)
        self._sms(self.son, self.minh)
        for user, number in ((self.lan, 1), (self.tuan, 2), (self.huong, 2)):
            metric = self._metric("sms_sent", user)
            action = metric._vn_action(*JANUARY)
            found = self.env[action["res_model"]].with_user(user)
            self.assertEqual(len(found.search(action["domain"])), number)
            self.assertEqual(sum(metric._vn_values(*JANUARY).values()), number)
            self.assertEqual(metric._vn_total(*JANUARY), number)

    def test_deleted_one_is_not_counted(self):
        self._sms(self.hoa, self.lan).mail_message_id.unlink()
        self.assertEqual(self._number("sms_sent"), 0)
