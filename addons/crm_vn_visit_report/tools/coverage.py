"""What is counted of visits: planned, done, coverage, frequency. No ORM in here."""

from collections import defaultdict

#: what is counted, in the order of the columns
NUMBERS = (
    "planned",
    "done",
    "skipped",
    "unplanned",
    "verified",
    "customers",
    "covered",
    "kept",
)
#: {share in percent: (part, whole)}
SHARES = {
    "done_share": ("done", "planned"),
    "verified_share": ("verified", "made"),
    "coverage": ("covered", "customers"),
    "kept_share": ("kept", "customers"),
}


def count(rows):
    """Count visits.

    A customer who is to be visited on two days counts two visits, and one customer.
    Covered is who was planned and visited at least once, kept whose visits were made
    as often as planned. What was skipped comes back as another planned visit: it is
    the visit that came back which counts as planned, so that none counts twice.

    :param rows: ``(customer, is_planned, state, place_state, number)``
    :return: dict of the :data:`NUMBERS`, ``made`` (done, planned or not) and the
        customers of ``covered_ids`` and ``kept_ids``

    >>> found = count([
    ...     (1, True, "done", "verified", 1), (1, True, "planned", None, 1),
    ...     (2, True, "skipped", None, 1), (2, True, "done", "far", 1),
    ...     (3, False, "done", "unknown", 1), (4, True, "planned", None, 2)])
    >>> [found[name] for name in NUMBERS]
    [5, 2, 1, 1, 1, 3, 2, 1]
    >>> found["made"], found["covered_ids"], found["kept_ids"]
    (3, [1, 2], [2])
    """
    numbers = dict.fromkeys((*NUMBERS, "made"), 0)
    planned, made = defaultdict(int), defaultdict(int)
    for customer, is_planned, state, place_state, number in rows:
        if state == "skipped":
            numbers["skipped"] += number
            continue
        if is_planned:
            numbers["planned"] += number
            planned[customer] += number
        if state == "done":
            numbers["made"] += number
            made[customer] += number
            numbers["done" if is_planned else "unplanned"] += number
            if place_state == "verified":
                numbers["verified"] += number
    covered = sorted(customer for customer in planned if made[customer])
    kept = [customer for customer in covered if made[customer] >= planned[customer]]
    numbers.update(customers=len(planned), covered=len(covered), kept=len(kept))
    return {**numbers, "covered_ids": covered, "kept_ids": kept}


def share(part, whole):
    """Return *part* of *whole* in percent, or None where there is no whole.

    >>> share(1, 3), share(0, 0)
    (33.3, None)
    """
    return round(100 * part / whole, 1) if whole else None


def shares(numbers):
    """Return the :data:`SHARES` of what :func:`count` returns.

    >>> shares({"planned": 4, "done": 3, "made": 4, "verified": 2, "customers": 0,
    ...     "covered": 0, "kept": 0})
    {'done_share': 75.0, 'verified_share': 50.0, 'coverage': None, 'kept_share': None}
    """
    return {
        name: share(numbers[part], numbers[whole])
        for name, (part, whole) in SHARES.items()
    }
