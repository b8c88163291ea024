"""Shares that add up."""

from decimal import ROUND_FLOOR, Decimal


def shares(counts, total=100, digits=1):
    """Split *total* among *counts*, rounded so that the parts add up to it.

    The largest remainders are rounded up (Hamilton's method); of equal ones the
    larger count, then the first.

    :param counts: sizes, none negative
    :param total: what the shares add up to, in any unit (100 for per cent)
    :param digits: decimals of a share
    :return: list of floats, in the order of *counts*; zeros when all are zero
    :raise ValueError: a count is negative

    >>> shares([1, 1, 1])
    [33.4, 33.3, 33.3]
    >>> shares([2, 1, 0], digits=0)
    [67.0, 33.0, 0.0]
    >>> shares([0, 0])
    [0.0, 0.0]
    >>> shares([])
    []
    """
    counts = list(counts)
    if any(count < 0 for count in counts):
        raise ValueError("A count can't be negative")
    whole = sum(counts)
    if not whole:
        return [0.0 for __ in counts]
    unit = Decimal(1).scaleb(-digits)
    units = int(Decimal(total) / unit)
    exact = [Decimal(units) * count / whole for count in counts]
    parts = [int(part.to_integral_value(rounding=ROUND_FLOOR)) for part in exact]
    missing = units - sum(parts)
    order = sorted(
        range(len(counts)),
        key=lambda index: (parts[index] - exact[index], -counts[index], index),
    )
    for index in order[:missing]:
        parts[index] += 1
    return [float(part * unit) for part in parts]
