"""Asterisk's REST interface (ARI) in place of its manager, for the bridge beside it.

The events come over a websocket and are turned into those of the manager, which
``crm_vn_call_tracker`` reads. The standard library alone.
"""

import asyncio
import base64
import json
import os
import ssl
import urllib.parse
import urllib.request
from datetime import datetime

#: the name under which the bridge listens
APPLICATION = "crm-vn"
#: seconds until Asterisk has to answer a request
TIMEOUT = 8
#: with ``channelvars = CHANNEL(linkedid)`` in ari.conf each channel says what it is of
LINKED = "CHANNEL(linkedid)"
#: words of Dial about a phone that still rings
RINGS = {"RINGING", "PROGRESS", "PROCEEDING"}


# === Events ===
def translate(event, calls):
    """Return the events of the manager that say the same.

    :param dict event: one of ARI
    :param dict calls: ``Tracker.calls``, from which it is known what belongs together

    >>> channel = {"id": "1.0", "name": "PJSIP/trunk-00000001", "state": "Ring",
    ...     "caller": {"number": "0912345678"}, "dialplan": {"exten": "02873000001"}}
    >>> [found] = translate({"type": "ChannelCreated", "channel": channel}, {})
    >>> found["Event"], found["Linkedid"], found["CallerIDNum"]
    ('Newchannel', '1.0', '0912345678')
    >>> called = {"type": "ChannelCreated", "channel": {**channel, "state": "Down"}}
    >>> translate(called, {})
    []
    """
    make = KINDS.get(event.get("type"))
    stamp = _stamp(event.get("timestamp"))
    return [{**found, **stamp} for found in (make(event, calls) if make else [])]


def snapshot(channels, bridges, calls):
    """Return what the manager would say when asked which channels there are."""
    inside = {id_: bridge for bridge in bridges for id_ in bridge.get("channels", ())}
    found = []
    for channel in sorted(channels, key=lambda one: one.get("creationtime", "")):
        bridge = inside.get(channel.get("id"), {})
        # of those who talk together, the first one's call
        others = bridge.get("channels", ())
        known = next((g for g in (_known(id_, calls) for id_ in others) if g), None)
        linked = _group(channel, calls) or known or min(others, default=channel["id"])
        told = {**_channel(channel, linked), "BridgeId": bridge.get("id", "")}
        found.append({"Event": "CoreShowChannel", **told})
    return [*found, {"Event": "CoreShowChannelsComplete"}]


def _created(event, calls):
    channel = event["channel"]
    linked = _group(channel, calls)
    is_ours = channel["id"].startswith("crm-")
    if channel.get("state") == "Down" and not is_ours:
        # who is called: it is said next whose call that is
        return []
    if not linked and channel.get("name", "").startswith("Local/"):
        return []
    return [{"Event": "Newchannel", **_channel(channel, linked or channel["id"])}]


def _dial(event, calls):
    peer, caller = event.get("peer") or {}, event.get("caller") or {}
    status = event.get("dialstatus", "")
    if status in RINGS or not peer.get("id"):
        return []
    first = caller or peer
    linked = _group(first, calls) or _group(peer, calls) or first["id"]
    told = {
        "Event": "DialEnd" if status else "DialBegin",
        "DestChannel": peer.get("name", ""),
        "DestUniqueid": peer["id"],
        "DestLinkedid": linked,
        "DestCallerIDNum": _number(peer),
        "DialString": event.get("dialstring", "").partition("/")[2],
        "DialStatus": status,
    }
    if caller:
        told |= {"Channel": caller.get("name", ""), "Uniqueid": caller["id"]}
        told["Linkedid"] = linked
    new = []
    if not status and linked not in calls:
        new = [{"Event": "Newchannel", **_channel(first, linked)}]
    return [*new, told]


def _bridged(event, calls):
    word = "Enter" if event["type"] == "ChannelEnteredBridge" else "Leave"
    channel, bridge = event["channel"], event.get("bridge") or {}
    others = bridge.get("channels", ())
    known = next((g for g in (_known(id_, calls) for id_ in others) if g), None)
    linked = _group(channel, calls) or known or channel["id"]
    told = {"Event": f"Bridge{word}", "BridgeUniqueid": bridge.get("id", "")}
    return [{**told, **_channel(channel, linked)}]


def _destroyed(event, calls):
    channel = event["channel"]
    linked = _group(channel, calls)
    return [{"Event": "Hangup", **_channel(channel, linked)}] if linked else []


def _varset(event, calls):
    channel = event.get("channel") or {}
    linked = _group(channel, calls) if channel else None
    if not linked:
        return []
    told = _channel(channel, linked)
    if event.get("variable") == "ABANDONED" and event.get("value") == "TRUE":
        return [{"Event": "QueueCallerAbandon", **told}]
    if event.get("variable") != "MIXMONITOR_FILENAME":
        return []
    told |= {"Variable": event["variable"], "Value": event.get("value", "")}
    return [{"Event": "VarSet", **told}]


KINDS = {
    "ChannelCreated": _created,
    "Dial": _dial,
    "ChannelEnteredBridge": _bridged,
    "ChannelLeftBridge": _bridged,
    "ChannelDestroyed": _destroyed,
    "ChannelVarset": _varset,
}


def _channel(channel, linked):
    return {
        "Channel": channel.get("name", ""),
        "Uniqueid": channel["id"],
        "Linkedid": linked,
        "CallerIDNum": _number(channel),
        "Exten": (channel.get("dialplan") or {}).get("exten", ""),
    }


def _number(channel):
    return (channel.get("caller") or {}).get("number", "")


def _known(id_, calls):
    found = (name for name, call in calls.items() if id_ in call["channels"])
    return next(found, None)


def _group(channel, calls):
    """Return which call a channel is of, or None when nobody said so yet."""
    told = (channel.get("channelvars") or {}).get(LINKED)
    known = told or _known(channel["id"], calls)
    name = channel.get("name", "")
    if known or not name.startswith("Local/"):
        return known
    # the two ends of a channel inside Asterisk are of one call
    other = name[:-1] + {"1": "2", "2": "1"}.get(name[-1], "")
    found = (n for n, call in calls.items() if other in call["channels"].values())
    return next(found, None)


def _stamp(text):
    try:
        moment = datetime.strptime(text or "", "%Y-%m-%dT%H:%M:%S.%f%z")
    except ValueError:
        return {}
    return {"Timestamp": str(moment.timestamp())}


# === The line ===
class Ari:
    """The connection to ARI.

    :param url: ``http://127.0.0.1:8088/ari``
    """

    def __init__(self, url, user, secret):
        self.url = url.rstrip("/")
        given = base64.b64encode(f"{user}:{secret}".encode()).decode()
        self.headers = {"Authorization": f"Basic {given}"}

    async def open(self):
        """Open the websocket; return its two ends.

        :raise ConnectionError: Asterisk refuses
        """
        parts = urllib.parse.urlsplit(self.url)
        secure = ssl.create_default_context() if parts.scheme == "https" else None
        port = parts.port or (443 if secure else 80)
        reader, writer = await asyncio.open_connection(parts.hostname, port, ssl=secure)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {parts.path}/events?app={APPLICATION}&subscribeAll=true HTTP/1.1",
            f"Host: {parts.hostname}:{port}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {key}",
            *(f"{name}: {value}" for name, value in self.headers.items()),
        ]
        writer.write("\r\n".join([*lines, "", ""]).encode())
        async with asyncio.timeout(TIMEOUT):
            head = await reader.readuntil(b"\r\n\r\n")
        if head.split()[1] != b"101":
            writer.close()
            raise ConnectionError(f"ARI answers {head.split()[1].decode()}")
        return reader, writer

    def get(self, path):
        """Return what Asterisk answers."""
        return self._ask("GET", path)

    def originate(self, **fields):
        """Ring our phone, then the number; every event will carry the channel's id."""
        return self._ask("POST", f"channels?{urllib.parse.urlencode(fields)}")

    def _ask(self, method, path):
        request = urllib.request.Request(
            f"{self.url}/{path}", headers=self.headers, method=method
        )
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            return json.loads(answer.read() or b"null")


async def messages(reader, writer, silence):
    """Yield what comes over a websocket until it is closed.

    :param silence: seconds after which it is given up
    """
    text = b""
    while True:
        # wait_for() of Python 3.11 forgets that it was cancelled when bytes come too
        async with asyncio.timeout(silence):
            head = await reader.readexactly(2)
        length = head[1] & 127
        if length > 125:
            size = await reader.readexactly(2 if length == 126 else 8)
            length = int.from_bytes(size, "big")
        data = await reader.readexactly(length)
        kind = head[0] & 15
        if kind == 8:
            return
        if kind == 9:
            writer.write(frame(10, data))
        elif kind in (0, 1):
            text += data
            if head[0] & 128:
                yield json.loads(text)
                text = b""


def frame(kind, data=b""):
    """Return a short message to Asterisk, masked as the protocol wants it.

    >>> len(frame(9)), frame(9)[0], frame(9)[1]
    (6, 137, 128)
    """
    mask = os.urandom(4)
    masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(data[:125]))
    return bytes((128 | kind, 128 | len(masked))) + mask + masked
