"""What only this addon's own code may write: states and frozen numbers."""

_ENGINE = object()


def is_engine(env):
    """Whether the code of this addon is at work (no caller over RPC can be)."""
    return env.context.get("_vn_kpi_engine") is _ENGINE


def as_engine(records):
    """Return *records* for the writes that only this addon's own code may do."""
    return records.with_context(_vn_kpi_engine=_ENGINE)
