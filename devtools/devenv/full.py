"""The database with every addon and the demo company."""

import json

from . import cluster, config, databases, groups
from .process import lock, run, say

DATABASE = f"{config.PREFIX}_full"
SCREENS = f"{config.PREFIX}_screens"
TESTS = config.ROOT / "tests/addons/crm_vn_test_suite"
# these open every screen, which takes as long as all the others together
OPENING = ("test_click_robot.py", "test_walk.py")
# without it Odoo has no menu of Sales
APPS = ("sale_management",)
SNAPSHOTS = config.DEV / "snapshots.json"


def screens():
    """Return the files of the tests that open every screen."""
    return [TESTS / "tests" / name for name in OPENING]


def others():
    """Return the files of the other tests of the whole suite."""
    found = sorted((TESTS / "tests").glob("test_*.py"))
    return [path for path in found if path.name not in OPENING]


def core():
    """Return Odoo's addons that those of the project name, and its app of sales."""
    return sorted({*groups.core_dependencies(config.addon_names()), *APPS})


def make():
    """Make the database, level by level, and remember what each found.

    :return: the complaints of the installation
    """
    databases.copy(databases.base(core(), demo=True), DATABASE)
    say(f"Making database {DATABASE}: every addon, with demo data …")
    lines = steps("up") + steps("live")
    databases.mark(DATABASE, databases.addon_digest(config.addon_names()))
    return lines


def ensure():
    """Bring the database up to date with the files.

    :return: the complaints of doing so
    """
    fingerprint = databases.addon_digest(config.addon_names())
    with lock("full"):
        before = databases.marked(DATABASE)
        if before == fingerprint:
            return []
        ours = set()
        if before:
            ours = databases.installed(DATABASE).intersection(config.addon_names())
        if not databases.can_be_updated(ours, config.addon_names()):
            ours = set()
        if not ours:
            databases.copy(databases.base(core(), demo=True), DATABASE)
        say(f"{'Updating' if ours else 'Making'} database {DATABASE} …")
        missing = [name for name in config.addon_names() if name not in ours]
        lines = databases.install(DATABASE, missing, demo=True, update=sorted(ours))
        lines += steps("live")
        databases.mark(DATABASE, fingerprint)
        return lines


def take_apart():
    """Uninstall the addons level by level, the upper ones first.

    :return: what was logged or left behind, as lines
    """
    say("Uninstalling every addon, the upper ones first …")
    databases.mark(DATABASE, "")
    # Odoo locks this table without waiting, and fails when an autovacuum is in it
    cluster.psql(
        "ALTER TABLE ir_module_module SET (autovacuum_enabled = false)", DATABASE
    )
    # Odoo deletes an addon's records first, many at a time; those that others point at
    # stay until their table goes, and each try is logged
    lines = [line for line in steps("down") if "bad query: b'DELETE FROM" not in line]
    left = json.loads(SNAPSHOTS.read_text(encoding="utf-8"))
    lines += [f"{level}: {line}" for level, found in left.items() for line in found]
    databases.drop(DATABASE)
    return lines


def steps(way):
    """Run the module of that name; return the complaints of its log."""
    log = f"full-{way}.log"
    environment = databases.environment()
    environment["PYTHONPATH"] += f":{config.ROOT}"
    words = [databases.python.venv_python(), "-m", "devtools.devenv.steps", way]
    words += [databases.CONFIG_FILE, DATABASE, SNAPSHOTS]
    words += [",".join(level) for level in config.addon_levels()]
    run(words, log=log, env=environment, cwd=config.ROOT)
    return databases.complaints(log)
