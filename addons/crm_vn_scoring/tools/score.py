"""Arithmetic of points and stars, without the ORM.

The engine does the same in SQL for all customers at once; the tests compare both.
Points are whole numbers, ages and half-lives are days.
"""

import bisect
import itertools
import math

STARS = 5
#: for 1 to 5 stars: how much of hundred customers with points have at least so many
SHARES = (85, 60, 35, 15, 5)
#: so many customers with points say something about the others
ENOUGH = 20


def star(score, thresholds):
    """Return how many stars *score* earns: the highest threshold it reaches.

    >>> star(9, [10, 30, 60, 100, 150]), star(10, [10, 30, 60, 100, 150])
    (0, 1)
    >>> star(59, [10, 30, 60, 100, 150]), star(60, [10, 30, 60, 100, 150])
    (2, 3)
    >>> star(1000, [10, 30, 60, 100, 150])
    5
    """
    return sum(score >= threshold for threshold in thresholds)


def ascending(thresholds):
    """Tell whether every threshold is above the one before.

    >>> ascending([10, 30, 60]), ascending([10, 30, 30])
    (True, False)
    """
    pairs = itertools.pairwise(thresholds)
    return all(low < high for low, high in pairs)


def proposal(counts):
    """Return five thresholds that share out the customers by `SHARES`.

    :param counts: pairs of (score, number of customers with it); only those with
        points are looked at
    :return: five ascending numbers, at least 1; empty when there are fewer customers
        with points than `ENOUGH`

    >>> proposal([(score, 1) for score in range(1, 101)])
    [16, 41, 66, 86, 96]
    >>> proposal([(5, 100)]), proposal([(0, 500), (-3, 10), (7, 19)])
    ([5, 6, 7, 8, 9], [])
    """
    scores = sorted((score, number) for score, number in counts if score > 0)
    passed = list(itertools.accumulate(number for __, number in scores))
    if not passed or passed[-1] < ENOUGH:
        return []
    result = [0]
    for share in SHARES:
        below = passed[-1] * (100 - share) // 100
        # the first score that leaves no more than *share* of hundred above it
        quantile = scores[bisect.bisect_right(passed, below)][0]
        result.append(max(quantile, result[-1] + 1))
    return result[1:]


def missing(score, thresholds):
    """Return the points missing to the next star, 0 with all stars.

    >>> missing(35, [10, 30, 60, 100, 150]), missing(150, [10, 30, 60, 100, 150])
    (25, 0)
    """
    return next((t - score for t in thresholds if score < t), 0)


def suggestion(points, choices):
    """Return (how often, choice): the shortest way to *points* by one choice.

    :param choices: list of (points, name); of two ways equally short the one
        that overshoots less
    :return: False when no choice gives points

    >>> suggestion(25, [(5, "call"), (15, "meeting"), (-5, "no show")])
    (2, (15, 'meeting'))
    >>> suggestion(10, [(15, "meeting"), (12, "visit")])
    (1, (12, 'visit'))
    >>> suggestion(10, [(0, "note")])
    False
    """
    ways = [
        (math.ceil(points / choice[0]), choice) for choice in choices if choice[0] > 0
    ]
    return min(ways, key=lambda way: (way[0], way[0] * way[1][0]), default=False)


def faded(points, age, half_life=0, window=0):
    """Return what *points* are worth after *age* days: window first, then decay.

    An event exactly *window* days old still counts. Halves are rounded away from 0.

    >>> faded(15, 0), faded(15, 30, half_life=30), faded(-15, 30, half_life=30)
    (15, 8, -8)
    >>> faded(15, 90, window=90), faded(15, 91, window=90)
    (15, 0)
    >>> faded(100, 60, half_life=30, window=90)
    25
    """
    if window and age > window:
        return 0
    if not half_life:
        return points
    worth = math.floor(abs(points) * math.pow(0.5, age / half_life) + 0.5)
    return worth if points > 0 else -worth


def capped(points, cap):
    """Return the *points*, newest first, so that they add up to *cap* at most.

    All have the same sign; a *cap* of 0 is none.

    >>> capped([10, 10, 10], 25), capped([-10, -10], 15), capped([10], 0)
    ([10, 10, 5], [-10, -5], [10])
    """
    if not cap:
        return list(points)
    total = 0
    result = []
    for number in points:
        worth = min(cap, total + abs(number)) - min(cap, total)
        total += abs(number)
        result.append(worth if number > 0 else -worth)
    return result
