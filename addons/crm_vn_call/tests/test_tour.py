from odoo import fields
from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnCallCommon


@tagged("post_install", "-at_install")
class TestTour(VnCallCommon, VnTourCase):
    def test_call_back_is_done(self):
        """A missed call waits in the list, and leaves it when somebody is done."""
        backs = self.env["crm.vn.call.back"]

        def miss(size, lang):
            moment = self.company._vn_local(fields.Datetime.now())
            started = moment.strftime("%Y-%m-%d %H:%M:%S")
            self.miss(f"{size} {lang}", time_started=started)

        def check():
            back = backs.search([("number_key", "=", "+84912345678")])
            self.assertEqual(set(back.mapped("state")), {"done"})

        self.run_tour_everywhere(
            "/odoo/action-crm_vn_call.crm_vn_call_back_action",
            "crm_vn_call_back",
            "vn_user_own",
            before=miss,
            after=check,
        )

    def test_log_a_call(self):
        """From the customer: how it went, a note, saved."""
        self.run_tour_everywhere(
            f"/odoo/res.partner/{self.caller.id}",
            "crm_vn_call_log",
            "vn_user_own",
        )
        calls = self.env["crm.vn.call"].search([("partner_id", "=", self.caller.id)])
        self.assertEqual(len(calls), 2)
        self.assertEqual(set(calls.mapped("state")), {"answered"})
        self.assertEqual(set(calls.mapped("note")), {"Đã báo giá"})
