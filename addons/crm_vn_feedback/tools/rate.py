"""A limit of calls per key, kept in memory. No ORM in here."""

import time
from collections import OrderedDict, deque

#: keys that are remembered at most; the oldest are forgotten first
KEYS = 10_000


class Rate:
    """At most *number* calls in *seconds* for each key.

    >>> clock = iter((0, 1, 2, 61)).__next__
    >>> rate = Rate(2, 60, clock)
    >>> [rate.allows("a") for _time in range(4)]
    [True, True, False, True]
    """

    def __init__(self, number, seconds, clock=time.monotonic):
        self.number, self.seconds, self.clock = number, seconds, clock
        self.calls = OrderedDict()

    def allows(self, key):
        """Count a call and tell whether it is still within the limit."""
        now = self.clock()
        times = self.calls.setdefault(key, deque())
        self.calls.move_to_end(key)
        while len(self.calls) > KEYS:
            self.calls.popitem(last=False)
        while times and times[0] <= now - self.seconds:
            times.popleft()
        if len(times) >= self.number:
            return False
        times.append(now)
        return True
