"""Recordings of a real Asterisk, carried by the bridge: one call, whatever happens."""

import json
import random

from odoo.tests import freeze_time, tagged

from odoo.addons.crm_vn_call_provider.tests.test_bridge import (
    ENDS,
    feed,
    load,
    read,
)

from .common import VnCallCommon

#: what a call is in the end
FINAL = ("state", "direction", "number_key", "talk_seconds", "is_over", "user_id")
FINAL += ("partner_id", "hotline", "started", "answered", "ended")


@tagged("post_install", "-at_install")
@freeze_time("2027-01-05 03:00:00")
class TestStreams(VnCallCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider.kind = "asterisk"
        cls.bridge = load()
        cls.user_of = {"101": cls.user_own, None: cls.env["res.users"]}

    def facts(self, name):
        """Return what the bridge posts of a recording."""
        tracker = self.bridge.Tracker()
        return [fact for event in read(name) for fact in feed(tracker, event)]

    def post(self, facts, name, size=1):
        """Let the bridge post facts, so many at once; return the calls."""
        for start in range(0, len(facts), size):
            told = [
                {**fact, "conversation": name} for fact in facts[start : start + size]
            ]
            for fact in told:
                fact.pop("client", None)
            self.provider._vn_receive(json.dumps({"facts": told}).encode())
            if not start % 2:
                self.provider._vn_process_events()
        self.provider._vn_process_events()
        return self.find(name)

    def end(self, call):
        return [call[name] for name in FINAL]

    def test_in_order(self):
        for name, (state, direction, extension) in ENDS.items():
            with self.subTest(stream=name):
                call = self.post(self.facts(name), name)
                self.assertEqual(len(call), 1)
                self.assertEqual((call.state, call.direction), (state, direction))
                self.assertEqual(call.user_id, self.user_of[extension])
                # that recording ends while they talk
                self.assertEqual(call.is_over, name != "click_to_call")

    def test_doubled_shuffled_in_parts(self):
        """As often, in whatever order and parts it comes: the same call in the end."""
        chance = random.Random(20261126)
        for name in ENDS:
            facts = self.facts(name)
            wanted = self.end(self.post(facts, f"{name}-0"))
            for number in range(1, 13):
                told = [*facts, *chance.choices(facts, k=len(facts))]
                chance.shuffle(told)
                size = chance.randint(1, len(told))
                call = self.post(told, f"{name}-{number}", size)
                with self.subTest(stream=name, number=number):
                    self.assertEqual(len(call), 1)
                    self.assertEqual(self.end(call), wanted)

    def test_cut_at_every_event(self):
        """The connection breaks anywhere and the rest comes later, some of it again."""
        for name in ENDS:
            events = read(name)
            wanted = self.end(self.post(self.facts(name), f"{name}-0"))
            for cut in range(1, len(events), 3):
                tracker, told = self.bridge.Tracker(), []
                for event in events[:cut]:
                    told += feed(tracker, event)
                kept = json.loads(json.dumps(tracker.calls))
                tracker = self.bridge.Tracker(known=kept)
                for event in events[max(0, cut - 2) :]:
                    told += feed(tracker, event)
                call = self.post(told, f"{name}-cut-{cut}", len(told))
                with self.subTest(stream=name, cut=cut):
                    self.assertEqual(self.end(call), wanted)

    def test_without_any_one_of_its_facts(self):
        """A gap leaves one call, and never one that was answered when none was."""
        for name, (state, _direction, _extension) in ENDS.items():
            facts = self.facts(name)
            for number in range(len(facts)):
                told = facts[:number] + facts[number + 1 :]
                call = self.post(told, f"{name}-gap-{number}", len(told))
                with self.subTest(stream=name, gap=facts[number]["state"]):
                    self.assertEqual(len(call), 1)
                    if state != "answered":
                        self.assertNotEqual(call.state, "answered")
                        self.assertFalse(call.talk_seconds)
