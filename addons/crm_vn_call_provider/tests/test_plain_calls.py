"""Facts of a call put together, and how a switchboard is asked."""

import base64
import hashlib
import hmac
import json
from types import SimpleNamespace
from unittest.mock import patch

import requests

from odoo.tests import BaseCase, tagged

from ..tools import conversation, dial

DIAL = "odoo.addons.crm_vn_call_provider.tools.dial"
ASKED = {
    "url": "https://pbx.example",
    "account": "acc",
    "secret": "bí mật",
    "hotline": "02873000001",
    "extension": "101",
    "number": "+84912345678",
    "token": "crm-1",
}


def fact(state, **told):
    return {"state": state, **told}


def state_of(*states, **told):
    return conversation.fold([fact(state, **told) for state in states])["state"]


@tagged("post_install", "-at_install")
class TestPlainConversation(BaseCase):
    def test_how_a_call_that_was_not_answered_ends(self):
        for states, direction, wanted in (
            (("new",), "in", "new"),
            (("recording",), "in", "new"),
            (("unknown",), "in", "new"),
            (("ringing",), "in", "ringing"),
            (("refused",), "in", "ringing"),
            (("new", "ended"), "in", "missed"),
            (("new", "ended"), "internal", "missed"),
            (("new", "ended"), "out", "no_answer"),
            (("no_answer",), "in", "missed"),
            (("no_answer",), "out", "no_answer"),
            (("no_answer",), "internal", "no_answer"),
            (("missed",), "out", "missed"),
            (("busy", "no_answer"), "out", "busy"),
            (("busy", "no_answer"), "in", "busy"),
            (("busy", "voicemail"), "in", "voicemail"),
            (("failed", "no_answer"), "out", "failed"),
            (("busy", "failed"), "out", "busy"),
            (("failed",), "in", "failed"),
        ):
            with self.subTest(states=states, direction=direction):
                self.assertEqual(state_of(*states, direction=direction), wanted)
        self.assertEqual(state_of("ended"), "missed", "told by nobody, it came in")

    def test_what_is_over(self):
        for state in conversation.STATES:
            over = conversation.fold([fact(state)])["is_over"]
            wanted = state in (*conversation.FINAL, "ended")
            self.assertEqual(over, wanted, state)
        told = [fact("ringing", ended="2026-01-05T02:00:31")]
        self.assertTrue(conversation.fold(told)["is_over"])
        # somebody talked, and the call goes on
        call = conversation.fold([fact("answered", answered="2026-01-05T02:00:19")])
        self.assertEqual((call["is_over"], call["ended"]), (False, None))
        self.assertEqual(call["talk_seconds"], 0)

    def test_who_talks(self):
        first = fact("answered", extension="101", answered="2026-01-05T02:00:19")
        second = fact("answered", extension="102", at="2026-01-05T02:00:25")
        ring = fact("ringing", extension="103")
        third = fact("answered", extension="104")
        for facts, wanted in (
            ([first, second, ring, third], "102"),
            ([first, third], "101"),
            ([ring], "103"),
            ([ring, fact("ringing", extension="105")], None),
            ([ring, fact("missed", extension="103")], "103"),
            ([fact("answered"), ring], "103"),
            ([fact("missed")], None),
        ):
            with self.subTest(facts=facts):
                self.assertEqual(conversation.fold(facts)["extension"], wanted)

    def test_what_most_facts_tell(self):
        facts = [
            fact("ringing", number="2", at="1"),
            fact("ringing", number="2", at="2"),
            fact("ringing", number="1", at="3"),
            fact("ringing", number=""),
        ]
        self.assertEqual(conversation.fold(facts)["number"], "2")
        self.assertEqual(conversation.fold(facts[1:])["number"], "1")
        self.assertEqual(conversation.fold(facts)["started"], "1")
        self.assertIsNone(conversation.fold(facts)["hotline"])
        # the order in which the parts of a fact are told is none of its sense
        one, other = {"state": "new", "number": "1"}, {"number": "1", "state": "new"}
        self.assertEqual(conversation.merge([one], [other]), [one])
        self.assertEqual(
            conversation.merge([], [fact("é"), fact("z")]), [fact("z"), fact("é")]
        )

    def test_how_long_they_talked(self):
        began, ended = "2026-01-05T02:00:19", "2026-01-05T02:00:31"
        for told, wanted in (
            ([fact("answered", answered=began), fact("ended", ended=ended)], 12),
            ([fact("answered", answered=began), fact("ended", ended=began)], 0),
            ([fact("answered", answered=ended), fact("ended", ended=began)], 0),
            ([fact("answered", answered=began, talk=7), fact("ended", ended=ended)], 7),
            ([fact("answered", talk=7), fact("ended", talk=9)], 9),
            ([fact("ended", talk=9)], 0),
        ):
            with self.subTest(told=told):
                self.assertEqual(conversation.fold(told)["talk_seconds"], wanted)

    def test_legs(self):
        def leg(*states):
            facts = [fact(state, extension="101") for state in states]
            return conversation.legs([fact("new"), *facts])["101"]

        order = ("new", "ringing", "refused", "ended", "answered")
        for place, state in enumerate(order):
            for further in order[place:]:
                found = leg(state, further)["state"]
                self.assertEqual(found, further, (state, further))
        self.assertEqual(leg("unknown")["state"], "new")
        # of two that are as far the first stays
        self.assertEqual(leg("busy", "missed")["state"], "busy")
        moments = [
            fact("ringing", extension="102", started="3", at="2"),
            fact("ringing", extension="102", answered="4", ended="5"),
            fact("ringing", extension="101"),
        ]
        found = conversation.legs(moments)
        self.assertEqual(list(found), ["101", "102"])
        self.assertEqual((found["102"]["at"], found["101"]["at"]), ("2", None))

    def test_who_rings(self):
        ring = [fact("ringing", extension=name) for name in ("102", "101")]
        waiting = fact("unknown", extension="103")
        self.assertEqual(conversation.ringing([*ring, waiting]), ["101", "102"])
        refused = fact("refused", extension="101")
        self.assertEqual(conversation.ringing([*ring, refused]), ["102"])
        answered = fact("answered", extension="101")
        self.assertEqual(conversation.ringing([*ring, answered]), [])
        self.assertEqual(conversation.ringing([*ring, fact("busy")]), [])
        self.assertEqual(conversation.ringing([fact("new", extension="1")]), [])


@tagged("post_install", "-at_install")
class TestPlainDial(BaseCase):
    def _request(self, kind, **asked):
        return dial.request(kind, **{**ASKED, **asked})

    def test_what_each_is_asked(self):
        bearer = {"Authorization": "Bearer bí mật"}
        json_too = {"Content-Type": "application/json", **bearer}
        for kind, method, path, headers, params, body in (
            (
                "omicall",
                "POST",
                "/click2call",
                json_too,
                {},
                {
                    "hotline": "02873000001",
                    "extension": "101",
                    "phone_number": "0912345678",
                },
            ),
            (
                "voip24h",
                "POST",
                "/v3/call/dial",
                bearer,
                {"extension": "101", "phone": "0912345678"},
                None,
            ),
            (
                "tel4vn",
                "GET",
                "/v1/click2call/async",
                bearer,
                {"ext": "101", "phone": "0912345678", "hotline": "02873000001"},
                None,
            ),
            (
                "cloudfone",
                "POST",
                "",
                json_too,
                {},
                {
                    "extension": "101",
                    "number": "0912345678",
                    "hotline": "02873000001",
                    "token": "crm-1",
                },
            ),
        ):
            for url in ("https://pbx.example/v", "https://pbx.example/v/"):
                with self.subTest(kind=kind, url=url):
                    found = self._request(kind, url=url)
                    self.assertEqual(found.method, method)
                    self.assertEqual(found.url, f"https://pbx.example/v{path}")
                    self.assertEqual((found.headers, found.params), (headers, params))
                    told = json.loads(found.data) if found.data else None
                    self.assertEqual(told, body)

    def test_signatures(self):
        with patch(f"{DIAL}.time.time", return_value=1767000000.7):
            bridge, stringee = self._request("asterisk"), self._request("stringee")
        self.assertEqual(bridge.url, "https://pbx.example/call")
        self.assertEqual(
            json.loads(bridge.data),
            {"extension": "101", "number": "0912345678", "token": "crm-1"},
        )
        signed = hmac.new(
            "bí mật".encode(), b"1767000000." + bridge.data, hashlib.sha256
        ).hexdigest()
        self.assertEqual(
            bridge.headers["X-CRM-VN-Signature"], f"t=1767000000,v1={signed}"
        )
        self.assertEqual(stringee.url, "https://pbx.example/v1/call/callout")
        self.assertEqual(
            json.loads(stringee.data)["toAgentFromNumberDisplayAlias"], "crm-1"
        )
        head, claims, seal = stringee.headers["X-STRINGEE-AUTH"].encode().split(b".")
        self.assertEqual(
            json.loads(base64.urlsafe_b64decode(claims + b"==")),
            {
                "jti": "acc-1767000000",
                "iss": "acc",
                "exp": 1767003600,
                "rest_api": True,
            },
        )
        wanted = hmac.new("bí mật".encode(), head + b"." + claims, hashlib.sha256)
        self.assertEqual(seal, base64.urlsafe_b64encode(wanted.digest()).rstrip(b"="))

    def test_numbers_as_they_are_dialled(self):
        for number, wanted in (
            ("+84912345678", "0912345678"),
            ("+6512345678", "6512345678"),
            ("0912345678", "0912345678"),
            ("*43", "*43"),
        ):
            found = self._request("voip24h", number=number)
            self.assertEqual(found.params["phone"], wanted)
        with self.assertRaisesRegex(ValueError, "not a number"):
            self._request("voip24h", number="0912\r\nX")
        with self.assertRaisesRegex(ValueError, "not an extension"):
            self._request("voip24h", extension="101 X")

    def test_answers(self):
        long = "x" * 300
        for status, text, wanted in (
            (199, "", (False, "HTTP 199")),
            (200, "", (True, "")),
            (202, " ", (True, "")),
            (299, "{}", (True, "")),
            (300, "{}", (False, "HTTP 300")),
            (200, "ok", (True, "")),
            (200, "[1]", (True, "")),
            (200, '{"r": 0}', (True, "")),
            (200, '{"r": "0"}', (True, "")),
            (200, '{"r": 1}', (False, "")),
            (200, '{"status": "ok", "message": "m"}', (True, "")),
            (200, '{"status": "FAIL"}', (False, "FAIL")),
            (200, '{"status": "error", "message": "m"}', (False, "m")),
            (200, '{"error": "e", "message": "m"}', (False, "e")),
            (200, json.dumps({"error": long}), (False, "x" * 200)),
        ):
            with self.subTest(status=status, text=text):
                self.assertEqual(dial.read(status, text), wanted)

    def test_asking(self):
        asked = []

        def request(method, url, **options):
            asked.append((method, url, options))
            return SimpleNamespace(status_code=200, text='{"error": "busy"}')

        wanted = self._request("tel4vn")
        with patch.object(requests, "request", request):
            self.assertEqual(dial.ask(wanted), (False, "busy"))
        [(method, url, options)] = asked
        self.assertEqual((method, url), (wanted.method, wanted.url))
        self.assertEqual(
            options,
            {
                "headers": wanted.headers,
                "params": wanted.params,
                "data": b"",
                "timeout": 5,
                "allow_redirects": False,
            },
        )
        with patch.object(requests, "request", side_effect=requests.ReadTimeout):
            self.assertEqual(dial.ask(wanted), (False, "ReadTimeout"))
