"""VoIP24h v3: the feed of finished calls (may come as parameters) and the live one.

Source: the vendor's document and a live capture in a public repository. In a ring group
one call id comes once for each extension.
"""

from .. import values
from . import fact, only

DISPOSITIONS = {
    "ANSWERED": "answered",
    "NO ANSWER": "no_answer",
    "MISSED": "missed",
    "FAILED": "failed",
    "BUSY": "busy",
}
LIVE = {"ring": "ringing", "ringing": "ringing", "up": "answered", "hangup": "ended"}
DIRECTIONS = {
    "inbound": "in",
    "outbound": "out",
    "internal": "internal",
    "local": "internal",
}


def read(data, zone):
    """Read one event of either feed.

    >>> done = {"callid": "1.2", "calldate": "2026-01-05 09:00:00",
    ...     "did": "02873000001", "src": "0912345678", "dst": "101", "type": "inbound",
    ...     "billsec": "0", "disposition": "MISSED", "duration": "12",
    ...     "lastapp": "Queue"}
    >>> read(done, "Asia/Ho_Chi_Minh")[0]["state"]
    'missed'
    >>> queue = dict(done, disposition="ANSWERED", dst="02873000001", billsec="4")
    >>> read(queue, "Asia/Ho_Chi_Minh")[0]["state"]
    'ended'
    """
    conversation = only(data, "linkedid", "callid", "uniqueid")
    if not conversation or data.get("note") == "caller":
        return []
    if data.get("type") == "MissedCallEvent":
        return [_finished(conversation, {**data, "disposition": "MISSED"}, "in", zone)]
    direction = DIRECTIONS.get(str(data.get("type") or "").casefold(), "in")
    cdr = data.get("cdr") if isinstance(data.get("cdr"), dict) else {}
    if data.get("disposition"):
        return [_finished(conversation, data, direction, zone)]
    if cdr:
        names = {"source": "src", "destination": "dst", "starttime": "calldate"}
        record = {names.get(key, key): value for key, value in cdr.items()}
        record.setdefault("extend", data.get("extend"))
        return [_finished(conversation, record, direction, zone)]
    raw = str(data.get("state") or "")
    return [
        fact(
            conversation=conversation,
            state=LIVE.get(raw.casefold(), "unknown"),
            raw=raw,
            direction=direction,
            number=values.number(data.get("phone")),
            extension=values.extension(data.get("extend") or data.get("channel")),
        )
    ]


def _finished(conversation, data, direction, zone):
    """Return the fact of a record of a finished call."""
    raw = str(data.get("disposition") or "").upper()
    state = DISPOSITIONS.get(raw, "ended")
    caller, called = data.get("src"), data.get("dst")
    ours, theirs = (called, caller) if direction == "in" else (caller, called)
    agent = data.get("extend") or (ours if values.is_extension(ours) else None)
    # a queue answers by itself: without an extension nobody talked
    if state == "answered" and not agent:
        state = "ended"
    started = values.moment(only(data, "calldate"), zone)
    return fact(
        conversation=conversation,
        state=state,
        raw=raw,
        direction=direction,
        number=values.number(theirs),
        hotline=values.number(data.get("did")),
        extension=values.extension(agent) if agent else None,
        started=started,
        answered=values.moment(data.get("answertime"), zone)
        if state == "answered"
        else None,
        ended=values.moment(data.get("endtime"), zone)
        or values.later(started, values.seconds(data.get("duration"))),
        talk=values.seconds(data.get("billsec")) if state == "answered" else None,
        ring=values.seconds(data.get("duration")) if state != "answered" else None,
        recording=only(data, "download", "recording", "play"),
    )
