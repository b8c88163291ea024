"""The arithmetic beside the ORM: its examples hold, and it stays without Odoo."""

import ast
import doctest
import importlib
import re
import sys
import types

import pytest

from devtools.devenv import config

MODULES = sorted(
    path for path in config.ADDONS.glob("*/tools/*.py") if path.name != "__init__.py"
)
#: plain modules of the addons, which are without Odoo themselves
OURS = re.compile(r"odoo\.addons\.crm_vn_\w+\.tools\b")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


@pytest.fixture(autouse=True)
def without_odoo(monkeypatch):
    """Let the addons' plain modules be imported by their names, without Odoo.

    Bare packages take the place of Odoo's and of the addons', whose own code needs
    a database.
    """
    packages = {"odoo": [], "odoo.addons": []}
    for folder in {path.parents[1] for path in MODULES}:
        packages[f"odoo.addons.{folder.name}"] = [str(folder)]
    for name in [name for name in sys.modules if name.split(".")[0] == "odoo"]:
        monkeypatch.delitem(sys.modules, name)
    for name, folders in packages.items():
        package = types.ModuleType(name)
        package.__path__ = folders
        monkeypatch.setitem(sys.modules, name, package)
    yield
    for name in [name for name in sys.modules if name.startswith("odoo.addons.")]:
        del sys.modules[name]


def load(path):
    return importlib.import_module(f"odoo.addons.{path.parts[-3]}.tools.{path.stem}")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: f"{p.parts[-3]}/{p.stem}")
def test_examples(path):
    foreign = [
        name
        for name in imports(path)
        if name.split(".")[0] == "odoo" and not OURS.match(name)
    ]
    assert not foreign, "a module in tools/ needs no Odoo"
    assert doctest.testmod(load(path)).failed == 0
