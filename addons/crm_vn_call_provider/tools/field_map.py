"""A vendor's event read by a table instead of a program. No ORM here.

A *line* says where a value of a fact stands and how it reads:

``target``     ``conversation``, ``state``, ``direction``, ``number``, …, or ``skip``
``path``       dotted path into the event: ``data.Data.RealTimeCall``, ``members.0.to``
``transform``  one of :data:`TRANSFORMS`
``values``     ``{raw word: our word}``; ``*`` for every other one
``default``    when nothing is there
"""

import json
import re

from . import values as read_values
from .adapters import fact

TRANSFORMS = ("text", "number", "extension", "seconds", "moment", "json")
TARGETS = (
    "conversation",
    "client",
    "state",
    "direction",
    "number",
    "from",
    "to",
    "hotline",
    "extension",
    "at",
    "started",
    "answered",
    "ended",
    "talk",
    "ring",
    "recording",
    "skip",
)
#: what a fact needs to be one
NEEDED = ("conversation", "state")


def get(data, path):
    """Return what stands at a dotted path, or None; text that is JSON is looked into.

    >>> get({"a": [{"b": 1}]}, "a.0.b"), get({"a": '{"b": 2}'}, "a.b"), get({}, "a.b")
    (1, 2, None)
    >>> get({"a": {"b": 1}}, "$.a.b"), get({"a": [{"b": 3}]}, "$.a[0].b")
    (1, 3)
    """
    for step in re.sub(r"\[(\d+)\]", r".\1", path.removeprefix("$.")).split("."):
        if isinstance(data, str) and data[:1] in "{[":
            try:
                data = json.loads(data)
            except ValueError:
                return None
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and step.isdecimal() and int(step) < len(data):
            data = data[int(step)]
        else:
            return None
    return data


def read(data, lines, zone):
    """Return the facts of an event; none when a line says to skip it.

    :param lines: dicts, see above
    :raise ValueError: what a fact needs is not there

    >>> lines = [{"target": "conversation", "path": "Key"},
    ...     {"target": "state", "path": "Status", "values": {"Up": "answered"}},
    ...     {"target": "number", "path": "Call", "transform": "number"}]
    >>> read({"Key": "k", "Status": "Up", "Call": "0912 345 678"}, lines, "UTC")
    [{'conversation': 'k', 'state': 'ringing', 'number': '0912345678'}]
    >>> lines.append({"target": "extension", "path": "To"})
    >>> read({"Key": "k", "Status": "Up", "Call": "", "To": "101"}, lines, "UTC")
    [{'conversation': 'k', 'state': 'answered', 'extension': '101'}]
    >>> read({"Status": "Up"}, lines, "UTC")
    Traceback (most recent call last):
    ...
    ValueError: conversation: nothing at Key
    """
    found, where = {}, {}
    for line in lines:
        target = line["target"]
        where.setdefault(target, line.get("path") or "")
        value = _value(data, line, zone)
        if target == "skip":
            if value:
                return []
        elif value is not None and found.get(target) is None:
            found[target] = value
    for name in NEEDED:
        if not found.get(name):
            raise ValueError(f"{name}: nothing at {where.get(name, '—')}")
    _sides(found)
    found["conversation"] = str(found["conversation"])[:200]
    if found["state"] == "answered" and not found.get("extension"):
        # nobody is named who talked
        found["state"] = "ringing" if not found.get("ended") else "ended"
    return [fact(**found)]


def _value(data, line, zone):
    """Return what one line finds, or None."""
    raw = get(data, line["path"]) if line.get("path") else None
    table = line.get("values") or {}
    text = "" if raw is None else str(raw).strip()
    if table:
        raw = table.get(
            text, table.get(text.casefold(), table.get("*") if text else None)
        )
    elif (
        text.startswith("[") and text.endswith("]") and line["path"] in text.casefold()
    ):
        # a variable that the switchboard did not fill
        raw = None
    if raw in (None, ""):
        raw = line.get("default") or None
    if raw is None:
        return None
    kind = line.get("transform") or "text"
    if kind == "moment":
        return read_values.moment(raw, zone)
    if kind == "json":
        return raw
    convert = {
        "number": read_values.number,
        "extension": read_values.extension,
        "seconds": read_values.seconds,
    }.get(kind, str)
    return convert(raw)


def _sides(found):
    """Put caller and called where they belong, by the direction or who is inside."""
    caller, called = found.pop("from", None), found.pop("to", None)
    if not found.get("direction") and (caller or called):
        inside = read_values.is_extension(caller), read_values.is_extension(called)
        found["direction"] = {
            (True, True): "internal",
            (True, False): "out",
        }.get(inside, "in")
    outgoing = found.get("direction") == "out"
    theirs, ours = (called, caller) if outgoing else (caller, called)
    found.setdefault("number", read_values.number(theirs))
    if ours and not found.get("extension") and read_values.is_extension(ours):
        found["extension"] = read_values.extension(ours)
    if ours and not found.get("hotline") and not read_values.is_extension(ours):
        found["hotline"] = read_values.number(ours)
