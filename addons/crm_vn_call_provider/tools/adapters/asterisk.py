"""Asterisk and FreePBX: what our bridge posts, and the dialplan without a bridge.

The bridge (``bridge/crm_vn_call_bridge.py``) posts ``{"facts": [...]}``: it has already
read Asterisk's own events. The dialplan posts a form: ``state=ringing|answered|ended``,
``id`` the Linkedid, ``from``, ``to``, ``ext``, ``dialstatus``, ``answered`` and
``dialed`` in seconds.
"""

from .. import values
from ..conversation import STATES
from . import fact, only

#: how DIALSTATUS reads when nobody talked
DIAL = {
    "BUSY": "busy",
    "CONGESTION": "failed",
    "CHANUNAVAIL": "failed",
    "NOANSWER": "no_answer",
    "CANCEL": "no_answer",
}
KEYS = (
    "conversation",
    "client",
    "state",
    "raw",
    "direction",
    "number",
    "hotline",
    "extension",
    "at",
    "started",
    "answered",
    "ended",
    "talk",
    "ring",
    "recording",
)


def read(data, zone):
    """Read what the bridge or the dialplan posted.

    >>> read({"state": "ended", "id": "1.0", "dialstatus": "NOANSWER"}, "UTC")
    [{'conversation': '1.0', 'state': 'no_answer', 'raw': 'ended NOANSWER'}]
    >>> read({"facts": [{"conversation": "1.0", "state": "odd"}]}, "UTC")
    [{'conversation': '1.0', 'state': 'unknown'}]
    """
    if isinstance(data.get("facts"), list):
        return [
            _checked(item, zone) for item in data["facts"] if isinstance(item, dict)
        ]
    conversation = only(data, "id", "linkedid")
    if not conversation:
        return []
    word = str(data.get("state") or "").casefold()
    status = str(data.get("dialstatus") or "").upper()
    agent = values.extension(data.get("ext"))
    state = word if word in ("ringing", "answered", "ended") else "unknown"
    talk = values.seconds(data.get("answered")) if status == "ANSWER" else None
    if state == "ended":
        state = DIAL.get(status, "ended")
    elif state == "answered" and not agent:
        state = "ringing"
    caller, called = only(data, "from"), only(data, "to")
    outgoing = data.get("direction") == "out" or values.is_extension(caller)
    known = bool(caller or called)
    return [
        fact(
            conversation=conversation,
            client=conversation if conversation.startswith("crm-") else None,
            state=state,
            raw=f"{word} {status}".strip(),
            direction=("out" if outgoing else "in") if known else None,
            number=values.number(called if outgoing else caller),
            hotline=None if outgoing else values.number(called),
            extension=values.extension(caller) if outgoing else agent,
            at=values.moment(data.get("at"), zone),
            talk=talk,
            recording=only(data, "recording"),
        )
    ]


def _checked(item, zone):
    """Return a fact of the bridge, each value read as if a stranger had written it."""
    found = {key: item[key] for key in KEYS if item.get(key) not in (None, "")}
    for key in ("conversation", "client", "raw", "recording"):
        if key in found:
            found[key] = str(found[key])[:200]
    if found.get("state") not in STATES:
        found["state"] = "unknown"
    if found.get("direction") not in (None, "in", "out", "internal"):
        del found["direction"]
    for key in ("number", "hotline"):
        found[key] = values.number(found.get(key))
    found["extension"] = values.extension(found.get("extension"))
    for key in ("at", "started", "answered", "ended"):
        found[key] = values.moment(found.get(key), "UTC")
    for key in ("talk", "ring"):
        found[key] = values.seconds(found.get(key))
    return fact(**found) if found.get("conversation") else {}
