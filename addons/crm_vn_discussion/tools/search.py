"""Search methods of numbers that are counted, not stored. No ORM in here."""

from operator import ge, gt, le, lt

COMPARISONS = {"<": lt, ">": gt, "<=": le, ">=": ge}


def means_none(operator, value):
    """Tell whether a count of 0 satisfies a condition on it.

    :param operator: ``in`` or a comparison
    :param value: a number, or a collection of them for ``in``

    >>> means_none(">=", 2), means_none("<", 2)
    (False, True)
    >>> means_none("in", [0, 3]), means_none("in", [1])
    (True, False)
    """
    if operator == "in":
        return 0 in [int(number) for number in value]
    return COMPARISONS[operator](0, value or 0)
