"""The switchboard of the tests, one for all of them."""

import json
import re

import pytest

from devtools.mutation import plain

from .asterisk import Asterisk, Bridge, wait_for
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
        calls = wait_for(self.over, 20, "the end of the call")
        assert len(calls) == 1, f"one call, not {json.dumps(calls, indent=1)}"
        return next(iter(calls.values()))

    def over(self):
        calls = self.calls()
        return calls if calls and all(c["is_over"] for c in calls.values()) else None

    def channels(self, name, state=""):
        """Return the channels of somebody that are there, in a state."""
        told = self.asterisk.ask(Action="Command", Command="core show channels concise")
        lines = re.findall(rf"{re.escape(name)}-[^!]*!.*", told)
        return [line.split("!")[0] for line in lines if state in line.split("!")[4]]

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
    running.inbox.told.clear()
    known = len(running.asterisk.processes)
    yield running
    for process in running.asterisk.processes[known:]:
        if process is not running.bridge.process:
            process.end()
