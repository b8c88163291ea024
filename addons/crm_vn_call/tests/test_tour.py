from odoo import fields
from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnCallCommon
from .test_dial import Switchboard
from .test_recording import Sounds


@tagged("post_install", "-at_install")
class TestTour(VnCallCommon, VnTourCase):
    def test_the_client_knows_what_is_called_from(self):
        """It is what the dialer takes: the documents that a customer has."""
        self.authenticate("vn_user_own", "vn_user_own")
        info = self.make_jsonrpc_request("/web/session/get_session_info")
        documents = self.env["res.partner"]._vn_customer_documents()
        self.assertEqual(info["vn_call_models"], list(documents))

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

    def test_ring_and_open(self):
        """While it rings: who it is, what is noted, and from there to the customer."""
        # it rings when the tour says so, and not once more
        self.patch(type(self.env["res.users"]), "_bus_send", lambda *_args: None)
        call = self.tell(**self.event("ringing"))
        self.assertEqual(call.partner_id, self.caller)
        self.run_tour_everywhere(
            "/odoo/action-crm_vn_call.crm_vn_call_action",
            "crm_vn_call_ring",
            "vn_user_own",
        )
        self.assertTrue(call.result_id)

    def test_it_rings_on_the_screen(self):
        """From the switchboard's event to the pop-up, and away when it is answered."""
        self.patch(type(self.provider), "_vn_make_key", lambda _one: "tour-key")
        self.provider._vn_new_address()
        events = self.env["crm.vn.webhook.event"]
        known = self.provider.id

        def work_off(inbox):
            inbox._process(inbox.env["crm.vn.call.provider"].browse(known))

        # no scheduled action runs here: what came is worked off at once
        self.patch(type(events), "_trigger", work_off)
        self.run_tour_everywhere(
            "/odoo/action-crm_vn_call.crm_vn_call_action",
            "crm_vn_call_bus",
            "vn_user_own",
        )
        calls = self.env["crm.vn.call"].search([("conversation", "like", "bus-%")])
        self.assertEqual(set(calls.mapped("state")), {"answered"})
        self.assertEqual(calls.partner_id, self.caller)

    def test_listen_and_call_back(self):
        """The sound comes through the server, and each listening is noted."""
        self.user_own.group_ids += self.env.ref("crm_vn_call.group_vn_listen")
        self.serve(Sounds)
        url = self.serve(Switchboard)
        self.provider.write(
            {
                "announcement_played": True,
                "recording_hosts": self.served[0],
                "recording_private": True,
                "api_url": url,
            }
        )
        call = self.answer(recording_url=f"http://{self.served[0]}/1.wav")

        def before(_size, _lang):
            # the call that the tour before this one asked for is over
            waiting = self.env["crm.vn.call"].search([("is_over", "=", False)])
            waiting._vn_as_engine().write({"is_over": True})

        self.run_tour_everywhere(
            f"/odoo/action-crm_vn_call.crm_vn_call_action/{call.id}",
            "crm_vn_call_listen",
            "vn_user_own",
            before=before,
        )
        listened = self.env["crm.vn.call.listen"].search([("call_id", "=", call.id)])
        self.assertEqual(listened.mapped("user_id"), self.user_own)
        self.assertEqual(len(listened), 2)

    def serve(self, handler):
        """Serve on loopback until the test ends; return the address."""
        port = self._serve(handler)
        self.served.append(f"127.0.0.1:{port}")
        return f"http://{self.served[-1]}/"

    def setUp(self):
        super().setUp()
        self.served = []
