"""The switchboard of the tests, one for all of them."""

import json
import time

import pytest

from devtools.mutation import plain

from .asterisk import RINGS, Asterisk, Bridge, wait_for
from .inbox import Inbox

TOOLS = "odoo.addons.crm_vn_call_provider.tools"


class Office:
    """Switchboard, bridge and Odoo's inbox, and what they make of calls."""

    def __init__(self, folder, tools):
        self.tools = tools
        self.inbox = Inbox(Bridge.SECRET)
        self.asterisk = Asterisk(folder / "asterisk", self.inbox.url)

    def __enter__(self):
        self.asterisk.__enter__()
        self.bridge = Bridge(self.asterisk, self.inbox.url)
        return self

    def change_ways(self, ways):
        """Have the other bridge, over AMI or over ARI, in place of this one.

        One that is ended while it tells something tells it again when it is started.
        """
        self.asterisk.hang_up()
        wait_for(self.is_quiet, what="that all was told")
        self.bridge.process.end()
        wait_for(lambda: not self.bridge.is_connected(), what="the end of the bridge")
        self.bridge = Bridge(self.asterisk, self.inbox.url, ways)

    def __exit__(self, *error):
        self.asterisk.__exit__(*error)
        self.inbox.go()

    def calls(self):
        """Return {conversation: call} as Odoo makes them from what it was told."""
        facts = {}
        for kind, body in list(self.inbox.told):
            data = self.tools["body"].parse(body, kind)
            for fact in self.tools["adapters.asterisk"].read(data, "UTC"):
                facts.setdefault(fact["conversation"], []).append(fact)
        fold = self.tools["conversation"].fold
        return {name: fold(told) for name, told in facts.items()}

    def ended(self):
        """Return the one call of this test, when it is over."""
        calls = wait_for(self.over, 90, "the end of the call")
        told = "\n".join(body.decode() for _kind, body in self.inbox.told)
        assert len(calls) == 1, f"one call, not {json.dumps(calls, indent=1)}\n{told}"
        return next(iter(calls.values()))

    def over(self):
        calls = self.calls()
        return calls if calls and all(c["is_over"] for c in calls.values()) else None

    def answered(self, extension=None):
        """Wait until somebody talks, or somebody with this extension."""

        def talks():
            legs = [leg for c in self.calls().values() for leg in c["legs"].items()]
            return any(
                leg["state"] == "answered" and extension in (None, name)
                for name, leg in legs
            )

        wait_for(talks, what="that somebody talks")

    def is_quiet(self):
        """Tell whether nobody calls, and all of it was told."""
        waits = list(self.bridge.spool.glob("*.json"))
        known = self.bridge.spool / "open"
        told = not known.exists() or known.read_text(encoding="utf-8") == "{}"
        return told and not waits and not self.asterisk.channels()

    def click(self, number="+84987654321", token="crm-00112233445566778899aabb"):
        """Ask for a call as Odoo does; return what the switchboard answered."""
        dial = self.tools["dial"]
        asked = dial.request(
            "asterisk",
            url=self.bridge.url,
            account="",
            secret=Bridge.SECRET,
            hotline="02873000001",
            extension="101",
            number=number,
            token=token,
        )
        return dial.ask(asked)


@pytest.fixture(scope="session")
def tools():
    """The plain modules of Odoo's side."""
    plain.take_place_of_odoo()
    names = ("adapters.asterisk", "conversation", "dial")
    found = {name: plain.load(f"{TOOLS}.{name}") for name in names}
    return {**found, "body": plain.load("odoo.addons.crm_vn_webhook.tools.body")}


@pytest.fixture(scope="session")
def running(tmp_path_factory, tools):
    with Office(tmp_path_factory.mktemp("office"), tools) as office:
        yield office


@pytest.fixture
def office(running):
    """The office, with nothing told yet; what a test started ends with it."""
    running.asterisk.ring_for(RINGS)
    running.inbox.told.clear()
    running.began = time.monotonic()
    known = len(running.asterisk.processes)
    yield running
    # also after a test that failed: the next one finds nothing of it
    running.asterisk.hang_up()
    for process in running.asterisk.processes[known:]:
        if process is not running.bridge.process:
            process.leave()
    running.inbox.come()
    if running.bridge.process.popen.poll() is not None:
        running.bridge.start()
    wait_for(running.is_quiet, 90, "that nobody calls any more")


@pytest.fixture
def ari_office(office):
    """The office with a bridge that listens to ARI."""
    office.change_ways("ari")
    yield office
    office.change_ways("ami")
