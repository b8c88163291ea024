"""Odoo's own checks of addons, for those of the suite.

Its checks with pylint and eslint are left out: `make lint` runs both, with more rules.
"""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from odoo.modules import Manifest, get_module_path
from odoo.tests import tagged

from .common import is_ours

PACKAGE = "odoo.addons.test_lint.tests"


def odoo_module(name):
    """Import one module of Odoo's checks.

    The package itself imports pylint, which is no part of what Odoo runs with.
    """
    if PACKAGE not in sys.modules:
        package = ModuleType(PACKAGE)
        package.__path__ = [str(Path(get_module_path("test_lint")) / "tests")]
        sys.modules[PACKAGE] = package
    return import_module(f"{PACKAGE}.{name}")


class OnlyOurs:
    """What looks at files looks at those of the suite."""

    def setUp(self):
        super().setUp()
        found = [m for m in Manifest.all_addon_manifests() if is_ours(m.name)]
        self.assertTrue(found)
        self.startPatcher(patch.object(Manifest, "all_addon_manifests", lambda: found))


@tagged("post_install", "-at_install")
class TestDunderinit(OnlyOurs, odoo_module("test_dunderinit").TestDunderinit):
    pass


@tagged("post_install", "-at_install")
class TestI18n(OnlyOurs, odoo_module("test_i18n").TestI18n):
    pass


@tagged("post_install", "-at_install")
class TestJsTranslations(OnlyOurs, odoo_module("test_jstranslate").TestJsTranslations):
    pass


@tagged("post_install", "-at_install")
class TestOrmImport(OnlyOurs, odoo_module("test_orm_import").TestDunderinit):
    pass


@tagged("post_install", "-at_install")
class TestManifests(OnlyOurs, odoo_module("test_manifests").ManifestLinter):
    def setUp(self):
        super().setUp()
        module = odoo_module("test_manifests")
        # read by the OCA's checks: a file that people import
        known = module.MANIFEST_KEYS | {"oca_data_manual"}
        self.startPatcher(patch.object(module, "MANIFEST_KEYS", known))


@tagged("post_install", "-at_install")
class TestOnchangeDomains(
    OnlyOurs, odoo_module("test_onchange_domains").TestOnchangeDomains
):
    pass


@tagged("post_install", "-at_install")
class TestTestHoles(OnlyOurs, odoo_module("test_test_holes").TestTestHoles):
    pass


@tagged("post_install", "-at_install")
class TestIndex(odoo_module("test_index").TestIndex):
    def setUp(self):
        super().setUp()
        module = odoo_module("test_index")
        # covered by the first key of its unique index
        covered = {"crm.vn.contract.reminder.contract_id"}
        known = module.BTREE_INDEX_IGNORE_FIELDS | covered
        self.startPatcher(patch.object(module, "BTREE_INDEX_IGNORE_FIELDS", known))


@tagged("post_install", "-at_install")
class TestNaming(odoo_module("test_naming").TestNaming):
    pass


@tagged("post_install", "-at_install")
class TestOverrideSignatures(
    odoo_module("test_override_signatures").TestLintOverrideSignatures
):
    def setUp(self):
        super().setUp()
        module = odoo_module("test_override_signatures")
        # its default is a function, which equals no other
        known = module.METHODS_TO_IGNORE | {"_convert_records"}
        self.startPatcher(patch.object(module, "METHODS_TO_IGNORE", known))


@tagged("post_install", "-at_install")
class TestRoutes(odoo_module("test_routes").RoutesLinter):
    pass
