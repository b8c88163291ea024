"""Custom fields (Odoo's properties) carried from one definition to another.

Every definition gives its fields random names, and its options too: what people
call the same field is known by its label and its type.

>>> here = [
...     {"name": "a1", "string": "Bãi xe", "type": "boolean", "value": True},
...     {"name": "a2", "string": "Màu", "type": "selection", "value": "x",
...      "selection": [["x", "Đỏ"], ["y", "Xanh"]]},
...     {"name": "a3", "string": "Tầng", "type": "integer", "value": 0},
... ]
>>> there = [
...     {"name": "b1", "string": "bãi  xe", "type": "boolean"},
...     {"name": "b2", "string": "Màu", "type": "selection",
...      "selection": [["p", "Xanh"], ["q", "Đỏ"]]},
...     {"name": "b3", "string": "Tầng", "type": "char"},
... ]
>>> carry(here, there)
{'b1': True, 'b2': 'q'}
"""


def carry(values, definition):
    """Return what fields of *definition* take over from *values*: {name: value}.

    :param values: properties as ``read`` gives them, with ``value``
    :param definition: the definition that the values go into
    """
    known = {_key(field): field for field in values if not _is_empty(field)}
    result = {}
    for field in definition:
        source = known.get(_key(field))
        if source:
            value = _convert(source, field)
            if value:
                result[field["name"]] = value
    return result


def _key(field):
    label = " ".join((field.get("string") or "").split()).casefold()
    return label, field.get("type"), field.get("comodel") or ""


def _is_empty(field):
    return field.get("type") == "separator" or not field.get("value")


def _convert(source, target):
    value = source["value"]
    if source["type"] == "selection":
        return _option(source, target, "selection", value)
    if source["type"] == "tags":
        options = [_option(source, target, "tags", tag) for tag in value]
        return [tag for tag in options if tag]
    if source["type"] == "many2one":
        return value[0] if isinstance(value, (list, tuple)) else value
    if source["type"] == "many2many":
        return [v[0] if isinstance(v, (list, tuple)) else v for v in value]
    return value


def _option(source, target, name, value):
    """Return the option of *target* that is labelled like *value* of *source*.

    >>> tags = {"tags": [["a", "VIP", 1], ["b", "Cũ", 2]]}
    >>> _option(tags, {"tags": [["c", "vip", 5]]}, "tags", "a")
    'c'
    >>> _option(tags, {"tags": [["c", "vip", 5]]}, "tags", "b")
    """
    labels = {option[0]: option[1] for option in source.get(name) or []}
    wanted = (labels.get(value) or "").strip().casefold()
    for option in target.get(name) or []:
        if wanted and option[1].strip().casefold() == wanted:
            return option[0]
    return None
