"""Each vendor's events, as its documents and public captures show them."""

import doctest
import itertools
import json
import random
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ..tools import (
    adapters,
    conversation,
    dial,
    field_map,
    history,
    presets,
    values,
)
from ..tools.adapters import asterisk, kinds, omicall, stringee, tel4vn, voip24h

ZONE = "Asia/Ho_Chi_Minh"
STRINGEE = [
    {
        "type": "stringee_call",
        "call_status": status,
        "call_id": "call-vn-1-A",
        "timestamp_ms": 1767000000000 + moment * 1000,
        "from": {"number": "84912345678", "alias": "84912345678", "type": "external"},
        "to": {"number": "agent1", "alias": "842873000001", "type": "internal"},
        "callCreatedReason": "EXTERNAL_CALL_IN",
        **more,
    }
    for status, moment, more in (
        ("created", 0, {}),
        ("ringing", 2, {}),
        ("agentEnded", 6, {"to": {"number": "agent2", "type": "internal"}}),
        ("answered", 19, {}),
        ("ended", 31, {"duration": 31, "answerDuration": 12}),
    )
]
STRINGEE.append({"call_id": "call-vn-1-A", "recording_url": "https://r.example/1.mp3"})
OMICALL = [
    {
        "call_uuid": "u-1",
        "state": "ringing",
        "direction": "inbound",
        "from_number": "0912345678",
        "to_number": "101",
        "hotline": "02873000001",
        "created_time": 1767000000,
        "date_time": 1767000000123,
    },
    {
        "call_uuid": "u-1",
        "state": "answered",
        "direction": "inbound",
        "from_number": "0912345678",
        "to_number": "101",
        "date_time": 1767000019000,
    },
    {
        "transaction_id": "u-1",
        "state": "cdr",
        "direction": "inbound",
        "from_number": "0912345678",
        "to_number": "101",
        "phone_number": "0912345678",
        "sip_user": "101",
        "hotline": "02873000001",
        "duration": 31,
        "bill_sec": 12,
        "answer_sec": 19,
        "recording_file_url": "https://r.example/1.wav",
        "time_start_call": 1767000000,
        "time_start_to_answer": 1767000019,
        "time_end_call": 1767000031,
    },
]
VOIP24H = [
    {
        "uniqueid": "1767.12",
        "linkedid": "1767.11",
        "callid": "1767.11",
        "extend": extension,
        "state": state,
        "phone": "0912345678",
        "type": "inbound",
    }
    for state, extension in (
        ("Ring", "101"),
        ("Ring", "102"),
        ("Up", "101"),
        ("Hangup", "101"),
    )
]
VOIP24H.append(
    {
        "callid": "1767.11",
        "calldate": "2026-01-05 09:00:00",
        "did": "02873000001",
        "src": "0912345678",
        "dst": "101",
        "type": "inbound",
        "disposition": "ANSWERED",
        "duration": "31",
        "billsec": "12",
        "download": "https://r.example/1",
    }
)
TEL4VN = [
    {
        "call_id": f"c{number}",
        "sip_call_id": "s1",
        "direction": "inbound",
        "from_number": "0912345678",
        "to_number": "101",
        "hotline": "02873000001",
        "state": state,
        **more,
    }
    for number, (state, more) in enumerate(
        (
            ("ringing", {}),
            ("answered", {"time_answered": "2026-01-05 09:00:19"}),
            ("hangup", {"time_ended": "2026-01-05 09:00:31"}),
            (
                "cdr",
                {
                    "duration": 31,
                    "billsec": 12,
                    "time_started": "2026-01-05 09:00:00",
                    "time_answered": "2026-01-05 09:00:19",
                    "time_ended": "2026-01-05 09:00:31",
                    "recording_url": "https://r.example/1",
                },
            ),
        )
    )
]
DIALPLAN = [
    {"state": "ringing", "id": "179.0", "from": "0912345678", "to": "02873000004"},
    {"state": "answered", "id": "179.0", "ext": "101"},
    {
        "state": "ended",
        "id": "179.0",
        "dialstatus": "ANSWER",
        "answered": "12",
        "dialed": "31",
    },
]
STREAMS = {
    "stringee": STRINGEE,
    "omicall": OMICALL,
    "voip24h": VOIP24H,
    "tel4vn": TEL4VN,
    "asterisk": DIALPLAN,
}


def facts_of(kind, events):
    return [fact for event in events for fact in kinds.ADAPTERS[kind].read(event, ZONE)]


@tagged("post_install", "-at_install")
class TestAdapters(BaseCase):
    def test_doctests(self):
        for module in (
            adapters,
            asterisk,
            omicall,
            stringee,
            tel4vn,
            voip24h,
            conversation,
            dial,
            field_map,
            history,
            values,
        ):
            result = doctest.testmod(module)
            self.assertTrue(result.attempted, module.__name__)
            self.assertFalse(result.failed, module.__name__)

    def test_what_each_event_reads_as(self):
        """Value by value, as it was read and looked at once (``golden.json``)."""
        path = Path(__file__).with_name("golden.json")
        for kind, wanted in json.loads(path.read_text(encoding="utf-8")).items():
            found = [kinds.ADAPTERS[kind].read(event, ZONE) for event in STREAMS[kind]]
            for event, facts, golden in zip(STREAMS[kind], found, wanted, strict=True):
                with self.subTest(kind=kind, event=event):
                    self.assertEqual(facts, golden)

    def test_an_answered_call_of_each_vendor(self):
        for kind, events in STREAMS.items():
            with self.subTest(kind=kind):
                facts = facts_of(kind, events)
                self.assertEqual(len({fact["conversation"] for fact in facts}), 1)
                call = conversation.fold(facts)
                self.assertEqual(call["state"], "answered")
                self.assertEqual(call["direction"], "in")
                self.assertEqual(call["talk_seconds"], 12)
                self.assertTrue(call["is_over"])
                self.assertIn(call["number"], ("0912345678", "84912345678"))
                self.assertIn(call["extension"], ("101", "agent1"))
                if kind != "asterisk":
                    self.assertTrue(call["recording"].startswith("https://r.example/1"))

    def test_any_order_and_twice_is_the_same_call(self):
        chance = random.Random(20261126)
        for kind, events in STREAMS.items():
            facts = facts_of(kind, events)
            wanted = conversation.fold(facts)
            orders = (
                itertools.permutations(facts)
                if len(facts) < 6
                else (chance.sample(facts, len(facts)) for _round in range(200))
            )
            for order in orders:
                told = [*order, *chance.choices(facts, k=3)]
                self.assertEqual(conversation.fold(told), wanted, kind)

    def test_told_in_parts_is_the_same_call(self):
        chance = random.Random(7)
        for kind, events in STREAMS.items():
            facts = facts_of(kind, events)
            wanted = conversation.merge([], facts)
            for _round in range(50):
                known = []
                for fact in chance.sample(facts * 2, len(facts) * 2):
                    known = conversation.merge(known, [fact])
                self.assertEqual(known, wanted, kind)

    def test_the_state_never_falls(self):
        rank = {"new": 0, "ringing": 1}
        chance = random.Random(3)
        for kind, events in STREAMS.items():
            facts = facts_of(kind, events)
            for _round in range(50):
                last, known = 0, []
                for fact in chance.sample(facts, len(facts)):
                    known = conversation.merge(known, [fact])
                    now = rank.get(conversation.fold(known)["state"], 2)
                    self.assertGreaterEqual(now, last)
                    last = now

    def test_nobody_talked(self):
        """Seconds are billed, but a queue or a menu answered."""
        queue = {
            **VOIP24H[-1],
            "dst": "02873000001",
            "lastapp": "Queue",
            "billsec": "4",
        }
        menu = [
            dict(event) for event in STRINGEE if event.get("call_status") == "ended"
        ]
        unnamed = {**OMICALL[-1], "sip_user": "", "to_number": "02873000001"}
        missed = [
            DIALPLAN[0],
            {"state": "ended", "id": "179.0", "dialstatus": "NOANSWER"},
        ]
        for kind, events in (
            ("voip24h", [queue]),
            ("stringee", menu),
            ("omicall", [unnamed]),
            ("asterisk", missed),
        ):
            with self.subTest(kind=kind):
                call = conversation.fold(facts_of(kind, events))
                self.assertEqual(call["state"], "missed")
                self.assertEqual(call["talk_seconds"], 0)

    def test_one_agent_refuses_and_the_call_goes_on(self):
        facts = facts_of("stringee", STRINGEE[:3])
        self.assertFalse(conversation.fold(facts)["is_over"])
        self.assertEqual(conversation.ringing(facts), ["agent1"])

    def test_presets_read_their_vendors_event(self):
        cloudfone = {
            "ApiKey": "k",
            "CallNumber": "0912345678",
            "ReceiptNumber": "101",
            "KeyRinging": "k1",
            "Status": "Down",
            "Direction": "Inbound",
            "NumberPBX": "02873000001",
            "DateStart": "2026-01-05 09:00:00",
            "Data": {"TotalTimeCall": 31, "RealTimeCall": 12, "LinkFile": "https://x"},
        }
        yeastar = {
            "type": 30012,
            "sn": "1",
            "msg": json.dumps(
                {
                    "call_id": "y1",
                    "time_start": "2026-01-05 09:00:00",
                    "call_from": "0912345678",
                    "call_to": "101",
                    "talk_duration": 12,
                    "status": "ANSWERED",
                    "type": "Inbound",
                }
            ),
        }
        call = self.read_event("cloudfone", cloudfone)
        # the end alone does not say that somebody talked
        self.assertEqual((call["state"], call["talk_seconds"]), ("missed", 0))
        call = self.read_event("cloudfone", cloudfone, {**cloudfone, "Status": "Up"})
        self.assertEqual((call["state"], call["talk_seconds"]), ("answered", 12))
        call = self.read_event("yeastar", yeastar)
        self.assertEqual((call["state"], call["talk_seconds"]), ("answered", 12))
        self.assertEqual((call["extension"], call["direction"]), ("101", "in"))

    def read_event(self, vendor, *events):
        lines = presets.PRESETS[vendor]["lines"]
        return conversation.fold(
            [fact for event in events for fact in field_map.read(event, lines, ZONE)]
        )

    def test_presets_name_known_targets(self):
        for vendor, preset in presets.PRESETS.items():
            for line in preset["lines"]:
                self.assertIn(line["target"], field_map.TARGETS, vendor)
                self.assertIn(line["transform"], field_map.TRANSFORMS, vendor)
                if line["target"] == "state":
                    states = set(line["values"].values())
                    self.assertLessEqual(states, set(conversation.STATES), vendor)

    def test_nothing_unchecked_reaches_a_line_protocol(self):
        for bad in ("0912\r\nAction: Hangup", "0912;x", '0912"', "9" * 10_000, "", "+"):
            self.assertFalse(values.may_dial(bad), bad[:20])
            with self.assertRaises(ValueError):
                dial.request(
                    "asterisk",
                    url="http://127.0.0.1:1/",
                    account="",
                    secret="",
                    hotline="",
                    extension="101",
                    number=bad,
                    token="crm-1",
                )
        for bad in ("101\r\nAction: x", "a b", "", "x" * 41):
            self.assertFalse(values.may_ring(bad), bad[:20])
