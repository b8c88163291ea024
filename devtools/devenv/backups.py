"""Backup and restore of the databases here, by the scripts that a company uses too."""

from . import cluster, config, databases, python, source, system
from .process import run

FOLDER = config.DEV / "backups"
SCRIPTS = config.ROOT / "scripts"


def environment():
    """Return the variables that the scripts run with."""
    values = databases.environment()
    values["PYTHONPATH"] = f"{source.python_path()}:{SCRIPTS}"
    values["ODOO_RC"] = str(databases.CONFIG_FILE)
    if system.postgres_bin():
        values["PG_BIN"] = str(system.postgres_bin())
    return values


def call(*words):
    """Run the scripts.

    :raise config.Problem: when they fail
    """
    command = [python.venv_python(), "-m", "crm_vn_backup", *words]
    run(command, env=environment(), cwd=config.ROOT)


def backup(database=None, folder=None):
    """Make a set of *database*, the demo company if none is named."""
    database = database or config.DEMO_DATABASE
    if database not in cluster.databases():
        raise config.Problem(f"There is no database {database}.")
    words = ["--data-dir", databases.DATA_DIR, "--to", folder or FOLDER]
    call("backup", database, *words)


def restore(folder, database=None):
    """Restore the set *folder* as a neutralised *database* of its own."""
    if not folder:
        raise config.Problem("Which set? make restore SET=.dev/backups/…")
    words = ["--data-dir", databases.DATA_DIR]
    words += ["--odoo", f"{python.venv_python()} -m odoo"]
    call("restore", folder, database or f"{config.PREFIX}_restored", *words)
