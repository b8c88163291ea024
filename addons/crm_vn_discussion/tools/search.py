"""Search methods of numbers that are counted, not stored."""

from operator import ge, gt, le, lt

from odoo.tools import SQL

COMPARISONS = {
    "<": (SQL("<"), lt),
    ">": (SQL(">"), gt),
    "<=": (SQL("<="), le),
    ">=": (SQL(">="), ge),
}


def count_condition(operator, value):
    """Return the condition on a count, and whether nothing at all satisfies it.

    :param operator: ``in`` or a comparison
    :param value: a number, or a collection of them for ``in``
    :return: (SQL on ``count(*)``, whether a count of 0 is meant too)

    >>> count_condition(">=", 2)[1], count_condition("<", 2)[1]
    (False, True)
    >>> count_condition("in", [0, 3])[1], count_condition("in", [1])[1]
    (True, False)
    """
    if operator == "in":
        numbers = [int(number) for number in value]
        return SQL("count(*) = ANY(%s)", numbers), 0 in numbers
    number = value or 0
    sign, compare = COMPARISONS[operator]
    return SQL("count(*) %s %s", sign, number), compare(0, number)
