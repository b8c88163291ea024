"""Switchboards' events as facts of conversations (``tools/conversation.py``). No ORM.

An adapter is a module with ``read(data, zone)``: *data* is what a request tells, as a
dict, *zone* the zone of moments that have none; it returns a list of facts. What a
vendor does not say is left out, and nothing is guessed: ``answered`` is told only when
the event names a person who talked.
"""


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
