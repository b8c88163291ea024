"""Where things are and how they are named."""

import ast
import functools
import hashlib
import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDONS = ROOT / "addons"
DEV = ROOT / ".dev"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "crm_vn"
LOGS = DEV / "logs"
# variable of the environment: where the tests say which sudo() they came through
SUDO_TRACE = "CRM_VN_SUDO_TRACE"
STAMPS = DEV / "stamps"
VENV = DEV / "venv"
LINT_VENV = DEV / "lint"
MUTATION_VENV = DEV / "mutation"
RELEASE_VENV = DEV / "release-tools"
NODE = DEV / "node"
TEST_NODE = DEV / "node-tests"
PICTURES = DEV / "pictures"
PORT = int(os.environ.get("PORT") or 8069)
LANGUAGES = "en_US,vi_VN"
# several checkouts on one server need names of their own
PREFIX = os.environ.get("DATABASE_PREFIX") or "crm_vn"
DEMO_DATABASE = PREFIX


class Problem(Exception):
    """Something the user can put right; its text says how."""


def short_id():
    """Identify this checkout in places shared by several of them."""
    return hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]


def private_dir(name):
    """Return a short path for sockets: their length is limited to 107 bytes."""
    path = DEV / name
    if len(str(path)) < 80:
        return path
    return Path(tempfile.gettempdir()) / f"crm_vn-{short_id()}-{name}"


@functools.cache
def addon_names():
    """Return the project's addons, those that others need first."""
    manifests = {path.parent.name: path for path in ADDONS.glob("*/__manifest__.py")}
    ordered = []

    def visit(name, trail=()):
        if name in trail:
            raise Problem(f"Addons depend on each other in a circle: {trail}")
        for dependency in sorted(manifest(name)["depends"]):
            if dependency in manifests:
                visit(dependency, (*trail, name))
        if name not in ordered:
            ordered.append(name)

    for name in sorted(manifests):
        visit(name)
    return tuple(ordered)


@functools.cache
def addon_levels():
    """Return the project's addons in levels: each needs only those of lower ones."""
    level = {}
    for name in addon_names():
        below = [level[other] for other in manifest(name)["depends"] if other in level]
        level[name] = max(below, default=-1) + 1
    return tuple(
        tuple(name for name in addon_names() if level[name] == number)
        for number in range(max(level.values()) + 1)
    )


@functools.cache
def manifest(name):
    """Return the manifest of one of the project's addons."""
    path = ADDONS / name / "__manifest__.py"
    if not path.exists():
        raise Problem(f"There is no addon {name!r} in {ADDONS}.")
    return ast.literal_eval(path.read_text(encoding="utf-8"))


def own_dependencies(name):
    """Return the project's addons that *name* needs, itself last."""
    needed = set()

    def visit(current):
        for dependency in manifest(current)["depends"]:
            if dependency in addon_names():
                visit(dependency)
        needed.add(current)

    visit(name)
    return [addon for addon in addon_names() if addon in needed]


def core_dependencies(name):
    """Return the addons of Odoo that *name* and its own dependencies need."""
    return sorted(
        {
            dependency
            for addon in own_dependencies(name)
            for dependency in manifest(addon)["depends"]
            if dependency not in addon_names()
        }
    )
