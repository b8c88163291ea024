"""Vendors that give tokens for keys, recordings behind a login, addresses that move."""

import json
import socket
from http.server import BaseHTTPRequestHandler
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common import VnCallCommon
from .test_dial import Same

RECORDING = "odoo.addons.crm_vn_call.models.crm_vn_call_recording"
SOUND = b"RIFF" + bytes(100)


class Vendor(BaseHTTPRequestHandler):
    """The interface of a vendor, on loopback: a key gives a token, a token a call."""

    asked = []
    tokens = ["t1", "t2"]
    good = {"t1", "t2"}

    def do_GET(self):
        self.take({})

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.take(json.loads(self.rfile.read(length) or b"{}"))

    def take(self, data):
        parts = urlsplit(self.path)
        query = {name: one for name, [one] in parse_qs(parts.query).items()}
        shown = self.headers.get("Authorization", "")
        self.asked.append((parts.path, shown, self.headers["Host"]))
        if parts.path == "/api/auth":
            good = query == {"apiKey": "khoa"}
            self.give({"payload": {"access_token": self.tokens.pop(0)}} if good else {})
        elif parts.path == "/v3/authentication":
            good = (data.get("apiKey"), data.get("apiSecret")) == ("ten", "khoa")
            told = {"token": self.tokens.pop(0), "expried": "2026-03-04 10:00:00"}
            self.give({"status": 1000, "data": {"response": told}} if good else {})
        elif shown.removeprefix("Bearer ") not in self.good:
            self.give({}, 401)
        elif parts.path.endswith(".wav"):
            self.give(SOUND)
        else:
            self.give({"status": "success", "data": []})

    def give(self, told, status=200):
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@tagged("post_install", "-at_install")
@freeze_time("2026-03-03 03:00:00")
class TestVendorLogin(VnCallCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.port = cls._serve(Vendor)
        cls.provider.write(
            {
                "kind": "omicall",
                "api_url": f"http://127.0.0.1:{cls.port}/",
                "api_secret": "khoa",
            }
        )

    def setUp(self):
        super().setUp()
        Vendor.asked, Vendor.tokens = [], ["t1", "t2"]
        Vendor.good = {"t1", "t2"}
        self.patch(
            type(self.env.registry), "cursor", lambda *args, **kwargs: Same(self.cr)
        )

    def dial(self):
        dialer = self.env["crm.vn.call.dialer"].with_user(self.user_own)
        answer = dialer.vn_dial("res.partner", self.caller.id)
        self.env.flush_all()
        self.cr.postcommit.run()
        call = self.env["crm.vn.call"].browse(answer["id"])
        call._vn_as_engine().is_over = True
        return call

    def paths(self):
        return [(path, shown) for path, shown, _host in Vendor.asked]

    def test_a_key_gives_a_token_that_is_kept(self):
        self.assertEqual(self.dial().state, "new")
        self.dial()
        self.assertEqual(
            self.paths(),
            [
                ("/api/auth", ""),
                ("/click2call", "Bearer t1"),
                ("/click2call", "Bearer t1"),
            ],
        )
        with freeze_time("2026-03-03 04:00:01"):
            self.dial()
        self.assertEqual(self.paths()[-1], ("/click2call", "Bearer t2"))

    def test_a_token_that_ended_before_its_time(self):
        self.dial()
        Vendor.good = {"t2"}
        self.assertEqual(self.dial().state, "new")
        self.assertEqual(
            [path for path, _shown in self.paths()],
            ["/api/auth", "/click2call", "/click2call", "/api/auth", "/click2call"],
        )

    def test_a_wrong_key(self):
        self.provider.api_secret = "sai"
        self.assertEqual(self.dial().state, "failed")
        self.assertEqual(self.paths(), [("/api/auth", "")])

    def test_a_new_key_gives_a_new_token(self):
        self.dial()
        self.assertTrue(self.provider.api_token)
        self.provider.api_secret = "khoa"
        self.assertFalse(self.provider.api_token)

    def test_voip24h(self):
        """Its token has an end, spelt as its documents or its server spell it."""
        self.provider.write({"kind": "voip24h", "api_account": "ten"})
        self.assertEqual(self.dial().state, "new")
        self.assertEqual(str(self.provider.api_token_end), "2026-03-04 02:55:00")
        # its list of calls is asked for with the same token
        self.provider.asks_history = True
        self.provider._ask_history()
        self.assertEqual(
            self.paths(),
            [
                ("/v3/authentication", ""),
                ("/v3/call/dial", "Bearer t1"),
                ("/v3/call/history", "Bearer t1"),
            ],
        )
        Vendor.good = {"t2"}
        self.provider._ask_history()
        self.assertEqual(self.paths()[-1], ("/v3/call/history", "Bearer t2"))

    # === Recordings ===
    def test_recordings_behind_a_login(self):
        call = self.record_of_vendor()
        with self.assertRaisesRegex(UserError, "does not give"):
            call._open_recording()
        self.assertEqual(self.paths(), [("/1.wav", "")])
        self.provider.recording_login = True
        self.assertEqual(call._open_recording().content, SOUND)
        self.assertEqual(self.paths()[1:], [("/api/auth", ""), ("/1.wav", "Bearer t1")])

    def test_a_name_that_moves_while_it_is_asked(self):
        """The address that was checked is asked; what the name is later is nothing."""
        call = self.record_of_vendor("localhost")
        self.provider.recording_login = True
        answers = ["127.0.0.1", "169.254.169.254", "169.254.169.254"]

        def look_up(_name, port, *_args, **_kwargs):
            address = answers.pop(0)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

        with patch(f"{RECORDING}.socket.getaddrinfo", look_up):
            address = call._check_host(self.provider, call.sudo().recording)
        self.assertEqual(address, "127.0.0.1")
        answers[:] = ["127.0.0.1", "169.254.169.254"]
        real, names = socket.getaddrinfo, []

        def look_up_once(name, port, *args, **kwargs):
            if name == "localhost":
                return look_up(name, port)
            names.append(name)
            return real(name, port, *args, **kwargs)

        with patch("socket.getaddrinfo", look_up_once):
            response = call._open_recording()
        self.assertEqual(response.content, SOUND)
        self.assertEqual(answers, ["169.254.169.254"], "it was looked up once")
        self.assertEqual(set(names), {"127.0.0.1"})
        self.assertEqual(Vendor.asked[-1][2], f"localhost:{self.port}")

    def record_of_vendor(self, host="127.0.0.1"):
        """Return a call with a recording on the vendor's server, for who may listen."""
        self.provider.write(
            {
                "announcement_played": True,
                "recording_hosts": f"{host}:{self.port}",
                "recording_private": True,
            }
        )
        values = {
            "provider_id": self.provider.id,
            "company_id": self.company.id,
            "conversation": "rec",
            "state": "answered",
            "partner_id": self.caller.id,
            "recording": f"http://{host}:{self.port}/1.wav",
        }
        calls = self.env["crm.vn.call"]._vn_as_engine()
        return calls.create(values).with_user(self.manager)
