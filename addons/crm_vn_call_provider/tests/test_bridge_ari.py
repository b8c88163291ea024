"""The bridge over Asterisk's REST interface: a recorded stream and a websocket."""

import asyncio
import contextlib
import doctest
import json
from urllib.parse import parse_qs, urlsplit

from odoo.tests import BaseCase, tagged

from ..tools import conversation
from ..tools.adapters import asterisk
from .test_bridge import BridgeCase, Odoo, feed, load, read

LINKED = "CHANNEL(linkedid)"
MOMENTS = ("at", "started", "ended")


def channel(id_, name, number="", exten="", **more):
    return {
        "id": id_,
        "name": name,
        "state": "Up",
        "caller": {"number": number},
        "dialplan": {"exten": exten},
        **more,
    }


TRUNK = channel("1.0", "PJSIP/trunk-00000001", "0912345678", "02873000001")
PHONE = channel("1.1", "PJSIP/101-00000002", "101", "s")


@tagged("post_install", "-at_install")
class TestTranslation(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bridge = load()
        cls.ari = cls.bridge.ari

    def facts(self, events):
        tracker = self.bridge.Tracker()
        return [fact for event in events for fact in feed(tracker, event)]

    def test_examples(self):
        self.assertEqual(doctest.testmod(self.ari).failed, 0)

    def test_it_is_what_the_manager_says(self):
        """The same call was recorded from both, that of the manager without moments."""
        over_ari, over_ami = (
            [
                {name: fact[name] for name in fact if name not in MOMENTS}
                for fact in self.facts(read(name))
            ]
            for name in ("ari_queue_abandon", "queue_abandon")
        )
        self.assertTrue(over_ari)
        self.assertEqual(over_ari, over_ami)

    def test_a_click(self):
        """Our phone first, then the customer's; who is in one bridge talks."""
        token = "crm-00112233"
        phone = {**PHONE, "id": token, "state": "Down"}
        customer = channel("2.0", "PJSIP/trunk-00000003", "0987654321")
        dial = {"type": "Dial", "dialstring": "PJSIP/0987654321@trunk"}
        bridge = {"id": "b", "channels": [token]}
        events = [
            {"type": "ChannelCreated", "channel": phone},
            {"type": "Dial", "dialstring": "101", "dialstatus": "", "peer": phone},
            {"type": "Dial", "dialstring": "", "dialstatus": "ANSWER", "peer": phone},
            {"type": "ChannelCreated", "channel": {**customer, "state": "Down"}},
            {**dial, "dialstatus": "", "caller": phone, "peer": customer},
            {**dial, "dialstatus": "RINGING", "caller": phone, "peer": customer},
            {**dial, "dialstatus": "ANSWER", "caller": phone, "peer": customer},
            {"type": "ChannelEnteredBridge", "bridge": bridge, "channel": phone},
        ]
        self.assertNotIn("answered", [f["state"] for f in self.facts(events)])
        bridge = {"id": "b", "channels": [token, "2.0"]}
        entered = {"type": "ChannelEnteredBridge", "bridge": bridge}
        facts = self.facts([*events, {**entered, "channel": customer}])
        call = conversation.fold(asterisk.read({"facts": facts}, "UTC"))
        self.assertEqual({fact["conversation"] for fact in facts}, {token})
        self.assertEqual((call["state"], call["direction"]), ("answered", "out"))
        self.assertEqual((call["number"], call["extension"]), ("0987654321", "101"))

    def test_what_a_channel_says_of_its_call_counts(self):
        calls = {"0.1": {"channels": {}}}
        told = {**PHONE, "channelvars": {LINKED: "0.1"}}
        [event] = self.ari.translate({"type": "ChannelCreated", "channel": told}, calls)
        self.assertEqual(event["Linkedid"], "0.1")

    def test_both_ends_of_a_local_channel(self):
        """FreePBX rings members of a queue so: it is one call."""
        first = channel("3.1", "Local/101@from-queue-00000001;1", state="Down")
        second = channel("3.2", "Local/101@from-queue-00000001;2", state="Ring")
        dial = {"type": "Dial", "dialstatus": "", "dialstring": ""}
        facts = self.facts(
            [
                {"type": "ChannelCreated", "channel": {**TRUNK, "state": "Ring"}},
                {"type": "ChannelCreated", "channel": first},
                {"type": "ChannelCreated", "channel": second},
                {**dial, "caller": TRUNK, "peer": first},
                {**dial, "caller": second, "peer": PHONE},
            ]
        )
        self.assertEqual({fact["conversation"] for fact in facts}, {"1.0"})
        self.assertIn("101", [fact.get("extension") for fact in facts])

    def test_what_nobody_needs(self):
        for event in (
            {},
            {"type": "DeviceStateChanged"},
            {"type": "ChannelVarset", "variable": "ABANDONED", "value": "TRUE"},
            {"type": "ChannelDestroyed", "channel": PHONE},
            {"type": "Dial", "dialstatus": ""},
            {"type": "ChannelCreated", "channel": {**PHONE, "state": "Down"}},
        ):
            self.assertEqual(self.ari.translate(event, {}), [], event)
        event = {"type": "ChannelCreated", "channel": {**TRUNK, "state": "Ring"}}
        [found] = self.ari.translate({**event, "timestamp": "soon"}, {})
        self.assertNotIn("Timestamp", found)

    def test_a_recording_is_named(self):
        made = {"type": "ChannelCreated", "channel": {**TRUNK, "state": "Ring"}}
        told = {"type": "ChannelVarset", "channel": TRUNK, "value": "/rec/1.wav"}
        facts = self.facts([made, {**told, "variable": "MIXMONITOR_FILENAME"}])
        self.assertEqual(facts[-1]["recording"], "/rec/1.wav")

    def test_what_was_there_before(self):
        """Two who talk are one call, named after who was there first."""
        calls = {}
        bridge = {"id": "b", "channels": ["1.1", "1.0"]}
        other = channel("9.0", "PJSIP/trunk-00000009", "0933333333", "02873000001")
        found = self.ari.snapshot([PHONE, TRUNK, other], [bridge], calls)
        self.assertEqual(found.pop(), {"Event": "CoreShowChannelsComplete"})
        self.assertEqual([f["Linkedid"] for f in found], ["1.0", "1.0", "9.0"])
        self.assertEqual([f["BridgeId"] for f in found], ["b", "b", ""])


def frame(data, kind=1, end=True):
    """Return a message of a server: not masked."""
    if len(data) > 65535:
        size = b"\x7f" + len(data).to_bytes(8, "big")
    elif len(data) > 125:
        size = b"\x7e" + len(data).to_bytes(2, "big")
    else:
        size = bytes([len(data)])
    return bytes([kind | (128 if end else 0)]) + size + data


@tagged("post_install", "-at_install")
class TestEnd(BaseCase):
    def test_what_comes_in_at_that_moment_keeps_nobody_alive(self):
        async def listen(reader):
            async for _told in load().ari.messages(reader, None, 60):
                pass

        async def end(turns):
            """Cancel so many turns of the loop after a message came."""
            reader = asyncio.StreamReader()
            listening = asyncio.create_task(listen(reader))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            reader.feed_data(frame(b"{}"))
            for _turn in range(turns):
                await asyncio.sleep(0)
            listening.cancel()
            await asyncio.wait([listening], timeout=2)
            ended = listening.cancelled()
            # else it waits for the next message
            reader.feed_eof()
            await asyncio.wait([listening], timeout=2)
            return ended

        for turns in range(8):
            self.assertTrue(asyncio.run(end(turns)), turns)


@tagged("post_install", "-at_install")
class TestBridgeOverAri(BridgeCase):
    """The whole process against a server that speaks ARI."""

    def setUp(self):
        super().setUp()
        self.settings |= {"ari_user": "crm", "ari_secret": "x"}

    def run_with(self, scenario):
        self.asked, self.pongs = [], []

        async def serve(reader, writer):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            method, path, _version = head.splitlines()[0].split()
            self.asked.append(f"{method} {path}")
            if "Authorization: Basic Y3JtOng=" not in head:
                writer.write(b"HTTP/1.1 401 no\r\nContent-Length: 0\r\n\r\n")
            elif "Upgrade: websocket" in head:
                writer.write(b"HTTP/1.1 101 go\r\nUpgrade: websocket\r\n\r\n")
                await self.tell(reader, writer)
            else:
                writer.write(b"HTTP/1.1 200 ok\r\nContent-Length: 2\r\n\r\n[]")
            await writer.drain()
            writer.close()

        self.run_beside(serve, scenario, {"ari_url": "http://127.0.0.1:{}/ari"})

    async def tell(self, reader, writer):
        """Send the recording: in parts, with a ping between, and wait for the pong."""
        for number, event in enumerate(read("ari_queue_abandon")):
            data = json.dumps(event).encode()
            half = len(data) // 2 if number % 3 else 0
            if half:
                writer.write(frame(data[:half], end=False) + frame(b"?", kind=9))
            writer.write(frame(data[half:], kind=0 if half else 1))
        # a bridge that is ended says nothing more
        with contextlib.suppress(asyncio.IncompleteReadError):
            pong = await reader.readexactly(7)
            self.pongs.append(pong[6] ^ pong[2])
        await reader.read()

    def test_nothing_is_lost_while_odoo_is_away(self):
        async def scenario(bridge):
            while len(bridge.spool.waiting()) < 5:
                await asyncio.sleep(0.05)
            self.assertFalse(Odoo.bodies)
            Odoo.away = False
            while bridge.spool.waiting():
                await asyncio.sleep(0.05)

        self.run_with(scenario)
        facts = [fact for body in Odoo.bodies for fact in json.loads(body)["facts"]]
        call = conversation.fold(asterisk.read({"facts": facts}, "UTC"))
        self.assertEqual((call["state"], call["is_over"]), ("missed", True))
        self.assertEqual(self.pongs[:1], [ord("?")])
        self.assertIn("GET /ari/events?app=crm-vn&subscribeAll=true", self.asked)

    def test_a_click_reaches_asterisk_and_no_line_of_its_own(self):
        async def scenario(bridge):
            await asyncio.to_thread(
                bridge._originate_by_ari, "101", "0912\r\nx: y", "crm-12345678"
            )

        self.run_with(scenario)
        [asked] = [line for line in self.asked if line.startswith("POST")]
        parts = urlsplit(asked.split()[1])
        query = {name: one for name, [one] in parse_qs(parts.query).items()}
        self.assertEqual(parts.path, "/ari/channels")
        self.assertEqual(query["channelId"], "crm-12345678")
        self.assertEqual(query["endpoint"], "PJSIP/101")
        # what is not a number does not come so far; here it would stay a value
        self.assertEqual(query["extension"], "0912\r\nx: y")

    def test_asterisk_is_away_or_refuses(self):
        self.settings["ari_secret"] = "wrong"

        async def scenario(bridge):
            while len(self.asked) < 2:
                await asyncio.sleep(0.05)
            secret = self.settings["secret"]
            body = json.dumps(
                {"extension": "101", "number": "0912345678", "token": "crm-12345678"}
            ).encode()
            reader = asyncio.StreamReader()
            reader.feed_data(
                b"POST /call HTTP/1.1\r\nContent-Length: %d\r\n"
                b"X-CRM-VN-Signature: %b\r\n\r\n%b"
                % (len(body), self.bridge.sign(secret, body).encode(), body)
            )
            status, _text = await bridge._answer(reader)
            self.assertEqual(status, 503)

        self.run_with(scenario)
