"""A plugin of pytest: only tests in the browser, or only the others.

Without a server pytest-odoo *skips* the former, and a skipped test proves nothing.
"""

import os

VARIABLE = "CRM_VN_TEST_PART"
BROWSER, PLAIN = "browser", "plain"


def pytest_collection_modifyitems(config, items):
    from odoo.tests import HttpCase

    part = os.environ.get(VARIABLE)
    if not part:
        return
    chosen = [
        item
        for item in items
        if (part == BROWSER) == issubclass(item.cls or object, HttpCase)
    ]
    left = [item for item in items if item not in set(chosen)]
    config.hook.pytest_deselected(items=left)
    items[:] = chosen
