"""A plugin of pytest: only tests in the browser, or only the others.

Without a server pytest-odoo *skips* the former, and a skipped test proves nothing.
"""

import ast
import functools
import os

from . import config

VARIABLE = "CRM_VN_TEST_PART"
BROWSER, PLAIN = "browser", "plain"
# the others, of addons whose files name no test in the browser
ALONE = "alone"
# with a server, but of those that Odoo's runner starts before upper addons are loaded
EARLY = "early"


@functools.cache
def _classes():
    """Return ``{addon: {class: names of its bases}}`` of all tests."""
    found = {}
    for path in sorted(config.ADDONS.glob("*/tests/*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        addon = found.setdefault(path.parts[-3], {})
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                addon[node.name] = [ast.unparse(base) for base in node.bases]
    return found


def uses_browser(addon):
    """Say whether a class of *addon*'s tests comes from Odoo's ``HttpCase``."""
    known = {name: bases for own in _classes().values() for name, bases in own.items()}

    def comes(name, trail=()):
        name = name.rpartition(".")[2]
        if "HttpCase" in name:
            return True
        bases = () if name in trail else known.get(name, ())
        return any(comes(base, (*trail, name)) for base in bases)

    return any(map(comes, _classes().get(addon, ())))


def pytest_collection_modifyitems(config, items):
    import pytest

    from odoo.tests import HttpCase

    part = os.environ.get(VARIABLE)
    if not part:
        return
    chosen = [
        item
        for item in items
        if (part in (BROWSER, EARLY)) == issubclass(item.cls or object, HttpCase)
        and (part != EARLY or "at_install" in item.cls.test_tags)
    ]
    if part == ALONE and len(chosen) < len(items):
        raise pytest.UsageError("There are tests in the browser that nobody ran.")
    left = [item for item in items if item not in set(chosen)]
    config.hook.pytest_deselected(items=left)
    items[:] = chosen
