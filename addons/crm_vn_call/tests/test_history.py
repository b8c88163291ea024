import json
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.crm_vn_call_provider.tools import history

from .common import VnCallCommon


class Records(BaseHTTPRequestHandler):
    """A switchboard's list of calls on loopback: the newest first, by pages."""

    rows = []
    status = 200
    asked = []

    def do_GET(self):
        parts = urlsplit(self.path)
        query = {name: one for name, [one] in parse_qs(parts.query).items()}
        self.asked.append((parts.path, query, self.headers["Authorization"]))
        first = int(query.get("offset") or (int(query.get("page", 1)) - 1) * 100)
        told = {"data": self.rows[first : first + int(query["limit"])]}
        body = json.dumps(told).encode()
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@tagged("post_install", "-at_install")
@freeze_time("2026-03-03 03:00:00")
class TestHistory(VnCallCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        port = cls._serve(Records)
        cls.env["crm.vn.call.provider"].search([]).asks_history = False
        cls.provider.write(
            {
                "api_url": f"http://127.0.0.1:{port}",
                "api_secret": "bi mat",
                "asks_history": True,
            }
        )
        cls.cron = cls.env.ref("crm_vn_call_provider.ir_cron_ask_history")

    def setUp(self):
        super().setUp()
        Records.rows, Records.status, Records.asked = [], 200, []

    def ask(self):
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()
        self.provider._vn_process_events()

    def row(self, name, started, number="0912345678", **values):
        """Return a row of TEL4VN's list: nobody lifted."""
        return {
            "id": f"id-{name}",
            "sip_call_id": name,
            "direction": "inbound",
            "from_number": number,
            "to_number": "02873000001",
            "hotline": "02873000001",
            "duration": 20,
            "billsec": 0,
            "time_started": started,
            "time_ended": started,
            **values,
        }

    def backs(self):
        return self.env["crm.vn.call.back"].search([("state", "=", "open")])

    def test_what_no_event_told(self):
        """A call that was told, one that was not, and one too old to be a task."""
        told = self.answer("c1")
        Records.rows = [
            self.row("lost", "2026-03-03 09:45:00"),
            self.row(
                "c1",
                "2026-03-03 09:30:00",
                to_number="101",
                billsec=12,
                time_answered="2026-03-03 09:30:10",
                time_ended="2026-03-03 09:30:22",
            ),
            self.row("old", "2026-03-01 09:00:00", "0966000111"),
        ]
        for _twice in range(2):
            self.ask()
            calls = self.env["crm.vn.call"].search(
                [("provider_id", "=", self.provider.id)], order="started"
            )
            self.assertEqual(
                calls.mapped("conversation"), ["old", "c1", "lost"], "each once"
            )
            self.assertEqual(calls.mapped("state"), ["missed", "answered", "missed"])
        self.assertEqual((told.state, told.talk_seconds), ("answered", 12))
        # the switchboard had its minute to say more
        with freeze_time("2026-03-03 03:02:00"), self.enter_registry_test_mode():
            self.env.ref("crm_vn_call.ir_cron_settle").method_direct_trigger()
        self.env.invalidate_all()
        back = self.backs()
        self.assertEqual((len(back), back.missed_count), (1, 1))
        self.assertEqual(back.call_id, self.find("lost"))
        self.assertEqual(Records.asked[0][0], "/v1/cdr")
        self.assertEqual(Records.asked[0][2], "Bearer bi mat")

    def test_with_an_overlap(self):
        """What is written late is found by the next time."""
        self.provider.kind = "voip24h"
        self.ask()
        self.assertEqual(self.provider.history_date, datetime(2026, 3, 3, 3))
        with freeze_time("2026-03-03 03:15:00"):
            self.ask()
        first, second = [query for _path, query, _key in Records.asked]
        self.assertEqual(first["dateStart"], "2026-03-02 08:00:00")
        self.assertEqual(second["dateStart"], "2026-03-03 08:00:00")
        self.assertEqual(second["dateEnd"], "2026-03-03 10:15:00")
        with freeze_time("2026-04-03 03:00:00"):
            self.ask()
        self.assertEqual(Records.asked[-1][1]["dateStart"], "2026-03-27 10:00:00")

    def test_page_by_page(self):
        began = datetime(2026, 3, 3, 9, 30)
        self.provider.extension_ids.unlink()
        Records.rows = [
            self.row(f"p{number}", str(began - timedelta(minutes=number * 10)))
            for number in range(history.PAGE * 4)
        ]
        self.ask()
        self.assertEqual(
            [query["page"] for _path, query, _key in Records.asked], ["1", "2", "3"]
        )

    @mute_logger("odoo.addons.crm_vn_base.models.crm_vn_cron_failure")
    def test_a_switchboard_that_does_not_answer(self):
        self.provider.history_date = before = datetime(2026, 3, 3, 1)
        Records.status = 503
        self.ask()
        self.assertEqual(self.provider.history_date, before)
        failure = self.env["crm.vn.cron.failure"].search(
            [("cron_id", "=", self.cron.id)]
        )
        self.assertIn("does not tell which calls", failure.reason)
        Records.status = 200
        self.ask()
        self.assertGreater(self.provider.history_date, before)
        self.assertFalse(failure.exists())
