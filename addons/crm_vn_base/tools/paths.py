"""Values in what a gateway sends, found by a path. No ORM in here."""

import json
import re
from urllib.parse import quote
from xml.sax.saxutils import escape

_PLACE = re.compile(r"\{([a-z_]+)\}")
#: what a template of a request may name
PLACES = (
    "number",
    "text",
    "id",
    "brand",
    "key",
    "secret",
    "callback",
    "unicode",
)


def dig(data, path):
    """Return the value at a path of names and numbers with dots, None without one.

    >>> dig({"data": {"tranId": 5, "list": [{"r": 0}]}}, "data.list[0].r")
    0
    >>> dig({"a": 1}, "a.b") is None, dig([1, 2], "$.1"), dig({"a": 1}, "")
    (True, 2, {'a': 1})
    """
    path = re.sub(r"\[(\d+)\]", r".\1", (path or "").removeprefix("$"))
    for step in path.split("."):
        if not step:
            continue
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and step.isdigit() and int(step) < len(data):
            data = data[int(step)]
        else:
            return None
    return data


def fill(template, values, kind):
    """Fill the places of a template, escaped for what it is.

    :param str kind: ``json``, ``form`` (also for addresses), ``xml`` or ``plain``
    :raise KeyError: for a place that is unknown

    >>> fill('{"m": "{text}"}', {"text": 'a"b'}, "json")
    '{"m": "a\\\\"b"}'
    >>> fill("to={number}&m={text}", {"number": "+84", "text": "a&b"}, "form")
    'to=%2B84&m=a%26b'
    >>> fill("<m>{text}</m>", {"text": "<b>"}, "xml")
    '<m>&lt;b&gt;</m>'
    >>> fill("{password}", {}, "plain")
    Traceback (most recent call last):
    ...
    KeyError: 'password'
    """
    escapes = {
        "json": lambda value: json.dumps(value, ensure_ascii=False)[1:-1],
        "form": lambda value: quote(value, safe=""),
        "xml": lambda value: escape(value, {'"': "&quot;"}),
        "plain": lambda value: value.replace("\r", "").replace("\n", ""),
    }[kind]
    return _PLACE.sub(lambda match: escapes(str(values[match[1]])), template or "")


def unknown_places(template):
    """Return the places of a template that nothing fills.

    >>> unknown_places("{number} {password}")
    ['password']
    """
    return [name for name in _PLACE.findall(template or "") if name not in PLACES]
