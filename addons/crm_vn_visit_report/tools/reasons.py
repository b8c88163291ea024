"""Why customers of routes were not visited in a period. No ORM in here."""

#: what a customer is counted as, the first that fits: visited, skipped (and not made up
#: for yet), planned on a day that is over and never made, planned for a day to come,
#: wishes not to be contacted, not planned at all
REASONS = ("visited", "skipped", "missed", "ahead", "refused", "unplanned")


def sort_out(customers, visits, refusing, today):
    """Return ``{reason: set of customers}``, each customer once.

    :param customers: those whom routes are for
    :param visits: ``(customer, state, day)`` of the period
    :param refusing: customers who are not to be visited
    :param today: a day that is over was before it

    >>> found = sort_out([1, 2, 3, 4, 5, 6], [
    ...     (1, "done", 3), (1, "planned", 9), (2, "skipped", 3), (2, "planned", 9),
    ...     (3, "planned", 3), (3, "planned", 9), (4, "planned", 5)], [5], today=5)
    >>> [sorted(found[reason]) for reason in REASONS]
    [[1], [2], [3], [4], [5], [6]]
    """
    signs = {}
    for customer, state, day in visits:
        if state == "planned":
            state = "missed" if day < today else "ahead"
        signs.setdefault(customer, set()).add("visited" if state == "done" else state)
    refusing = set(refusing)
    found = {reason: set() for reason in REASONS}
    for customer in {*customers, *signs}:
        default = "refused" if customer in refusing else "unplanned"
        reason = next(
            (reason for reason in REASONS if reason in signs.get(customer, ())), default
        )
        found[reason].add(customer)
    return found
