"""What happens to an Asterisk's conversations, from the events of its manager (AMI).

The standard library alone: it belongs to the bridge beside it.
"""

import json
import re
import time
from datetime import UTC, datetime

NUMBER = re.compile(r"\+?[0-9*#]{2,20}")
UNKNOWN = {"", "<unknown>", "unknown", "anonymous", "s"}
#: what the end of dialling says when nobody talked
DIAL = {
    "BUSY": "busy",
    "CONGESTION": "failed",
    "CHANUNAVAIL": "failed",
    "NOANSWER": "no_answer",
    "CANCEL": "no_answer",
}


def endpoint(channel):
    """Return who a channel is of.

    >>> endpoint("PJSIP/101-0000001f"), endpoint("Local/101@from-queue-00000001;2")
    ('101', '101')
    """
    name = (channel or "").partition("/")[2]
    return re.sub(r"(-[0-9a-f]{8,})?(;\d)?$", "", name).split("@")[0]


class Parser:
    """Events from the bytes of a manager connection, wherever they are cut.

    >>> parser = Parser()
    >>> list(parser.feed(b"Event: Hangup\\r\\nCau"))
    []
    >>> list(parser.feed(b"se: 16\\r\\n\\r\\n"))
    [{'Event': 'Hangup', 'Cause': '16'}]
    """

    def __init__(self):
        self._rest = b""

    def feed(self, data):
        self._rest += data
        *blocks, self._rest = re.split(rb"\r?\n\r?\n", self._rest)
        for block in blocks:
            found = {}
            for line in block.decode(errors="replace").splitlines():
                name, sign, value = line.partition(":")
                if sign and not line.startswith("#"):
                    found[name.strip()] = value.strip()
            if found:
                yield found


class Tracker:
    """What happens to conversations, told as facts.

    Asterisk's channels belong together by their ``Linkedid``. Two people talk when a
    phone of ours and somebody else are in one bridge; that a channel was answered, or
    that seconds were billed, says nothing of it: a queue answers by itself.

    :param internal: pattern of the names of our own phones
    """

    def __init__(self, internal=r"\d{2,6}", known=None):
        self._internal = re.compile(internal)
        self.calls = known or {}

    def feed(self, event):
        """Return the facts that an event of the manager tells."""
        name = event.get("Event", "")
        handle = getattr(self, f"_on_{name.lower()}", None)
        linked = event.get("Linkedid") or event.get("DestLinkedid")
        if not handle or not linked:
            return []
        if linked not in self.calls and name.lower() not in ("newchannel", "dialbegin"):
            return []
        call = self.calls.setdefault(
            linked,
            {"channels": {}, "bridges": {}, "talked": None, "dial": None, "told": []},
        )
        facts = handle(call, event, moment_of(event)) or []
        return [
            {key: value for key, value in fact.items() if value not in (None, "")}
            for fact in (self._tell(linked, call, fact) for fact in facts)
            if fact
        ]

    def _tell(self, linked, call, fact):
        fact["conversation"] = linked
        if linked.startswith("crm-"):
            fact["client"] = linked
        text = json.dumps(
            {k: fact[k] for k in sorted(fact) if k not in ("at", "ended")}
        )
        if text in call["told"]:
            # Asterisk tells some things twice
            return None
        call["told"].append(text)
        return fact

    def _is_ours(self, channel):
        return bool(self._internal.fullmatch(endpoint(channel)))

    # === Events ===
    def _on_newchannel(self, call, event, moment):
        call["channels"][event["Uniqueid"]] = event.get("Channel", "")
        if event["Uniqueid"] != event["Linkedid"]:
            return []
        ours = self._is_ours(event.get("Channel"))
        exten, caller = event.get("Exten", ""), event.get("CallerIDNum", "")
        call["direction"] = "out" if ours else "in"
        if ours and self._internal.fullmatch(exten):
            call["direction"] = "internal"
        number = exten if ours else caller
        return [
            {
                "state": "new",
                "direction": call["direction"],
                "number": None if number in UNKNOWN else number,
                "hotline": None if ours or exten in UNKNOWN else exten,
                "extension": endpoint(event["Channel"]) if ours else None,
                "started": moment,
                "at": moment,
            }
        ]

    def _on_newcallerid(self, call, event, moment):
        return []

    def _on_dialbegin(self, call, event, moment):
        called = event.get("DestChannel", "")
        if event.get("DestUniqueid"):
            call["channels"].setdefault(event["DestUniqueid"], called)
        if self._is_ours(called):
            if event.get("DestLinkedid", "").startswith("crm-") and not event.get(
                "Channel"
            ):
                # our own phone is rung first: nobody is called yet
                return []
            return [{"state": "ringing", "extension": endpoint(called), "at": moment}]
        number = re.split(r"[@/]", event.get("DialString", ""))[0]
        if not NUMBER.fullmatch(number):
            number = event.get("DestCallerIDNum", "")
        return [
            {
                "state": "ringing",
                "direction": "out" if call.get("direction") != "in" else None,
                "number": number
                if NUMBER.fullmatch(number) and call.get("direction") != "in"
                else None,
                "at": moment,
            }
        ]

    def _on_dialend(self, call, event, moment):
        status = event.get("DialStatus", "")
        if status in DIAL and not self._is_ours(event.get("DestChannel")):
            call["dial"] = DIAL[status]
        elif status in ("BUSY", "CONGESTION", "CHANUNAVAIL"):
            refused = endpoint(event.get("DestChannel"))
            return [{"state": "refused", "extension": refused, "at": moment}]
        return []

    def _on_bridgeenter(self, call, event, moment):
        inside = call["bridges"].setdefault(event.get("BridgeUniqueid", ""), {})
        inside[event.get("Uniqueid", "")] = event.get("Channel", "")
        ours = [channel for channel in inside.values() if self._is_ours(channel)]
        if len(inside) < 2 or not ours:
            return []
        if len(ours) == len(inside) and call.get("direction") != "internal":
            # a colleague is asked before the call is handed over
            return []
        call["talked"] = call["talked"] or moment
        latest = endpoint(
            event["Channel"] if self._is_ours(event.get("Channel")) else ours[-1]
        )
        return [
            {"state": "answered", "extension": latest, "answered": moment, "at": moment}
        ]

    def _on_bridgeleave(self, call, event, moment):
        inside = call["bridges"].get(event.get("BridgeUniqueid", ""), {})
        inside.pop(event.get("Uniqueid", ""), None)
        return []

    def _on_queuecallerabandon(self, call, event, moment):
        return [{"state": "missed", "at": moment}]

    def _on_varset(self, call, event, moment):
        if event.get("Variable") == "MIXMONITOR_FILENAME" and event.get("Value"):
            return [{"state": "recording", "recording": event["Value"]}]
        return []

    def _on_hangup(self, call, event, moment):
        call["channels"].pop(event.get("Uniqueid"), None)
        if call["channels"]:
            return []
        return self._over(event["Linkedid"], call, moment)

    def _over(self, linked, call, moment):
        """Return the fact of the end, and forget the call."""
        state = "ended"
        if not call["talked"] and call.get("direction") != "in" and call["dial"]:
            state = call["dial"]
        self.calls.pop(linked, None)
        return [{"state": state, "ended": moment, "at": moment}]

    def forget_except(self, linked, moment):
        """Return the facts of calls that ended while nobody listened."""
        facts = []
        for name in set(self.calls) - set(linked):
            call = self.calls[name]
            facts += [
                self._tell(name, call, fact) for fact in self._over(name, call, moment)
            ]
        return [fact for fact in facts if fact]


def moment_of(event=None):
    """Return when an event happened, as ISO text in UTC."""
    stamp = (event or {}).get("Timestamp")
    seconds = float(stamp) if stamp else time.time()
    return datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None).isoformat()
