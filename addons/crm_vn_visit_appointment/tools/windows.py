"""Order of stops of which some are expected at an hour. No ORM in here.

A window is ``(from, until)`` in minutes after midnight, or None. Who arrives early
waits; who arrives after ``until`` is late. Being late counts first, the way second.
"""

from dataclasses import dataclass
from itertools import permutations

from odoo.addons.crm_vn_visit.tools.stops import distance_km

#: up to so many stops all orders are tried
EXACT = 6
#: rounds of improvement at most; a few are enough
ROUNDS = 10
#: stops that are moved together
LONGEST_SEGMENT = 2


@dataclass(frozen=True)
class Pace:
    """How a day goes: when it begins, the speed, how long the stops take."""

    begin: float = 480.0  # minutes after midnight
    speed: float = 25.0  # km an hour
    road_factor: float = 1.3  # longer than the crow flies
    stay: float = 20.0  # minutes at a stop

    def minutes(self, km):
        """Return how long so many km, as the crow flies, take.

        >>> Pace(speed=30, road_factor=1.5).minutes(10)
        30.0
        """
        return 60 * km * self.road_factor / max(self.speed, 1)


class Day:
    """The stops of a day, with the distances between them.

    :param points: list of (latitude, longitude)
    :param windows: list of windows or None, one for each point
    :param start, end: where the day begins and ends, or None
    :param Pace pace: how the day goes
    """

    def __init__(self, points, windows, start=None, end=None, pace=None):
        self.windows = windows
        self.pace = pace or Pace()
        self.rows = [[distance_km(one, other) for other in points] for one in points]
        nothing = [0.0] * len(points)
        self.start = [distance_km(start, one) for one in points] if start else nothing
        self.end = [distance_km(end, one) for one in points] if end else nothing

    def cost(self, order):
        """Return ``(minutes late, km)`` of an order: the smaller, the better.

        >>> day = Day([(21, 105.8), (21, 105.9)], [None, (480, 490)])
        >>> [round(number) for number in day.cost([0, 1])]
        [42, 10]
        >>> [round(number) for number in day.cost([1, 0])]
        [0, 10]
        """
        moment, late, length, before = self.pace.begin, 0.0, 0.0, None
        for one in order:
            km = self.start[one] if before is None else self.rows[before][one]
            length += km
            moment += self.pace.minutes(km)
            if window := self.windows[one]:
                moment = max(moment, window[0])
                late += max(0.0, moment - window[1])
            moment += self.pace.stay
            before = one
        return round(late, 6), length + (0 if before is None else self.end[before])

    def best_order(self, *known):
        """Return an order that is as good as the best of the *known* ones, or better.

        :param known: orders of all stops, lists of indexes; the first one stays where
            no other is better

        >>> places = [(21, 105.8), (21, 105.9), (21, 105.85)]
        >>> day = Day(places, [None, None, (480, 485)])
        >>> day.best_order([0, 1, 2])
        [2, 0, 1]
        >>> Day([(21, 105.8), (21, 105.9)], [None, None]).best_order([1, 0])
        [1, 0]
        """
        known = [list(order) for order in known]
        if len(known[0]) <= EXACT:
            return self._pick([*known, *permutations(range(len(known[0])))])
        return self._improve(self._pick([*known, *map(self._by_hour, known)]))

    def _pick(self, orders):
        best, cost = orders[0], self.cost(orders[0])
        for order in orders[1:]:
            other = self.cost(order)
            if is_better(other, cost):
                best, cost = order, other
        return list(best)

    def _by_hour(self, order):
        """Put the stops that are expected at an hour into the order of their hours."""
        fixed = [one for one in order if self.windows[one]]
        fixed = iter(sorted(fixed, key=lambda one: self.windows[one]))
        return [next(fixed) if self.windows[one] else one for one in order]

    def _improve(self, order):
        """Move short stretches and reverse others until nothing is better."""
        best, cost = order, self.cost(order)
        for _round in range(ROUNDS):
            before = best
            for other in _neighbours(before):
                found = self.cost(other)
                if is_better(found, cost):
                    best, cost = other, found
            if best is before:
                break
        return best


def is_better(cost, other):
    """Tell whether a cost is smaller, by more than the rounding.

    >>> is_better((0, 12), (5, 10)), is_better((0, 10), (0, 10))
    (True, False)
    """
    if cost[0] != other[0]:
        return cost[0] < other[0]
    return cost[1] < other[1] - 1e-9


def _neighbours(order):
    """Yield the orders with one short stretch moved, or one stretch reversed."""
    count = len(order)
    for size in range(1, LONGEST_SEGMENT + 1):
        for begin in range(count - size + 1):
            part = order[begin : begin + size]
            rest = [*order[:begin], *order[begin + size :]]
            for place in range(len(rest) + 1):
                if place != begin:
                    yield [*rest[:place], *part, *rest[place:]]
    for begin in range(count):
        for end in range(begin + 2, count + 1):
            yield [*order[:begin], *order[begin:end][::-1], *order[end:]]
