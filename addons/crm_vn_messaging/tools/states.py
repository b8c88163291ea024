"""States of a message and which may follow which. No ORM in here.

Reports arrive late, twice, in any order and with gaps. Each state has a rank and a
message only climbs: what the last state is does not depend on the order of reports.
"""

#: outgoing messages; a report never leads back
RANKS = {
    "queued": 0,
    "held": 0,
    "sending": 1,
    "unknown": 2,
    "accepted": 3,
    "sent": 4,
    "cancelled": 5,
    "refused": 5,
    "failed": 6,
    "delivered": 7,
    "read": 8,
}
#: after these a message is not sent any more
OVER = ("cancelled", "refused", "failed", "delivered", "read")
#: it has left, as far as is known
LEFT = ("accepted", "sent", "delivered", "read")


def advance(current, told):
    """Return the state after *told* was reported of a message in state *current*.

    >>> advance("accepted", "sent"), advance("delivered", "failed")
    ('sent', 'delivered')
    >>> advance("failed", "delivered"), advance("sent", "accepted")
    ('delivered', 'sent')
    >>> advance("unknown", "accepted"), advance("received", "sent")
    ('accepted', 'received')
    """
    if current not in RANKS or RANKS.get(told, -1) <= RANKS[current]:
        return current
    return told
