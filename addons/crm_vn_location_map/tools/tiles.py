"""Vietnam as a map of equal tiles, one a province: where each of them is drawn.

Neighbours are neighbours as far as a grid of six columns allows; the tiles say nothing
of size, so that a small province is as easy to hit with a finger as a large one.
"""

#: {statistics code of the province: (column, row)}
TILES = {
    "12": (1, 0),
    "08": (3, 0),
    "04": (4, 0),
    "11": (0, 1),
    "15": (2, 1),
    "19": (4, 1),
    "20": (5, 1),
    "14": (1, 2),
    "25": (2, 2),
    "01": (3, 2),
    "24": (4, 2),
    "22": (5, 2),
    "37": (3, 3),
    "33": (4, 3),
    "31": (5, 3),
    "38": (2, 4),
    "40": (2, 5),
    "42": (3, 6),
    "44": (3, 7),
    "46": (4, 8),
    "48": (5, 9),
    "51": (5, 10),
    "52": (4, 11),
    "66": (4, 12),
    "56": (5, 12),
    "80": (2, 13),
    "75": (3, 13),
    "68": (4, 13),
    "91": (0, 14),
    "82": (1, 14),
    "79": (3, 14),
    "92": (1, 15),
    "86": (2, 15),
    "96": (0, 16),
}


def shade(value, highest):
    """Return how dark a tile is, 0 (nothing) to 5, by its share of the highest.

    >>> [shade(value, 100) for value in (0, 1, 20, 21, 100)]
    [0, 1, 1, 2, 5]
    >>> shade(0, 0), shade(-3, 10)
    (0, 0)
    """
    if value <= 0 or highest <= 0:
        return 0
    return min(5, 1 + int((value / highest) * 5 - 1e-9))
