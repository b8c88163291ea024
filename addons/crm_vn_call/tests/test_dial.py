import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import VnCallCommon


class Switchboard(BaseHTTPRequestHandler):
    """A vendor's interface for calls, on loopback."""

    asked = []
    answer = (200, {"status": "success", "call_id": "v1"})

    def do_GET(self):
        self.asked.append(self.path)
        status, body = self.answer
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args):
        pass


@tagged("post_install", "-at_install")
@freeze_time("2026-03-03 03:00:00")
class TestDial(VnCallCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = HTTPServer(("127.0.0.1", 0), Switchboard)
        thread = threading.Thread(target=cls.server.serve_forever, daemon=True)
        thread.start()

        def stop():
            cls.server.shutdown()
            cls.server.server_close()
            thread.join()

        cls.addClassCleanup(stop)
        cls.provider.api_url = f"http://127.0.0.1:{cls.server.server_port}/"
        cls.dialer = cls.env["crm.vn.call.dialer"].with_user(cls.user_own)

    def setUp(self):
        super().setUp()
        Switchboard.asked.clear()
        Switchboard.answer = (200, {"status": "success", "call_id": "v1"})
        # a test's transaction is never committed: what waits for it is asked for here
        self.patch(
            type(self.env.registry), "cursor", lambda *args, **kwargs: Same(self.cr)
        )

    def dial(self, number=None, record=None, user=None, **values):
        record = record or self.caller
        dialer = self.dialer.with_user(user or self.user_own)
        answer = dialer.vn_dial(record._name, record.id, number, **values)
        self.env.flush_all()
        self.cr.postcommit.run()
        return answer

    def test_the_row_first_then_the_switchboard(self):
        answer = self.dialer.vn_dial("res.partner", self.caller.id)
        self.assertEqual(answer["state"], "asked")
        call = self.env["crm.vn.call"].browse(answer["id"])
        self.assertEqual((call.state, call.direction), ("new", "out"))
        self.assertEqual((call.user_id, call.partner_id), (self.user_own, self.caller))
        self.assertFalse(Switchboard.asked)
        self.cr.postcommit.run()
        [path] = Switchboard.asked
        self.assertIn("ext=101", path)
        self.assertIn("phone=0912345678", path)

    def test_the_number_that_customers_see(self):
        self.provider.hotlines = "02873000001, 19001234"
        self.dial()
        self.assertIn("hotline=02873000001", Switchboard.asked[0])
        line = self.provider.extension_ids.filtered(lambda one: one.extension == "102")
        with self.assertRaisesRegex(ValidationError, "no number of"):
            line.hotline = "02899999999"
        line.hotline = "19001234"
        self.dial(user=self.user_all)
        self.assertIn("hotline=19001234", Switchboard.asked[1])

    def test_the_number_on_which_they_called_us(self):
        """Who called one of our numbers sees that one when called back."""
        self.provider.hotlines = "02873000001, 19001234"
        self.miss("m1", hotline="19001234")
        self.dial()
        self.assertIn("hotline=19001234", Switchboard.asked[0])

    def test_the_number_that_is_shown_is_picked(self):
        """Where the switchboard says so; the one they know is offered first."""
        self.provider.write({"hotlines": "02873000001, 19001234", "asks_hotline": True})
        self.miss("m1", hotline="19001234")
        answer = self.dial()
        self.assertEqual(
            answer, {"state": "hotline", "hotlines": ["19001234", "02873000001"]}
        )
        self.assertFalse(Switchboard.asked)
        for wrong in ("02899999999", "1900\r\nAction: Hangup"):
            with self.assertRaisesRegex(UserError, "choose again"):
                self.dial(hotline=wrong)
        self.assertEqual(self.dial(hotline="02873000001")["state"], "asked")
        self.assertIn("hotline=02873000001", Switchboard.asked[0])
        # who has a number of his own is not asked
        line = self.provider.extension_ids.filtered(lambda one: one.extension == "102")
        line.hotline = "19001234"
        self.assertEqual(self.dial(user=self.user_all)["state"], "asked")
        self.assertIn("hotline=19001234", Switchboard.asked[1])

    def test_two_clicks_are_one_call(self):
        first, second = self.dial(), self.dial()
        self.assertEqual(first, second)
        self.assertEqual(len(Switchboard.asked), 1)

    def test_refused_while_a_call_is_open(self):
        self.dial()
        with self.assertRaisesRegex(UserError, "end it first"):
            self.dial(record=self.customer_person_with_phone())

    def customer_person_with_phone(self):
        self.customer_person.phone = "0987 654 321"
        return self.customer_person

    def test_a_changed_number_is_the_new_one(self):
        self.caller.phone = "0933 444 555"
        self.dial()
        self.assertIn("phone=0933444555", Switchboard.asked[0])

    def test_only_numbers_of_the_record(self):
        for number in ("0999999999", "0912\r\nAction: Hangup", "9" * 500):
            with self.assertRaises(UserError):
                self.dial(number)
        with self.assertRaises(UserError):
            self.dialer.vn_dial("res.users", self.user_all.id, "0912345678")
        with self.assertRaises(AccessError):
            self.dialer.with_user(self.employee).vn_dial("crm.lead", 1, "0912345678")
        self.assertFalse(Switchboard.asked)

    def test_several_numbers_in_one_field(self):
        # as it was written before numbers were divided
        self.caller.flush_recordset()
        self.env.cr.execute(
            "UPDATE res_partner SET phone = %s WHERE id = %s",
            ["0912 345 678 / 0987 654 321", self.caller.id],
        )
        self.caller.invalidate_recordset(["phone"])
        answer = self.dial(self.caller.phone)
        self.assertEqual(answer["state"], "choose")
        self.assertEqual(len(answer["numbers"]), 2)
        answer = self.dial(answer["numbers"][1])
        self.assertEqual(answer["state"], "asked")
        self.assertIn("phone=0987654321", Switchboard.asked[0])

    def test_a_document_without_a_number_is_its_customers(self):
        lead = self.env["crm.lead"].create(
            {
                "name": "Hỏi giá",
                "partner_id": self.caller.id,
                "user_id": self.user_own.id,
            }
        )
        with patch.object(type(lead), "_vn_call_number_fields", lambda lead: []):
            answer = self.dial(record=lead)
        call = self.env["crm.vn.call"].browse(answer["id"])
        self.assertEqual((call.partner_id, call.number), (self.caller, "+84912345678"))

    def test_buttons_call_in_the_client(self):
        """What becomes of it is shown there: a phone that dials, a refusal."""
        call = self.answer()
        action = call.with_user(self.user_own).action_call_back()
        self.assertEqual(action["tag"], "crm_vn_call_dial")
        record = self.env[action["params"]["model"]].browse(action["params"]["id"])
        self.assertEqual(record, self.caller)
        self.assertEqual(self.dial(action["params"]["number"])["state"], "asked")

    def test_who_may_not_be_called(self):
        self.caller._vn_record_consent("call", "advert", "withdrawn", "hand")
        answer = self.dial(purpose="advert")
        self.assertEqual(answer["state"], "refused")
        self.assertTrue(answer["reason"])
        self.assertFalse(Switchboard.asked)

    def test_a_lead_without_a_customer(self):
        """Its number is asked about as a customer's is."""
        lead = self.env["crm.lead"].create(
            {
                "name": "Hỏi giá",
                "phone": "0987 111 222",
                "user_id": self.user_own.id,
            }
        )
        self.env["phone.blacklist"].create([{"number": "+84987111222"}])
        answer = self.dial(record=lead)
        self.assertEqual(answer["state"], "refused")
        self.assertIn("blacklist", answer["reason"])
        self.assertFalse(Switchboard.asked)
        self.env["phone.blacklist"].search([]).active = False
        self.assertEqual(self.dial(record=lead)["state"], "asked")

    def test_what_a_call_is_for_is_what_its_record_says(self):
        """A member of an advert's campaign is called for the advert, not for care."""
        self.caller._vn_record_consent("call", "advert", "withdrawn", "hand")
        self.assertEqual(self.dial()["state"], "asked")
        self.env["crm.vn.call"].search([])._vn_as_engine().is_over = True
        with patch.object(type(self.caller), "_vn_call_purpose", lambda one: "advert"):
            self.assertEqual(self.dial()["state"], "refused")

    def test_without_an_extension_the_phone_dials(self):
        answer = self.dial(user=self.manager)
        self.assertEqual(answer, {"state": "phone", "number": "+84912345678"})

    def test_the_switchboard_refuses(self):
        Switchboard.answer = (200, {"status": "fail", "error": "USER_BUSY"})
        call = self.env["crm.vn.call"].browse(self.dial()["id"])
        self.assertEqual(call.state, "failed")
        # and the next one may be tried
        Switchboard.answer = (200, {"status": "success"})
        self.assertEqual(self.dial()["state"], "asked")

    def test_its_events_find_it_without_our_mark(self):
        call = self.env["crm.vn.call"].browse(self.dial()["id"])
        values = {
            "direction": "outbound",
            "from_number": "101",
            "to_number": "0912345678",
        }
        found = self.tell(**self.event("ringing", "v1", **values))
        self.assertEqual(found, call)
        self.answer("v1", talk=20, **values)
        self.assertEqual((call.state, call.direction), ("answered", "out"))
        self.assertEqual(call.talk_seconds, 20)

    def test_a_mark_that_nobody_knows_never_comes_in(self):
        provider = self.provider.create({"name": "Asterisk", "kind": "asterisk"})
        body = {"state": "ended", "id": "crm-77", "dialstatus": "NOANSWER"}
        provider._vn_receive(json.dumps(body).encode(), {}, {})
        provider._vn_process_events()
        call = self.find("crm-77", provider)
        self.assertEqual((call.direction, call.state), ("out", "no_answer"))
        self.assertFalse(
            self.env["crm.vn.call.back"].search([("call_id", "=", call.id)])
        )


class Same:
    """The test's own cursor where another one would be opened."""

    def __init__(self, cr):
        self.cr = cr

    def __enter__(self):
        return self.cr

    def __exit__(self, *_args):
        return None
