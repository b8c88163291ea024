"""TEL4VN, MiPBX and PiTel.

Source: the vendor's ``api-docs``. With a queue or ring group the record at the end has
another ``call_id`` than the live events: ``sip_call_id`` is what they share.
"""

from .. import values
from . import fact, only

STATES = {
    "ringing": "ringing",
    "answered": "answered",
    "hangup": "ended",
    "missed": "missed",
    "cdr": "ended",
    "cdr_autocall": "ended",
}
DIRECTIONS = {"inbound": "in", "outbound": "out", "local": "internal"}


def read(data, zone):
    """Read one event.

    >>> cdr = {"call_id": "c", "sip_call_id": "s", "direction": "inbound",
    ...     "state": "cdr", "from_number": "0912345678", "to_number": "101",
    ...     "billsec": 12, "time_answered": "2026-01-05 09:00:19",
    ...     "time_ended": "2026-01-05 09:00:31"}
    >>> [found["state"] for found in read(cdr, "Asia/Ho_Chi_Minh")]
    ['answered']
    """
    conversation = only(data, "sip_call_id", "call_id")
    if not conversation:
        return []
    raw = str(data.get("state") or "").casefold()
    state = STATES.get(raw, "unknown")
    direction = DIRECTIONS.get(str(data.get("direction") or "").casefold(), "in")
    caller, called = data.get("from_number"), data.get("to_number")
    ours, theirs = (called, caller) if direction == "in" else (caller, called)
    agent = data.get("extension") or (ours if values.is_extension(ours) else None)
    talk = values.seconds(data.get("billsec"))
    is_record = raw.startswith("cdr")
    if is_record and talk and agent and only(data, "time_answered"):
        state = "answered"
    return [
        fact(
            conversation=conversation,
            client=_token(only(data, "call_id")),
            state=state,
            raw=raw,
            direction=direction,
            number=values.number(theirs),
            hotline=values.number(data.get("hotline")),
            extension=values.extension(agent) if agent else None,
            started=values.moment(data.get("time_started"), zone),
            answered=values.moment(data.get("time_answered"), zone)
            if state == "answered"
            else None,
            ended=values.moment(data.get("time_ended"), zone)
            if is_record or state == "ended"
            else None,
            talk=talk if state == "answered" else None,
            recording=only(data, "recording_url"),
        )
    ]


def _token(text):
    return text if text and text.startswith("crm-") else None
