"""What a year brings to each customer: plain numbers, the same every time.

A day is told as how many days ago it was; what is ahead is below zero. The program
that loads the year turns them into dates, so that the company is as lively on every
day on which the demo is loaded.
"""

import random
from dataclasses import dataclass, field

SEED = 20261126
#: the year, and the weeks before it in which older customers came
YEAR = 365
#: since when the team that slips sells and calls less
SLIPPING = 75
#: within these days nearly everybody has had one contact, told apart from the others
RECENT = 26


@dataclass
class Pattern:
    """How customers of one relationship live.

    :param age: since how many days they are known, from and to
    :param orders: how many they confirmed
    :param deeds: how many calls, visits, … were made with them
    :param quiet: for how many days at least nothing has happened
    :param quotes: quotations that are open or came to nothing
    :param size: how much they buy at a time, 1 for a household
    """

    age: tuple[int, int]
    orders: tuple[int, int] = (0, 0)
    deeds: tuple[int, int] = (0, 0)
    quiet: int = 0
    quotes: tuple[int, int] = (0, 0)
    size: int = 1


PATTERNS = {
    "vip": Pattern((330, 520), (7, 11), (16, 24), quotes=(1, 2), size=9),
    "loyal": Pattern((260, 480), (4, 6), (9, 15), quotes=(0, 2), size=5),
    "customer": Pattern((40, 460), (1, 3), (3, 8), quotes=(0, 1), size=3),
    "dormant": Pattern((280, 470), (1, 2), (2, 4), quiet=150, size=3),
    "negotiating": Pattern((20, 150), (0, 0), (4, 8), quotes=(1, 2), size=5),
    "potential": Pattern((25, 200), (0, 0), (2, 5), quotes=(0, 1), size=4),
    "interested": Pattern((10, 120), (0, 0), (1, 3), quotes=(0, 1), size=2),
    "contacted": Pattern((5, 80), (0, 0), (1, 1)),
    "new": Pattern((0, 6)),
    "stopped": Pattern((260, 450), (0, 1), (1, 3), quiet=120),
}
#: after how many days without a contact a customer counts as forgotten
LIMITS = {"vip": 15, "negotiating": 7, "potential": 14, "interested": 7, "contacted": 7}
LIMIT = 30


@dataclass
class Life:
    """What happened with one customer, each thing with how many days ago."""

    age: int
    #: (days ago, seed of what was bought)
    orders: list[tuple[int, int]] = field(default_factory=list)
    #: (days ago, still open)
    quotes: list[tuple[int, bool]] = field(default_factory=list)
    deeds: list[int] = field(default_factory=list)
    #: days until what is planned, below zero when it is overdue
    plans: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    size: int = 1


def life(rng, relationship, is_slipping=False):
    """Return the :class:`Life` of one customer.

    :param rng: a seeded ``random.Random``
    :param relationship: a key of ``PATTERNS``
    :param is_slipping: whether the team in charge has slackened

    >>> busy = life(random.Random(3), "vip")
    >>> len(busy.orders) >= 7, max(busy.deeds) <= busy.age
    (True, True)
    >>> life(random.Random(3), "new").deeds
    []
    >>> life(random.Random(3), "vip") == busy
    True
    """
    pattern = PATTERNS[relationship]
    age = rng.randint(*pattern.age)
    found = Life(age, size=pattern.size)
    span = min(age, YEAR)
    for _number in range(rng.randint(*pattern.orders)):
        days = _moment(rng, span, pattern.quiet)
        if not (is_slipping and days < SLIPPING and rng.random() < 0.8):
            found.orders.append((days, rng.randint(0, 10**6)))
    for _number in range(rng.randint(*pattern.quotes)):
        days = rng.randint(1, min(span, 70))
        found.quotes.append((days, days < 25 or rng.random() < 0.3))
    for _number in range(rng.randint(*pattern.deeds)):
        days = _moment(rng, span, max(pattern.quiet, min(RECENT, span // 3)))
        if not (is_slipping and days < SLIPPING and rng.random() < 0.7):
            found.deeds.append(days)
    if pattern.deeds[1] and not pattern.quiet:
        found.deeds.append(_last_contact(rng, relationship, span, is_slipping))
    found.orders.sort()
    found.deeds.sort()
    _plan(rng, found, pattern, is_slipping)
    for _number in range(rng.choice((0, 0, 1, 1, 2))):
        found.comments.append(rng.randint(pattern.quiet, max(span - 1, pattern.quiet)))
    return found


def _moment(rng, span, quiet):
    """Return a day before the quiet time, any as often as another."""
    return rng.randint(quiet, max(span - 1, quiet))


def _last_contact(rng, relationship, span, is_slipping):
    """Return when the last contact was: most are looked after in time."""
    limit = LIMITS.get(relationship, LIMIT)
    if rng.random() < (0.6 if is_slipping else 0.88):
        return min(span, rng.randint(0, max(1, int(limit * 0.8))))
    return min(span, rng.randint(limit + 1, 3 * limit))


def _plan(rng, found, pattern, is_slipping):
    if pattern.quiet or not pattern.deeds[1]:
        return
    chance = rng.random()
    if chance < (0.24 if is_slipping else 0.06):
        found.plans.append(-rng.randint(1, 12 if is_slipping else 3))
    elif chance < (0.5 if is_slipping else 0.6):
        found.plans.append(int(18 * rng.random() ** 1.5))


def basket(seed, size, products):
    """Return what one order holds.

    :param size: 1 for a household, up to 9 for a key customer
    :param products: list of (key, whether bought by the dozen)
    :return: list of (key, quantity)

    >>> goods = [("chair", True), ("sofa", False)]
    >>> basket(1, 1, goods)
    [('chair', 2)]
    >>> basket(1, 9, goods) == basket(1, 9, goods)
    True
    """
    rng = random.Random(seed)
    chosen = rng.sample(products, min(len(products), rng.randint(1, 2 + size // 4)))
    found = []
    for key, is_many in chosen:
        most = 2 * size if is_many else max(1, size // 3)
        found.append((key, rng.randint(max(1, most // 2), most)))
    return found
