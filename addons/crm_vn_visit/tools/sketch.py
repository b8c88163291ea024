"""A drawing of the stops of a day, without a map. No ORM in here."""

from math import cos, radians

#: side of the drawing, and the margin in it
SIDE, MARGIN = 100, 8


def draw(places, side=SIDE, margin=MARGIN):
    """Return where the stops are in a square drawing, north above.

    :param places: list of (latitude, longitude)
    :return: ``{"points": [{"x", "y"}], "path": text}``, in units of the drawing

    >>> draw([(21.0, 105.8), (21.1, 105.8), (21.1, 105.9)])["path"]
    '8,92 8,8 86.4,8'
    >>> draw([(21.0, 105.8)])
    {'points': [{'x': 50.0, 'y': 50.0}], 'path': '50,50'}
    >>> draw([])
    {'points': [], 'path': ''}
    """
    if not places:
        return {"points": [], "path": ""}
    # a degree of longitude is shorter than one of latitude
    wide = cos(radians(sum(place[0] for place in places) / len(places)))
    flat = [(longitude * wide, latitude) for latitude, longitude in places]
    left, below = (min(values) for values in zip(*flat, strict=True))
    right, above = (max(values) for values in zip(*flat, strict=True))
    extent = max(right - left, above - below)
    room = side - 2 * margin
    points = []
    for across, up in flat:
        if extent:
            x = margin + room * (across - left) / extent
            y = side - margin - room * (up - below) / extent
        else:
            x = y = side / 2
        points.append({"x": round(x, 1), "y": round(y, 1)})
    path = " ".join(f"{point['x']:g},{point['y']:g}" for point in points)
    return {"points": points, "path": path}
