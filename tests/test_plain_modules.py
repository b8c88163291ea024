"""The arithmetic beside the ORM: its examples hold, and it stays without Odoo."""

import ast
import doctest
import importlib.util

import pytest

from tools.devenv import config

MODULES = sorted(
    path
    for path in config.ADDONS.glob("*/tools/*.py")
    if path.name != "__init__.py" and "odoo.addons" not in path.read_text("utf-8")
)


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda p: f"{p.parts[-3]}/{p.stem}")
def test_examples(path):
    if any(name.split(".")[0] == "odoo" for name in imports(path)):
        pytest.fail(f"{path} imports Odoo: it belongs elsewhere than in tools/")
    text = path.read_text(encoding="utf-8")
    if "from ." in text:
        pytest.skip("imports a neighbour: its own addon's tests run its examples")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    result = doctest.testmod(module)
    assert result.failed == 0
