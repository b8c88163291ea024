"""One conversation from what was told about it, in whatever order. No ORM here.

A *fact* is a dict that an adapter made of one event:

``conversation``  what the vendor calls the whole call; facts of one call share it
``state``         one of :data:`STATES`
``direction``     ``in``, ``out`` or ``internal``
``number``        the other side's number, as told
``hotline``       our number that was called or shown
``extension``     who of ours this is about
``client``        our own token, when we asked for the call
``at``            when it happened, as ISO text in UTC; so are ``started``, ``answered``
                  and ``ended``
``talk``, ``ring``  seconds
``recording``     where the recording is
``raw``           the vendor's own word for the state

:func:`fold` makes the call from the *set* of its facts: told twice, late or in any
order gives the same call.
"""

import json
from datetime import datetime

#: what a fact can say, with the rank of the call that it proves
STATES = {
    "new": 0,
    "ringing": 1,
    "refused": 1,
    "answered": 2,
    "ended": 3,
    "missed": 3,
    "no_answer": 3,
    "busy": 3,
    "failed": 3,
    "voicemail": 3,
    "recording": 0,
    "unknown": 0,
}
#: of two words about the end, the one that tells more
ENDS = ("voicemail", "busy", "failed", "no_answer", "missed")
#: the states of a call that is over, whatever is told later
FINAL = frozenset({"missed", "no_answer", "busy", "failed", "voicemail"})


def merge(known, facts):
    """Return *known* with what is new in *facts*, in an order that is always the same.

    >>> merge([{"state": "ringing"}], [{"state": "answered"}, {"state": "ringing"}])
    [{'state': 'answered'}, {'state': 'ringing'}]
    """
    found = {_text(fact): fact for fact in [*known, *facts]}
    return [found[text] for text in sorted(found)]


def fold(facts):
    """Return what the call is, as a dict.

    ``state`` is ``answered`` when somebody of ours and the other side talked; then
    ``talk_seconds`` counts. ``is_over`` tells whether the call has ended.

    >>> ring = {"state": "ringing", "direction": "in", "number": "0912345678"}
    >>> end = {"state": "ended", "ended": "2026-01-05T02:00:31"}
    >>> fold([ring, end])["state"], fold([end, ring])["state"]
    ('missed', 'missed')
    >>> talk = {"state": "answered", "extension": "101",
    ...     "answered": "2026-01-05T02:00:19"}
    >>> call = fold([end, talk, ring])
    >>> call["state"], call["talk_seconds"], call["is_over"], call["extension"]
    ('answered', 12, True, '101')
    >>> fold([{"state": "busy", "direction": "out"}, {"state": "ended"}])["state"]
    'busy'
    """
    facts = merge([], facts)
    told = {fact["state"] for fact in facts}
    direction = _first(facts, "direction") or "in"
    answered = "answered" in told
    is_over = any(STATES[state] == 3 for state in told) or bool(_last(facts, "ended"))
    if answered:
        state = "answered"
    elif is_over:
        missed = "no_answer" if direction == "out" else "missed"
        found = next((end for end in ENDS if end in told), missed)
        if direction == "in" and found == "no_answer":
            found = "missed"
        state = found
    elif told & {"ringing", "refused"}:
        state = "ringing"
    else:
        state = "new"
    began = _earliest(facts, "answered") if answered else None
    ended = _last(facts, "ended") if is_over else None
    talk = 0
    if answered:
        told_talk = [fact["talk"] for fact in facts if fact.get("talk") is not None]
        talk = max(told_talk, default=0) or _between(began, ended)
    return {
        "state": state,
        "is_over": is_over,
        "direction": direction,
        "number": _first(facts, "number"),
        "hotline": _first(facts, "hotline"),
        "extension": _who(facts, answered),
        "started": _earliest(facts, "started", "at", "answered", "ended"),
        "answered": began,
        "ended": ended,
        "talk_seconds": talk,
        "recording": _first(facts, "recording"),
        "legs": legs(facts),
    }


def legs(facts):
    """Return what each of ours had of the call: ``{extension: dict}``.

    >>> legs([{"state": "ringing", "extension": "101"}, {"state": "answered",
    ...     "extension": "102"}])
    {'101': {'state': 'ringing', 'at': None}, '102': {'state': 'answered', 'at': None}}
    """
    found = {}
    for fact in merge([], facts):
        name = fact.get("extension")
        if not name:
            continue
        leg = found.setdefault(name, {"state": "new", "at": None})
        rank = {"refused": 1.5, "answered": 4}.get(fact["state"], STATES[fact["state"]])
        old = {"refused": 1.5, "answered": 4}.get(leg["state"], STATES[leg["state"]])
        if rank > old:
            leg["state"] = fact["state"]
        moments = [fact.get(key) for key in ("at", "started", "answered", "ended")]
        leg["at"] = min(filter(None, [leg["at"], *moments]), default=None)
    return dict(sorted(found.items()))


def ringing(facts):
    """Return the extensions that ring now.

    >>> ringing([{"state": "ringing", "extension": "101"}])
    ['101']
    >>> ringing([{"state": "ringing", "extension": "101"}, {"state": "ended"}])
    []
    """
    call = fold(facts)
    if call["is_over"] or call["state"] == "answered":
        return []
    return [name for name, leg in call["legs"].items() if leg["state"] == "ringing"]


def _text(fact):
    return json.dumps(fact, sort_keys=True, ensure_ascii=False)


def _first(facts, key):
    """Return the value that most facts tell; of equals the first in the alphabet."""
    values = [fact[key] for fact in facts if fact.get(key)]
    return min(values, key=lambda value: (-values.count(value), value), default=None)


def _earliest(facts, *keys):
    return min((f[key] for key in keys for f in facts if f.get(key)), default=None)


def _last(facts, key):
    return max((fact[key] for fact in facts if fact.get(key)), default=None)


def _who(facts, answered):
    """Return who of ours talked; when nobody did, who called or whom it rang last."""
    about = [fact for fact in facts if fact.get("extension")]
    talked = [fact for fact in about if fact["state"] == "answered"]
    if talked:
        return max(
            talked, key=lambda fact: fact.get("answered") or fact.get("at") or ""
        )["extension"]
    names = {fact["extension"] for fact in about}
    return names.pop() if len(names) == 1 else None


def _between(began, ended):
    """Return the seconds between two moments in ISO text.

    >>> _between("2026-01-05T02:00:19", "2026-01-05T02:00:31"), _between(None, "x")
    (12, 0)
    """
    if not (began and ended) or ended < began:
        return 0
    span = datetime.fromisoformat(ended) - datetime.fromisoformat(began)
    return int(span.total_seconds())
