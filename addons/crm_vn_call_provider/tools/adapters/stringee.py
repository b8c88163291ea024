"""Stringee and StringeeX (PCC): ``event_url``.

Source: the vendor's server samples (``stringeecom/server-samples``) and bodies seen in
public integrations.
"""

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
