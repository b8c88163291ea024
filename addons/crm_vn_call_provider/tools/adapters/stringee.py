"""Stringee and StringeeX (PCC): ``event_url``, and the rows of the call log.

Source: the vendor's server samples (``stringeecom/server-samples``), its page on the
call log, and bodies seen in public integrations.
"""

from urllib.parse import unquote

from .. import values
from . import fact, only

STATES = {
    "created": "new",
    "started": "new",
    "ringing": "ringing",
    "answered": "answered",
    # of one agent while the call goes on
    "agentEnded": "refused",
    "ended": "ended",
    "connect_failed": "failed",
}
#: how a cause of the end reads
CAUSES = (("486", "busy"), ("480", "no_answer"), ("CAN_NOT_MAKE_CALL", "failed"))
INCOMING = "EXTERNAL_CALL_IN"
#: where the vendor keeps recordings, by the name of the call
RECORDING = "https://api.stringee.com/v1/call/recording/"


def read(data, zone):
    """Read one event.

    >>> ring = {"type": "stringee_call", "call_status": "ringing", "call_id": "c",
    ...     "from": {"number": "84912345678", "type": "external"},
    ...     "to": {"number": "an", "type": "internal"},
    ...     "callCreatedReason": "EXTERNAL_CALL_IN"}
    >>> read(ring, "UTC")[0]["direction"], read(ring, "UTC")[0]["extension"]
    ('in', 'an')
    >>> read({"call_id": "c", "recording_url": "https://x/r.mp3"}, "UTC")[0]["state"]
    'recording'
    """
    if data.get("type") == "call_log":
        return _logged(data, zone)
    conversation = only(data, "call_id")
    status = data.get("call_status")
    if not conversation:
        return []
    if not status and only(data, "recording_url", "recording"):
        return [
            fact(
                conversation=conversation,
                state="recording",
                recording=only(data, "recording_url", "recording"),
            )
        ]
    caller, called = (
        data.get(key) if isinstance(data.get(key), dict) else {}
        for key in ("from", "to")
    )
    incoming = data.get("callCreatedReason") == INCOMING
    if "callCreatedReason" not in data:
        incoming = caller.get("type") != "internal"
    internal = {caller.get("type"), called.get("type")} == {"internal"}
    ours, theirs = (called, caller) if incoming else (caller, called)
    state = STATES.get(status, "unknown")
    cause = str(data.get("endCallCause") or "")
    if state == "ended":
        state = next((word for text, word in CAUSES if text in cause), state)
    agent = only(ours, "number") if ours.get("type") == "internal" else None
    agent = agent or only(data, "userId", "request_from_user_id", "agent_user_id")
    # an answer of a menu is no person's
    if state == "answered" and not agent and data.get("callType") == "IVR":
        state = "ringing"
    hotline = ours if ours.get("type") != "internal" or not agent else {}
    alias = only(data, "clientCustomData") or only(caller, "alias") or ""
    return [
        fact(
            conversation=conversation,
            client=alias if alias.startswith("crm-") else None,
            state=state,
            raw=status,
            direction="internal" if internal else "in" if incoming else "out",
            number=values.number(theirs.get("number")),
            hotline=values.number(hotline.get("alias") or hotline.get("number")),
            extension=values.extension(agent),
            at=values.moment(data.get("timestamp_ms"), zone),
            answered=values.moment(data.get("timestamp_ms"), zone)
            if state == "answered"
            else None,
            ended=values.moment(data.get("timestamp_ms"), zone)
            if state in ("ended", "busy", "no_answer", "failed")
            else None,
            talk=values.seconds(data.get("answerDuration"))
            if status == "ended"
            else None,
            recording=only(data, "recording_url"),
        )
    ]


def _logged(data, zone):
    """Read a row of the call log.

    >>> row = {"type": "call_log", "id": "c", "from_number": "%2B84912345678",
    ...     "to_number": "an", "from_internal": 0, "to_internal": 1,
    ...     "start_time": 1767000000000, "answer_time": 1767000019000,
    ...     "stop_time": 1767000031000, "answer_duration": 12}
    >>> [found] = read(row, "UTC")
    >>> found["state"], found["number"], found["extension"], found["talk"]
    ('answered', '+84912345678', 'an', 12)
    >>> read({**row, "to_number": "842873000001", "to_internal": 0}, "UTC")[0]["state"]
    'ended'
    """
    conversation = only(data, "id")
    if not conversation:
        return []
    inside = [str(data.get(f"{side}_internal")) == "1" for side in ("from", "to")]
    outgoing = inside[0]
    direction = "internal" if all(inside) else "out" if outgoing else "in"
    sides = [unquote(only(data, f"{side}_number") or "") for side in ("from", "to")]
    ours, theirs = sides if outgoing else reversed(sides)
    agent = (only(data, "from_user_id") or ours) if outgoing else ours
    agent = values.extension(agent) if any(inside) else None
    talk = values.seconds(data.get("answer_duration"))
    aliases = (str(data.get(f"{side}_alias") or "") for side in ("from", "to"))
    # a menu or a queue answers by itself: without an agent nobody talked
    talked = bool(talk and agent and values.moment(data.get("answer_time"), zone))
    return [
        fact(
            conversation=conversation,
            client=next((text for text in aliases if text.startswith("crm-")), None),
            state="answered" if talked else "ended",
            raw="call_log",
            direction=direction,
            number=values.number(theirs),
            hotline=None if any(inside) else values.number(ours),
            extension=agent,
            started=values.moment(data.get("start_time"), zone),
            answered=values.moment(data.get("answer_time"), zone) if talked else None,
            ended=values.moment(data.get("stop_time"), zone),
            talk=talk if talked else None,
            recording=RECORDING + conversation if data.get("recorded") else None,
        )
    ]
