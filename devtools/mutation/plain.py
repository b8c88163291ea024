"""The plain modules and the tests that need neither Odoo nor a database.

A test file is plain when all it takes from Odoo are ``BaseCase`` and ``tagged``, and
all it takes from the addons are plain modules, or helpers that are plain too.
"""

import ast
import functools
import importlib
import sys
import types
import unittest
from pathlib import Path

ADDONS = Path(__file__).resolve().parents[2] / "addons"
FROM_ODOO = {"BaseCase", "tagged"}


def name_of(path):
    """Return the name by which a file of an addon is imported."""
    return ".".join(("odoo.addons", *path.relative_to(ADDONS).with_suffix("").parts))


def path_of(name):
    """Return the file of a module of the addons, of a package that of its own code."""
    path = ADDONS.joinpath(*name.split(".")[2:])
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def modules():
    """Return the names of the plain modules."""
    files = ADDONS.glob("*/tools/*.py")
    return sorted(name_of(path) for path in files if path.name != "__init__.py")


@functools.cache
def imports(name):
    """Return the modules that a module imports, with the names it takes from each."""
    path = path_of(name)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = name.split(".")
    if path.stem != "__init__":
        package.pop()
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, set()) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) + 1 - node.level] if node.level else []
            module = ".".join([*start, *filter(None, [node.module])])
            names = {alias.name for alias in node.names}
            parts = {n for n in names if path_of_ours(f"{module}.{n}")}
            found += [(f"{module}.{part}", set()) for part in sorted(parts)]
            if names - parts or not names:
                found.append((module, names - parts))
    return tuple((module, frozenset(names)) for module, names in found)


def path_of_ours(name):
    """Say whether *name* is a module of the addons."""
    return name.startswith("odoo.addons.crm_vn_") and path_of(name).is_file()


@functools.cache
def is_plain(name):
    """Say whether a module of the addons needs nothing of Odoo but a test case."""
    for module, names in imports(name):
        if module == "odoo.tests":
            if not names <= FROM_ODOO:
                return False
        elif path_of_ours(module):
            if not is_plain(module):
                return False
        elif module.split(".")[0] == "odoo":
            return False
    return True


def tests():
    """Return the names of the plain test files."""
    files = (name_of(path) for path in ADDONS.glob("*/tests/test_*.py"))
    return sorted(
        name
        for name in files
        if is_plain(name) and "BaseCase" in path_of(name).read_text(encoding="utf-8")
    )


@functools.cache
def needed(name):
    """Return the modules of the addons that *name* needs, itself among them."""
    found = {name}
    for module, _names in imports(name):
        if path_of_ours(module):
            found |= needed(module)
    return frozenset(found)


def take_place_of_odoo():
    """Put bare packages in the place of Odoo and of the addons.

    The packages' own code needs a database; their plain modules don't.
    """
    for folder in ADDONS.iterdir():
        for part in ("", ".tests", ".tools"):
            bare(f"odoo.addons.{folder.name}{part}", folder / part.strip("."))
    bare("odoo")
    bare("odoo.addons")
    case = bare("odoo.tests")
    case.BaseCase = unittest.TestCase
    case.tagged = lambda *_tags: lambda cls: cls


def bare(name, folder=None):
    package = types.ModuleType(name)
    package.__path__ = [str(folder)] if folder else []
    sys.modules[name] = package
    return package


def forget(names):
    """Let these modules be imported anew."""
    for name in names:
        if sys.modules.pop(name, None):
            package, _dot, stem = name.rpartition(".")
            vars(sys.modules[package]).pop(stem, None)


def load(name):
    return importlib.import_module(name)
