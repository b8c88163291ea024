"""Order of stops: the best of few, else nearest neighbour with 2-opt and Or-opt.

No ORM in here.
"""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0
#: stops that are moved together by Or-opt
LONGEST_SEGMENT = 3
#: rounds of improvement at most; a few are enough
ROUNDS = 100
#: so many stops have their shortest order found by trying all (Held and Karp)
EXACT = 9


def distance_km(one, other):
    """Return the great-circle distance of two points (latitude, longitude) in km.

    >>> round(distance_km((21.0285, 105.8542), (10.7769, 106.7009)))
    1144
    >>> distance_km((21.0, 105.8), (21.0, 105.8))
    0.0
    """
    (lat1, lon1), (lat2, lon2) = one, other
    lat1, lon1, lat2, lon2 = map(radians, (lat1, lon1, lat2, lon2))
    half = (
        sin((lat2 - lat1) / 2) ** 2
        + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def map_url(points):
    """Return the address at which a map shows the way through *points*, or "".

    The first nine: no more are taken in an address.

    >>> map_url([(21.0, 105.8), (21.1, 105.9)])
    'https://www.google.com/maps/dir/?api=1&destination=21.1,105.9&waypoints=21.0,105.8'
    >>> map_url([])
    ''
    """
    if not points:
        return ""
    *between, last = [f"{latitude},{longitude}" for latitude, longitude in points[:9]]
    url = f"https://www.google.com/maps/dir/?api=1&destination={last}"
    return f"{url}&waypoints={'|'.join(between)}" if between else url


def length_km(points, order, start=None, end=None):
    """Return the length of a tour through *points* in this *order*.

    >>> round(length_km([(21, 105.8), (21, 105.9)], [0, 1], start=(21, 105.8)), 2)
    10.38
    """
    path = [points[index] for index in order]
    path = [point for point in [start, *path, end] if point]
    return sum(map(distance_km, path, path[1:]))


def order_stops(points, start=None, end=None):
    """Return an order of *points* that is never longer than the given one.

    :param points: list of (latitude, longitude)
    :param start, end: fixed points before the first and after the last, or None
    :return: list of indexes

    >>> line = [(21, 105.80), (21, 105.83), (21, 105.81), (21, 105.82)]
    >>> order_stops(line, start=(21, 105.79))
    [0, 2, 3, 1]
    >>> order_stops([]), order_stops([(21, 105)])
    ([], [0])
    """
    count = len(points)
    given = list(range(count))
    if count < 2:
        return given
    between = _Distances(points, start, end)
    if count <= EXACT:
        best = _best(count, between)
        return best if between.length(best) < between.length(given) - 1e-9 else given
    firsts = [None] if start else range(min(count, 8))
    tours = [given, *(_nearest(count, between, first) for first in firsts)]
    tours = [_improve(tour, between) for tour in tours]
    best = min(tours, key=between.length)
    return best if between.length(best) < between.length(given) - 1e-9 else given


class _Distances:
    """Distances between all stops; -1 is before the first, -2 after the last."""

    def __init__(self, points, start, end):
        self.rows = [[distance_km(one, other) for other in points] for one in points]
        nothing = [0.0] * len(points)
        self.start = [distance_km(start, one) for one in points] if start else nothing
        self.end = [distance_km(end, one) for one in points] if end else nothing

    def __call__(self, one, other):
        if one == -1:
            return 0.0 if other == -2 else self.start[other]
        return self.end[one] if other == -2 else self.rows[one][other]

    def length(self, order):
        path = [-1, *order, -2]
        return sum(map(self, path, path[1:]))


def _best(count, between):
    """Return the shortest order, by the best way to each set of stops."""
    best = {(1 << one, one): (between(-1, one), (one,)) for one in range(count)}
    for _size in range(count - 1):
        longer = {}
        for (seen, last), (length, order) in best.items():
            for one in range(count):
                if seen & 1 << one:
                    continue
                key = seen | 1 << one, one
                way = length + between(last, one)
                if key not in longer or way < longer[key][0]:
                    longer[key] = way, (*order, one)
        best = longer
    ends = (
        (way + between(last, -2), order) for (_, last), (way, order) in best.items()
    )
    return list(min(ends)[1])


def _nearest(count, between, first):
    left = set(range(count))
    order, here = [], -1
    if first is not None:
        order, here = [first], first
        left.remove(first)
    while left:
        here = min(left, key=lambda one: (between(here, one), one))
        order.append(here)
        left.remove(here)
    return order


def _improve(order, between):
    """Try reversals (2-opt) and moved segments (Or-opt) until none helps."""
    for _round in range(ROUNDS):
        turned = _reverse(order, between)
        moved = _move(turned, between)
        if moved == order:
            break
        order = moved
    return order


def _reverse(order, between):
    """Reverse each stretch whose reversal makes the tour shorter."""
    path = [-1, *order, -2]
    for begin in range(1, len(path) - 2):
        for stop in range(begin + 1, len(path) - 1):
            before, after = path[begin - 1], path[stop + 1]
            gain = (
                between(before, path[begin])
                + between(path[stop], after)
                - between(before, path[stop])
                - between(path[begin], after)
            )
            if gain > 1e-9:
                path[begin : stop + 1] = path[begin : stop + 1][::-1]
    return path[1:-1]


def _move(order, between):
    """Move each short stretch to where it makes the tour shorter."""
    for size in range(1, min(LONGEST_SEGMENT, len(order) - 1) + 1):
        for begin in range(len(order) - size + 1):
            order = _move_one(order, begin, size, between)
    return order


def _move_one(order, begin, size, between):
    part = order[begin : begin + size]
    rest = [-1, *order[:begin], *order[begin + size :], -2]
    saved = -between(rest[begin], rest[begin + 1])
    saved += between(rest[begin], part[0]) + between(part[-1], rest[begin + 1])
    best, place, turned = 1e-9, None, False
    for index in range(len(rest) - 1):
        one, other = rest[index], rest[index + 1]
        for flip in (False, True):
            first, last = (part[-1], part[0]) if flip else (part[0], part[-1])
            cost = between(one, first) + between(last, other) - between(one, other)
            if saved - cost > best:
                best, place, turned = saved - cost, index, flip
    if place is None:
        return order
    rest[place + 1 : place + 1] = part[::-1] if turned else part
    return rest[1:-1]
