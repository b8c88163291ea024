from odoo.tests import tagged

from odoo.addons.crm_vn_kpi.tests.common import FEBRUARY, JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
class TestKpiMessages(VnKpiCommon):
    """Messages that were delivered, and answered, by who sent them."""

    def _message(self, partner, user, moment="2027-01-20 03:00:00", **values):
        log = self.env["crm.vn.message"].with_user(user)
        return log._vn_log_outgoing(
            [
                {
                    "kind": "sms",
                    "channel": "sms",
                    "purpose": "care",
                    "company_id": self.company.id,
                    "partner_id": partner.id,
                    "body": "Chào chị",
                    "state": "delivered",
                    "date": moment,
                    "sent_date": moment,
                    **values,
                }
            ]
        ).with_env(self.env)

    def test_delivered_and_answered(self):
        self._message(self.hoa, self.lan)
        self._message(self.hoa, self.lan, answered=True)
        self._message(self.hoa, self.lan, state="failed")
        self._message(self.hoa, self.lan, direction="in", state="received")
        self.assertEqual(self._number("messages_delivered"), 2)
        self.assertEqual(self._number("messages_answered"), 1)

    def test_at_midnight_in_vietnam(self):
        self._message(self.hoa, self.lan, moment="2027-01-31 17:30:00")
        self.assertEqual(self._number("messages_delivered"), 0)
        self.assertEqual(self._number("messages_delivered", FEBRUARY), 1)

    def test_every_role_opens_what_it_counts(self):
        self._message(self.hoa, self.lan)
        self._message(self.son, self.minh)
        for user, number in ((self.lan, 1), (self.huong, 2)):
            metric = self._metric("messages_delivered", user)
            action = metric._vn_action(*JANUARY)
            found = self.env[action["res_model"]].with_user(user)
            self.assertEqual(len(found.search(action["domain"])), number)
            self.assertEqual(metric._vn_total(*JANUARY), number)
