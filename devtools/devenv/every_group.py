"""Makes the database of every group anew, inside Odoo's Python.

``python -m devtools.devenv.every_group CONFIG``

Each is a copy of the one below it, on which the addons of the group are installed. One
process for all of them reads Odoo's files once.
"""

import logging
import sys
import threading

from . import config, databases, groups, steps
from .process import run

LOG = "every-group.log"
_logger = logging.getLogger(__name__)


def make():
    """Make them all.

    :return: ``{group: what is wrong with it, as lines}``
    """
    made = groups.every()
    for group in made:
        databases.drop(group.database)
    # Odoo's own addons are installed by a process of their own
    databases.base(made[0].core)
    environment = databases.environment()
    environment["PYTHONPATH"] += f":{config.ROOT}"
    words = [databases.python.venv_python(), "-m", __name__, databases.CONFIG_FILE]
    run(words, log=LOG, check=False, env=environment, cwd=config.ROOT)
    lines = databases.complaints(LOG)
    notes = databases.marks()
    found = {}
    for group in made:
        found[group] = [line for line in lines if f" {group.database} " in line]
        if notes.get(group.database) != databases.addon_digest(group.installed):
            found[group].append(f"{group.database} was not made, see {LOG}")
    return found


def install(group):
    """Make the database of *group*, on the one below it, which is fresh."""
    from odoo.modules.registry import Registry
    from odoo.sql_db import close_db

    database, below = group.database, groups.below(group)
    threading.current_thread().dbname = database
    databases.copy(below.database if below else databases.base(group.core), database)
    present = below.installed if below else ()
    # an addon of the group brings those that install by themselves
    names = set(group.installed) - set(present)
    try:
        with steps.knowing_every_addon(bool(below)):
            Registry.new(database, update_module=True, install_modules=names)
        databases.mark(database, databases.addon_digest(group.installed))
    finally:
        # nobody may be in what is copied next
        Registry.delete(database)
        close_db(database)


def try_to_install(group):
    """Make the database of *group*; those that need it fail as well, and say so."""
    try:
        install(group)
    except Exception:
        _logger.exception("%s can't be made", group.database)


def main(configuration):
    from odoo.service import server
    from odoo.tools import config as odoo_config

    odoo_config.parse_config(
        [f"--config={configuration}", "--no-http", "--max-cron-threads=0"],
        setup_logging=True,
    )
    server.load_server_wide_modules()
    for group in groups.every():
        try_to_install(group)


if __name__ == "__main__":
    main(*sys.argv[1:])
