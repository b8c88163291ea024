"""One mark for what the system's own code does, which nothing from outside can bear.

What comes in by RPC, by a form or from a saved default is made of numbers, texts and
lists: whatever is put into a context there is never this object.
"""


class _Mark:
    """The mark: this very object."""


def marked(records, key, **context):
    """Return *records* with the mark under *key* in their context.

    :param str key: what the mark is for; one key opens nothing of another
    :param context: further keys for the context
    """
    return records.with_context(**context, **{key: _Mark})


def is_marked(env, key):
    """Tell whether code put the mark under *key* into the context.

    >>> import types
    >>> is_marked(types.SimpleNamespace(context={"key": True}), "key")
    False
    """
    return env.context.get(key) is _Mark
