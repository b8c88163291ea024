"""A plugin of pytest: which ``sudo()`` of the addons each test comes through.

What was found is kept in a file, from which ``python3 -m tests.test_sudo`` chooses
tests for new rows. With ``CRM_VN_SUDO_STRICT`` in the environment a test that
``tests/tables/sudo.csv`` names for a function fails when it does not come through its
``sudo()``.
"""

import csv
import functools
import json
import os
import sys
from pathlib import Path

import pytest

from . import config

TABLE = config.ROOT / "tests/tables/sudo.csv"

_tests = {}
_current = set()


def _note(record):
    """Note which function of an addon asks for the rights of the superuser."""
    frame = sys._getframe(2)
    while frame.f_code.co_name in ("watched", "sudo", "with_user"):
        # an addon of Odoo's that overrides it: who calls it is further up
        frame = frame.f_back
    path = frame.f_code.co_filename
    if "/crm_vn_" not in path or "/tests/" in path:
        return
    place = path.find("/addons/crm_vn_")
    name = frame.f_code.co_qualname.partition(".<locals>")[0]
    as_user = not (record.env.su or record.env.uid == 1)
    _current.add((path[place + len("/addons/") :], name, as_user))


def pytest_collection_finish(session):
    """Watch `sudo()` and `with_user()`, once Odoo is there."""
    from odoo.models import BaseModel

    def watch(name):
        original = getattr(BaseModel, name)

        @functools.wraps(original)
        def watched(self, *args, **kwargs):
            _note(self)
            return original(self, *args, **kwargs)

        setattr(BaseModel, name, watched)

    watch("sudo")
    watch("with_user")


def _key(item):
    """Return a test as the table names it."""
    path = Path(str(item.path))
    return f"{path.parts[-3]}/{path.stem}::{item.name}"


def _expected():
    """Return ``{test: functions that it has to come through}``."""
    expected = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            expected.setdefault(row["test"], set()).add((row["file"], row["function"]))
    return expected


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item):
    _current.clear()
    outcome = yield
    found = {(file, name) for file, name, _as_user in _current}
    _tests[_key(item)] = sorted(_current)
    if not os.environ.get("CRM_VN_SUDO_STRICT"):
        return
    missing = _expected().get(_key(item), set()) - found
    if missing and outcome.excinfo is None:
        lines = sorted(f"{file}: {name}" for file, name in missing)
        outcome.force_exception(
            AssertionError(
                "tests/tables/sudo.csv says that this test comes through the sudo() of"
                " these functions, and it does not:\n" + "\n".join(lines)
            )
        )


def pytest_sessionfinish(session):
    path = os.environ.get(config.SUDO_TRACE)
    if not path or not _tests:
        return
    path = Path(path)
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps(known | _tests), encoding="utf-8")
