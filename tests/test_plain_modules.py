"""The arithmetic beside the ORM: its examples hold, and it stays without Odoo."""

import ast
import doctest
import importlib
import importlib.util
import sys

import pytest

from tools.devenv import config

MODULES = sorted(
    path for path in config.ADDONS.glob("*/tools/*.py") if path.name != "__init__.py"
)


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


def load(path):
    """Import a plain module with its neighbours, as a package without Odoo."""
    package = f"plain_{path.parts[-3]}"
    if package not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            package,
            path.parent / "__init__.py",
            submodule_search_locations=[str(path.parent)],
        )
        sys.modules[package] = importlib.util.module_from_spec(spec)
    return importlib.import_module(f"{package}.{path.stem}")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: f"{p.parts[-3]}/{p.stem}")
def test_examples(path):
    foreign = [name for name in imports(path) if name.split(".")[0] == "odoo"]
    assert not foreign, "a module in tools/ needs no Odoo"
    assert doctest.testmod(load(path)).failed == 0
