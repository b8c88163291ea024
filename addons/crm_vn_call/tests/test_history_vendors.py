"""Lists of calls of Stringee and OMICall, from servers that speak as theirs do."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import VnCallCommon

NOW = datetime(2026, 3, 3, 3)


def moment(hour, minute, day=3):
    """Return milliseconds of a moment in Vietnam."""
    there = datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)
    return int(there.timestamp() * 1000)


class Vendor(BaseHTTPRequestHandler):
    """What both have in common: an answer as JSON, and a note of what was asked."""

    rows = []
    asked = []

    def give(self, told):
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def get_query(self):
        query = parse_qs(urlsplit(self.path).query)
        self.asked.append((urlsplit(self.path).path, query))
        return query

    def log_message(self, *_args):
        pass


class Stringee(Vendor):
    def do_GET(self):
        query = self.get_query()
        if not self.is_signed(self.headers["X-STRINGEE-AUTH"] or "", b"bi mat"):
            self.give({"r": 6, "message": "ACCESS_TOKEN_INVALID"})
            return
        begin, end = (
            int(query[name][0]) for name in ("from_start_time", "to_start_time")
        )
        found = [row for row in self.rows if begin <= row["start_time"] <= end]
        found.sort(key=lambda row: (row["start_time"], row["id"]), reverse=True)
        if after := query.get("search_after[]"):
            last = (int(after[0]), after[1])
            found = [row for row in found if (row["start_time"], row["id"]) < last]
        self.give({"r": 0, "data": {"calls": found[: int(query["limit"][0])]}})

    @staticmethod
    def is_signed(token, key):
        head, _dot, given = token.rpartition(".")
        wanted = hmac.new(key, head.encode(), hashlib.sha256).digest()
        return given == base64.urlsafe_b64encode(wanted).rstrip(b"=").decode()


class Omicall(Vendor):
    begins = []

    def do_GET(self):
        good = self.get_query() == {"apiKey": ["bi mat"]}
        self.give({"payload": {"access_token": "the"}} if good else {})

    def do_POST(self):
        query = self.get_query()
        length = int(self.headers["Content-Length"])
        wanted = json.loads(self.rfile.read(length))["filter"]
        if self.headers["Authorization"] != "Bearer the":
            self.give({"status_code": 401})
            return
        self.begins.append(wanted["fromDate"])
        begin, end = wanted["fromDate"] / 1000, wanted["toDate"] / 1000
        found = [row for row in self.rows if begin <= row["time_start_call"] <= end]
        found.sort(key=lambda row: -row["time_start_call"])
        size = min(50, int(query["size"][0]))
        first = (int(query["page"][0]) - 1) * size
        self.give({"payload": {"items": found[first : first + size]}})


class HistoryCase(VnCallCommon):
    """The same of each vendor; what differs is a row of its list."""

    kind = server = None
    #: where calls are asked for, when that is another server than the list's
    api_url = ""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        url = f"http://127.0.0.1:{cls._serve(cls.server)}"
        providers = cls.env["crm.vn.call.provider"]
        providers.search([]).asks_history = False
        cls.provider.write(
            {
                "kind": cls.kind,
                "api_url": cls.api_url or url,
                "history_url": cls.api_url and url,
                "api_account": "SK1",
                "api_secret": "bi mat",
                "asks_history": True,
            }
        )
        cls.cron = cls.env.ref("crm_vn_call_provider.ir_cron_ask_history")

    def setUp(self):
        super().setUp()
        self.server.rows, self.server.asked = [], []

    def ask(self):
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()
        self.provider._vn_process_events()

    def lists(self):
        """Return the requests for pages."""
        return [query for path, query in self.server.asked if path != "/api/auth"]

    def check_what_no_event_told(self, lost, answered, old):
        """One that is lost, one that is answered, one too old to be a task."""
        self.server.rows = [lost, answered, old]
        for _twice in range(2):
            self.ask()
        calls = self.env["crm.vn.call"].search(
            [("provider_id", "=", self.provider.id)], order="started"
        )
        self.assertEqual(calls.mapped("conversation"), ["old", "talk", "lost"])
        self.assertEqual(calls.mapped("state"), ["missed", "answered", "missed"])
        self.assertEqual(set(calls.mapped("direction")), {"in"})
        self.assertEqual(calls[1].talk_seconds, 12)
        self.assertEqual(calls[1].user_id, self.user_own)
        self.assertEqual(calls[1].partner_id, self.caller)
        with freeze_time("2026-03-03 03:02:00"), self.enter_registry_test_mode():
            self.env.ref("crm_vn_call.ir_cron_settle").method_direct_trigger()
        self.env.invalidate_all()
        back = self.env["crm.vn.call.back"].search([("state", "=", "open")])
        self.assertEqual((back.call_id, back.missed_count), (calls[2], 1))

    def check_pages(self, make, size):
        """All of what was in the time, each row once, whatever the pages."""
        self.provider.extension_ids.unlink()
        began = NOW - timedelta(minutes=5)
        self.server.rows = [
            make(f"p{number}", began - timedelta(minutes=number * 6))
            for number in range(size * 3)
        ]
        self.ask()
        since = NOW - timedelta(hours=26)
        wanted = {
            f"p{number}"
            for number in range(size * 3)
            if began - timedelta(minutes=number * 6) >= since
        }
        calls = self.env["crm.vn.call"].search([("provider_id", "=", self.provider.id)])
        self.assertGreater(len(wanted), size * 2)
        self.assertEqual(sorted(calls.mapped("conversation")), sorted(wanted))
        # after a full page there may be another one
        self.assertEqual(len(self.lists()), len(wanted) // size + 1)

    def check_overlap(self, begin):
        """What is written late is found by the next time."""
        self.ask()
        self.assertEqual(self.provider.history_date, NOW)
        with freeze_time("2026-03-03 03:15:00"):
            self.ask()
        told = [begin(number) for number in range(len(self.lists()))]
        self.assertEqual(told, [moment(8, 0, day=2), moment(8, 0)])

    def check_refusal(self, reason):
        self.provider.api_secret = "sai"
        self.ask()
        self.assertFalse(self.provider.history_date)
        failure = self.env["crm.vn.cron.failure"].search(
            [("cron_id", "=", self.cron.id)]
        )
        self.assertIn(reason, failure.reason)
        self.provider.api_secret = "bi mat"
        self.ask()
        self.assertEqual(self.provider.history_date, NOW)
        self.assertFalse(failure.exists())

    def check_rights(self):
        for user in (self.user_own, self.manager):
            provider = self.provider.with_user(user)
            for name in ("history_url", "asks_history", "history_date"):
                with self.assertRaises(AccessError):
                    provider.read([name])
            with self.assertRaises(AccessError):
                provider.write({"history_url": "http://127.0.0.1:1"})


@tagged("post_install", "-at_install")
@freeze_time("2026-03-03 03:00:00")
class TestStringeeHistory(HistoryCase):
    kind, server = "stringee", Stringee
    api_url = "https://icc-api.example/"

    def row(self, name, started, number="84912345678", **values):
        """Return a row of the call log: nobody lifted."""
        return {
            "id": name,
            "from_user_id": None,
            "from_number": number,
            "to_number": "842873000001",
            "from_internal": 0,
            "to_internal": 0,
            "start_time": started,
            "answer_time": 0,
            "stop_time": started + 20_000,
            "answer_duration": 0,
            "recorded": 0,
            **values,
        }

    def test_what_no_event_told(self):
        talk = {
            "to_number": "101",
            "to_internal": 1,
            "answer_time": moment(9, 31),
            "stop_time": moment(9, 31) + 12_000,
            "answer_duration": 12,
            "recorded": 1,
        }
        self.check_what_no_event_told(
            self.row("lost", moment(9, 45)),
            self.row("talk", moment(9, 30), **talk),
            self.row("old", moment(9, 0, day=2), "84966000111"),
        )
        self.assertEqual(
            self.find("talk").recording,
            "https://api.stringee.com/v1/call/recording/talk",
        )

    def test_who_was_called_by_an_agent(self):
        outgoing = {
            "from_user_id": "101",
            "from_number": "101",
            "from_internal": 1,
            "to_number": "84912345678",
            "answer_time": moment(9, 41),
            "answer_duration": 7,
        }
        self.server.rows = [self.row("out", moment(9, 40), **outgoing)]
        self.ask()
        call = self.find("out")
        self.assertEqual((call.direction, call.state), ("out", "answered"))
        self.assertEqual((call.user_id, call.partner_id), (self.user_own, self.caller))

    def test_what_was_asked_for_by_a_click(self):
        """Its row has our mark, and is no call of its own."""
        clicked = (
            self.env["crm.vn.call"]
            ._vn_as_engine()
            .create(
                {
                    "provider_id": self.provider.id,
                    "company_id": self.company.id,
                    "conversation": "crm-0011",
                    "client_ref": "crm-0011",
                    "direction": "out",
                    "state": "new",
                    "number": "+84912345678",
                    "user_id": self.user_own.id,
                }
            )
        )
        told = {"from_alias": "crm-0011", "to_number": "101", "to_internal": 1}
        self.server.rows = [self.row("call-vn-1", moment(9, 40), **told)]
        self.ask()
        self.assertEqual(self.find("call-vn-1"), clicked)
        self.assertEqual((clicked.direction, clicked.state), ("out", "no_answer"))

    def test_page_by_page(self):
        def make(name, started):
            return self.row(name, int(started.replace(tzinfo=UTC).timestamp() * 1000))

        self.check_pages(make, 100)

    def test_with_an_overlap(self):
        self.check_overlap(lambda n: int(self.lists()[n]["from_start_time"][0]))

    @mute_logger("odoo.addons.crm_vn_base.models.crm_vn_cron_failure")
    def test_a_wrong_key(self):
        self.check_refusal("ACCESS_TOKEN_INVALID")

    def test_rights(self):
        self.check_rights()


@tagged("post_install", "-at_install")
@freeze_time("2026-03-03 03:00:00")
class TestOmicallHistory(HistoryCase):
    kind, server = "omicall", Omicall

    def row(self, name, started, number="0912345678", **values):
        """Return a row of the call transactions: nobody lifted."""
        return {
            "transaction_id": name,
            "direction": "inbound",
            "source_number": number,
            "destination_number": "02873000001",
            "phone_number": number,
            "sip_number": "02873000001",
            "sip_user": "",
            "disposition": "cancelled",
            "bill_sec": 0,
            "duration": 20,
            "time_start_call": started // 1000,
            "time_answer_start": None,
            "time_end_call": started // 1000 + 20,
            "state": None,
            "hotline": None,
            **values,
        }

    def test_what_no_event_told(self):
        talk = {
            "sip_user": "101",
            "disposition": "answered",
            "bill_sec": 12,
            "time_answer_start": moment(9, 31) // 1000,
            "time_end_call": moment(9, 31) // 1000 + 12,
        }
        self.check_what_no_event_told(
            self.row("lost", moment(9, 45)),
            self.row("talk", moment(9, 30), **talk),
            self.row("old", moment(9, 0, day=2), "0966000111"),
        )
        self.assertEqual(self.find("talk").hotline, "02873000001")

    def test_page_by_page(self):
        def make(name, started):
            return self.row(name, int(started.replace(tzinfo=UTC).timestamp() * 1000))

        self.check_pages(make, 50)

    def test_with_an_overlap(self):
        self.server.begins = []
        self.check_overlap(lambda n: self.server.begins[n])

    @mute_logger("odoo.addons.crm_vn_base.models.crm_vn_cron_failure")
    def test_a_wrong_key(self):
        self.check_refusal("gives no token")

    def test_rights(self):
        self.check_rights()
