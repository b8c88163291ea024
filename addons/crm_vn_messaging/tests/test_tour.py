from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnMessagingCommon


@tagged("post_install", "-at_install")
class TestTour(VnTourCase, VnMessagingCommon):
    """Write, see it delivered, read the reply and the refusal."""

    def test_write_and_see(self):
        vnd = self.env.ref("base.VND")
        vnd.active = True
        login = self.user_own.login
        self.person.country_id = self.env.ref("base.vn")

        def before(_size, _lang):
            self.env["crm.vn.message"].search(
                [("partner_id", "=", self.person.id)]
            ).sudo()._vn_as_engine().unlink()
            self.env["sms.sms"].search([("partner_id", "=", self.person.id)]).unlink()
            self.double.reset()
            self.provider.kind = "esms"

        def after():
            message = self.env["crm.vn.message"].search(
                [("partner_id", "=", self.person.id)]
            )
            self.assertEqual(message.body, "Chao chi Mo")
            self.assertEqual(message.user_id, self.user_own)
            self.assertFalse(self.double.sent, "it leaves after the commit")

        self.run_tour_everywhere(
            f"/odoo/res.partner/{self.person.id}",
            "crm_vn_messaging_send_tour",
            login=login,
            before=before,
            after=after,
        )
        self.work()
        self.assertEqual(self.double.sent, {"0912000111": 1})
        message = self.env["crm.vn.message"].search(
            [("partner_id", "=", self.person.id)]
        )
        self.tell(self.double.report_esms(message.uuid))
        self.provider.kind = "speedsms"
        for text in ("Cam on em", "STOP"):
            self.tell({"type": "incoming", "phone": "84912000111", "content": text})
        self.run_tour_everywhere(
            "/odoo/vn-messages", "crm_vn_messaging_seen_tour", login=login
        )
