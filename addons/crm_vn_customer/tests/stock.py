"""Comparing with stock Odoo inside one registry."""

from contextlib import contextmanager
from inspect import isfunction

OURS = "odoo.addons.crm_vn_"


@contextmanager
def stock_methods(env):
    """Let Odoo's own methods run instead of the ones that our addons extend.

    Whatever of our classes overrides a method of Odoo's own is taken away for the
    while, in every model: what is left of us are columns and methods that nobody
    calls.
    """
    taken = {}
    for name in env.registry:
        ours, theirs = set(), set()
        for cls in type(env[name]).__mro__:
            (ours if cls.__module__.startswith(OURS) else theirs).add(cls)
        stock = {key for cls in theirs for key in vars(cls) if not _is_registry(cls)}
        for cls in ours:
            for key, value in list(vars(cls).items()):
                if isfunction(value) and not key.startswith("__") and key in stock:
                    taken[cls, key] = value
    for cls, key in taken:
        delattr(cls, key)
    try:
        yield
    finally:
        for (cls, key), value in taken.items():
            setattr(cls, key, value)


def _is_registry(cls):
    """Tell if *cls* is a model of the registry, not a definition in a file."""
    return getattr(cls, "pool", None) is not None


def count_queries(env, call):
    """Return how many queries *call* sends; the database stays as it is."""
    with env.cr.savepoint() as savepoint:
        env.invalidate_all()
        before = env.cr.sql_log_count
        call()
        env.cr.flush()  # what a commit would do
        number = env.cr.sql_log_count - before
        savepoint.rollback()
    env.invalidate_all()
    return number


def count_more_queries(env, call):
    """Return how many queries *call* sends more than stock Odoo does."""
    numbers = []
    for _warm in range(2):
        with stock_methods(env):
            stock = count_queries(env, call)
        numbers.append(count_queries(env, call) - stock)
    return numbers[-1]
