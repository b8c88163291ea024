"""The bridge on recorded streams of a real Asterisk 22, and over its own sockets."""

import asyncio
import importlib
import json
import random
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from ..tools import conversation
from ..tools.adapters import asterisk

HERE = Path(__file__).parent
PATH = HERE.parent / "bridge" / "crm_vn_call_bridge.py"
#: what happened in each recording
ENDS = {
    "inbound_answered": ("answered", "in", "101"),
    "inbound_missed": ("missed", "in", None),
    "queue_abandon": ("missed", "in", None),
    "click_to_call": ("answered", "out", "101"),
    "ari_queue_abandon": ("missed", "in", None),
}


def load():
    """Return the bridge as a module: it is a program, not a part of the addon."""
    sys.path.insert(0, str(PATH.parent))
    try:
        return importlib.import_module(PATH.stem)
    finally:
        sys.path.remove(str(PATH.parent))


def stream(name):
    return (HERE / "streams" / f"{name}.txt").read_bytes()


def read(name):
    """Return the events of a recording, of the manager (AMI) or of ARI."""
    if name.startswith("ari_"):
        path = HERE / "streams" / f"{name}.json"
        return json.loads(path.read_text(encoding="utf-8"))
    return list(load().Parser().feed(stream(name)))


def feed(tracker, event):
    """Let a tracker have an event of either; return its facts."""
    told = load().ari.translate(event, tracker.calls) if "type" in event else [event]
    return [fact for one in told for fact in tracker.feed(one)]


@tagged("post_install", "-at_install")
class TestTracker(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bridge = load()

    def facts(self, events):
        tracker = self.bridge.Tracker()
        return [fact for event in events for fact in feed(tracker, event)]

    def call(self, facts):
        return conversation.fold(asterisk.read({"facts": facts}, "UTC"))

    def test_what_happened(self):
        for name, (state, direction, extension) in ENDS.items():
            with self.subTest(stream=name):
                facts = self.facts(read(name))
                self.assertEqual(len({fact["conversation"] for fact in facts}), 1)
                call = self.call(facts)
                self.assertEqual(call["state"], state)
                self.assertEqual(call["direction"], direction)
                self.assertEqual(call["extension"], extension)
                self.assertIn(call["number"], ("0912345678", "0987654321"))
                if state == "missed":
                    self.assertEqual(call["talk_seconds"], 0)

    def test_the_agents_own_answer_is_no_answer(self):
        """In a click to call our phone is lifted first; nobody has talked yet."""
        events = read("click_to_call")
        before = []
        for event in events:
            if event.get("Event") == "BridgeEnter":
                break
            before.append(event)
        self.assertNotIn("answered", [f["state"] for f in self.facts(before)])

    def test_cut_at_any_byte_and_told_twice(self):
        chance = random.Random(5)
        for name in ENDS:
            wanted = read(name)
            data = b"" if name.startswith("ari_") else stream(name)
            for _round in range(20 if data else 0):
                parser, found, start = self.bridge.Parser(), [], 0
                while start < len(data):
                    size = chance.choice((1, 7, 100, 4096))
                    found += parser.feed(data[start : start + size])
                    start += size
                self.assertEqual(found, wanted)
            doubled = [event for event in wanted for _twice in range(2)]
            self.assertEqual(
                self.call(self.facts(doubled))["state"],
                self.call(self.facts(wanted))["state"],
            )

    def test_facts_in_any_order(self):
        chance = random.Random(6)
        for name in ENDS:
            facts = self.facts(read(name))
            wanted = self.call(facts)
            for _round in range(50):
                told = chance.sample(facts, len(facts)) + chance.choices(facts, k=2)
                self.assertEqual(self.call(told), wanted, name)

    def test_a_call_that_ended_while_nobody_listened(self):
        events = read("inbound_answered")[:-4]
        tracker = self.bridge.Tracker()
        for event in events:
            tracker.feed(event)
        [linked] = tracker.calls
        again = self.bridge.Tracker(known=json.loads(json.dumps(tracker.calls)))
        self.assertFalse(again.forget_except([linked], "2026-01-05T02:00:00"))
        [fact] = again.forget_except([], "2026-01-05T02:00:00")
        self.assertEqual((fact["state"], fact["conversation"]), ("ended", linked))


class Odoo(BaseHTTPRequestHandler):
    """Where the bridge posts: away at first, then there."""

    away = True
    bodies = []
    headers_seen = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.away:
            self.bodies.append(body)
            self.headers_seen.append(self.headers["X-CRM-VN-Signature"])
        self.send_response(503 if self.away else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args):
        pass


class BridgeCase(BaseCase):
    """A bridge with its spool, and an Odoo that it posts to."""

    def setUp(self):
        super().setUp()
        self.bridge = load()
        self.patch(self.bridge, "WAIT_MAX", 0.2)
        Odoo.away, Odoo.bodies, Odoo.headers_seen = True, [], []
        server = HTTPServer(("127.0.0.1", 0), Odoo)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)

        def stop():
            server.shutdown()
            server.server_close()
            thread.join()

        self.addCleanup(stop)
        self.settings = {
            "ami_host": "127.0.0.1",
            "ami_user": "crm",
            "ami_secret": "x",
            "odoo_url": f"http://127.0.0.1:{server.server_port}/hook",
            "secret": "k",
            "spool": folder.name,
            "port": "0",
        }

    def run_beside(self, serve, scenario, places):
        """Run *scenario* beside a bridge and an Asterisk that *serve* plays.

        :param dict places: the settings that take the port of Asterisk
        """

        async def whole():
            server = await asyncio.start_server(serve, "127.0.0.1", 0)
            port = server.sockets[0].getsockname()[1]
            self.settings |= {key: text.format(port) for key, text in places.items()}
            bridge = self.bridge.Bridge(self.settings)
            tasks = [
                asyncio.create_task(bridge._listen()),
                asyncio.create_task(bridge._post_all()),
            ]
            try:
                await asyncio.wait_for(scenario(bridge), 60)
            finally:
                for task in tasks:
                    task.cancel()
                _ended, running = await asyncio.wait(tasks, timeout=20)
                self.assertFalse(running, "a bridge that is ended ends")
                # the other side sees that the connection is gone
                await asyncio.sleep(0.05)
                server.close()

        # that somebody is away is said in the log, and is no fault here
        with mute_logger("crm-vn-call-bridge"):
            asyncio.run(whole())


@tagged("post_install", "-at_install")
class TestBridge(BridgeCase):
    """The whole process against a manager interface that replays a recording."""

    def run_with(self, scenario):
        """Run *scenario* beside a bridge that is connected to a replaying Asterisk."""

        async def play(reader, writer):
            self.asked = []
            while line := await reader.readline():
                self.asked.append(line.decode().strip())
                if line.startswith(b"Action: CoreShowChannels"):
                    writer.write(b"Event: CoreShowChannelsComplete\r\n\r\n")
                    writer.write(stream("inbound_answered"))

        self.run_beside(play, scenario, {"ami_port": "{}"})

    def test_nothing_is_lost_while_odoo_is_away(self):
        async def scenario(bridge):
            while len(bridge.spool.waiting()) < 4:
                await asyncio.sleep(0.05)
            await asyncio.sleep(0.3)
            self.assertFalse(Odoo.bodies)
            Odoo.away = False
            while bridge.spool.waiting():
                await asyncio.sleep(0.05)

        self.run_with(scenario)
        facts = [fact for body in Odoo.bodies for fact in json.loads(body)["facts"]]
        call = conversation.fold(asterisk.read({"facts": facts}, "UTC"))
        self.assertEqual((call["state"], call["is_over"]), ("answered", True))
        for body, header in zip(Odoo.bodies, Odoo.headers_seen, strict=True):
            self.assertTrue(self.bridge.is_signed("k", header, body))
            self.assertFalse(self.bridge.is_signed("other", header, body))

    def test_a_click_reaches_asterisk_and_no_line_of_its_own(self):
        Odoo.away = False

        async def scenario(bridge):
            while not bridge.writer:
                await asyncio.sleep(0.05)
            bridge.originate("101", "0912345678", "crm-12345678")
            with self.assertRaises(ValueError):
                bridge.originate("101", "0912\r\nAction: Hangup", "crm-12345678")
            while "Exten: 0912345678" not in self.asked:
                await asyncio.sleep(0.05)

        self.run_with(scenario)
        self.assertIn("ChannelId: crm-12345678", self.asked)
        self.assertNotIn("Action: Hangup", self.asked)

    def test_it_comes_in_the_middle_of_a_call(self):
        """Who calls is known in whatever order Asterisk names the channels."""
        trunk = {
            "Uniqueid": "1.0",
            "Channel": "PJSIP/trunk-00000001",
            "CallerIDNum": "0912345678",
            "Exten": "02873000001",
        }
        phone = {"Uniqueid": "1.1", "Channel": "PJSIP/101-00000002", "Exten": ""}
        for order in ((trunk, phone), (phone, trunk)):
            bridge = self.bridge.Bridge({**self.settings, "ami_port": "1"})
            bridge.tracker.calls.clear()
            for channel in order:
                told = {"Event": "CoreShowChannel", "Linkedid": "1.0", "BridgeId": "b"}
                bridge._take({**told, **channel})
            bridge._take({"Event": "CoreShowChannelsComplete"})
            facts = []
            for path in bridge.spool.waiting():
                facts += json.loads(path.read_text())["facts"]
                path.unlink()
            call = conversation.fold(asterisk.read({"facts": facts}, "UTC"))
            self.assertEqual(
                [call[key] for key in ("state", "number", "hotline", "extension")],
                ["answered", "0912345678", "02873000001", "101"],
            )

    def test_only_odoo_may_click(self):
        async def ask(port, body, header):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(
                b"POST /call HTTP/1.1\r\nContent-Length: %d\r\n"
                b"X-CRM-VN-Signature: %b\r\n\r\n%b" % (len(body), header.encode(), body)
            )
            answer = await reader.read()
            writer.close()
            return int(answer.split()[1])

        async def scenario():
            bridge = self.bridge.Bridge({**self.settings, "ami_port": "1"})
            sent = []
            bridge.originate = lambda *values: sent.append(values)
            server = await asyncio.start_server(bridge._serve, "127.0.0.1", 0)
            port = server.sockets[0].getsockname()[1]
            good = json.dumps(
                {"extension": "101", "number": "0912345678", "token": "crm-12345678"}
            ).encode()
            bad = good.replace(b"0912345678", b"0912\\r\\nA: b")
            sign = self.bridge.sign
            self.assertEqual(await ask(port, good, sign("k", good)), 200)
            self.assertEqual(await ask(port, good, sign("x", good)), 403)
            self.assertEqual(await ask(port, good, sign("k", good, 1000)), 403)
            self.assertEqual(await ask(port, bad, sign("k", bad)), 400)
            self.assertEqual(await ask(port, b"{}", sign("k", b"{}")), 400)
            self.assertEqual(sent, [("101", "0912345678", "crm-12345678")])
            server.close()

        asyncio.run(asyncio.wait_for(scenario(), 20))
