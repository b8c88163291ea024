"""Who gets whose work: sharing out customers, without the ORM.

An item is ``(key, customer, area)``: a record, the customer it belongs to (or None),
and where that customer is (or None). All work of one customer goes to one person.
"""

from collections import Counter

PERSON, AREA, TURNS = "person", "area", "turns"


def share(items, people, method):
    """Return ``{key: person}``; who gets nothing has no entry.

    :param items: list of ``(key, customer, area)``
    :param people: list of ``(person, areas)``, in order; without areas: anywhere
    :param method: ``person`` (the first one gets all), ``area`` (whose areas hold the
        customer's, else those without areas in turn, else nobody) or ``turns``

    >>> items = [(1, "A", "HN"), (2, "B", "HN"), (3, "A", None), (4, "C", "DN")]
    >>> share(items, [("lan", ()), ("minh", ())], "turns")
    {1: 'lan', 2: 'minh', 3: 'lan', 4: 'lan'}
    >>> share(items, [("lan", {"HN"})], "area")
    {1: 'lan', 2: 'lan', 3: 'lan'}
    """
    taken, given, result = Counter(), {}, {}
    for key, customer, area in items:
        if customer is not None and customer in given:
            person = given[customer]
        else:
            person = _choose(area, people, method, taken)
            if person is not None:
                taken[person] += 1
            if customer is not None:
                given[customer] = person
        if person is not None:
            result[key] = person
    return result


def _choose(area, people, method, taken):
    if method == PERSON:
        return people[0][0] if people else None
    if method == AREA:
        fitting = [person for person, areas in people if area and area in areas]
        fitting = fitting or [person for person, areas in people if not areas]
    else:
        fitting = [person for person, _areas in people]
    return min(fitting, key=lambda person: taken[person], default=None)
