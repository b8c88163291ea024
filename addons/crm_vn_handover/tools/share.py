"""Who gets whose work: sharing out customers, without the ORM.

An item is ``(key, customer, places)``: a record, the customer it belongs to (or None),
and where that customer is, the narrowest place first. All work of one customer goes to
one person.
"""

from collections import Counter

PERSON, AREA, TURNS = "person", "area", "turns"


def share(items, people, method):
    """Return ``{key: person}``; who gets nothing has no entry.

    :param items: list of ``(key, customer, places)``
    :param people: list of ``(person, places)``, in order; without places: anywhere
    :param method: ``person`` (the first one gets all), ``area`` (who has the narrowest
        place of the customer, else those without places in turn, else nobody) or
        ``turns``

    >>> items = [(1, "A", ["HN"]), (2, "B", ["HN"]), (3, "A", []), (4, "C", ["DN"])]
    >>> share(items, [("lan", ()), ("minh", ())], "turns")
    {1: 'lan', 2: 'minh', 3: 'lan', 4: 'lan'}
    >>> share(items, [("lan", {"HN"})], "area")
    {1: 'lan', 2: 'lan', 3: 'lan'}
    >>> people = [("lan", {"HN"}), ("minh", {"Hoàn Kiếm"})]
    >>> share([(1, "A", ["Hoàn Kiếm", "HN"]), (2, "B", ["HN"])], people, "area")
    {1: 'minh', 2: 'lan'}
    """
    taken, given, result = Counter(), {}, {}
    for key, customer, places in items:
        if customer is not None and customer in given:
            person = given[customer]
        else:
            person = _choose(places, people, method, taken)
            if person is not None:
                taken[person] += 1
            if customer is not None:
                given[customer] = person
        if person is not None:
            result[key] = person
    return result


def _choose(places, people, method, taken):
    if method == PERSON:
        return people[0][0] if people else None
    if method == AREA:
        fitting = _living_there(places, people)
    else:
        fitting = [person for person, _places in people]
    return min(fitting, key=lambda person: taken[person], default=None)


def _living_there(places, people):
    """Return who has the narrowest of *places*, else who has no place at all."""
    for place in places:
        fitting = [person for person, having in people if place in having]
        if fitting:
            return fitting
    return [person for person, having in people if not having]
