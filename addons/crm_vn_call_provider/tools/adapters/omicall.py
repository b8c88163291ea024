"""OMICall: events of a call and its record at the end.

Source: the vendor's page on webhooks and bodies seen in public integrations. Seconds
and milliseconds stand in one body.
"""

from .. import values
from . import fact, only

STATES = {
    "ringing": "ringing",
    "answered": "answered",
    "hangup": "ended",
    "cdr": "ended",
}
DIRECTIONS = {"inbound": "in", "outbound": "out", "local": "internal"}


def read(data, zone):
    """Read one event.

    >>> cdr = {"transaction_id": "u", "state": "cdr", "direction": "inbound",
    ...     "from_number": "0912345678", "sip_user": "101", "bill_sec": 12,
    ...     "time_start_to_answer": 1767000019, "duration": 31}
    >>> read(cdr, "UTC")[0]["state"], read(dict(cdr, sip_user=""), "UTC")[0]["state"]
    ('answered', 'ended')
    """
    conversation = only(data, "transaction_id", "call_uuid")
    if not conversation:
        return []
    raw = str(data.get("state") or "").casefold()
    state = STATES.get(raw, "unknown")
    direction = DIRECTIONS.get(str(data.get("direction") or "").casefold(), "in")
    talk = values.seconds(data.get("bill_sec"))
    agent = values.extension(data.get("sip_user"))
    caller, called = data.get("from_number"), data.get("to_number")
    ours, theirs = (called, caller) if direction == "in" else (caller, called)
    if not agent and values.is_extension(ours):
        agent = values.extension(ours)
    answered = data.get("time_start_to_answer")
    # a queue that nobody answered bills seconds too: only with who it was
    if raw == "cdr" and talk and answered and data.get("sip_user"):
        state = "answered"
    over = raw in ("hangup", "cdr")
    return [
        fact(
            state=state,
            conversation=conversation,
            raw=raw,
            direction=direction,
            number=values.number(data.get("phone_number") or theirs),
            hotline=values.number(data.get("hotline")),
            extension=agent,
            at=values.moment(only(data, "date_time", "created_time"), zone),
            started=values.moment(data.get("time_start_call"), zone),
            ended=values.moment(data.get("time_end_call"), zone) if over else None,
            answered=values.moment(answered, zone) if state == "answered" else None,
            talk=talk if raw == "cdr" else None,
            ring=values.seconds(data.get("answer_sec")),
            recording=only(data, "recording_file_url"),
        )
    ]
