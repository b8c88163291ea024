"""Switchboards' events as facts of conversations (``tools/conversation.py``). No ORM.

An adapter is a module with ``read(data, zone)``: *data* is what :func:`parse` made of a
request, *zone* the zone of moments that have none; it returns a list of facts. What a
vendor does not say is left out, and nothing is guessed: ``answered`` is told only when
the event names a person who talked.
"""

import json
from urllib.parse import parse_qsl


def parse(body, content_type="", query=None):
    """Return what a request tells, as a dict or a list of dicts.

    JSON is tried first whatever its content type says: switchboards send it as a form.

    :param bytes body: the raw body
    :param dict query: parameters of the address, used when there is no body
    :raise ValueError: it can't be read

    >>> parse(b'{"a": 1}', "application/x-www-form-urlencoded")
    {'a': 1}
    >>> parse(b"state=ringing&id=1.0"), parse(b"", query={"id": "1"})
    ({'state': 'ringing', 'id': '1.0'}, {'id': '1'})
    >>> parse(b"hello")
    Traceback (most recent call last):
    ...
    ValueError: neither JSON nor a form
    """
    text = body.decode("utf-8-sig", errors="replace").strip()
    if not text:
        return dict(query or {})
    if text[0] in "{[":
        try:
            return json.loads(text)
        except ValueError as error:
            raise ValueError(f"broken JSON: {error}") from error
    found = dict(parse_qsl(text, keep_blank_values=True))
    if "=" not in text:
        raise ValueError("neither JSON nor a form")
    return found


def only(data, *keys):
    """Return the first of these values that is there, as text, or None.

    >>> only({"a": "", "b": 5}, "a", "b"), only({}, "a")
    ('5', None)
    """
    for key in keys:
        if data.get(key) not in (None, "", False):
            return str(data[key])
    return None


def fact(**values):
    """Return a fact without what the vendor did not say.

    >>> fact(conversation="c", state="ringing", talk=None, number="")
    {'conversation': 'c', 'state': 'ringing'}
    """
    return {key: value for key, value in values.items() if value not in (None, "")}
