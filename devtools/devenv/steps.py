"""Installs, starts and uninstalls the project's addons, inside Odoo's Python.

``python -m devtools.devenv.steps up|live|down CONFIG DATABASE FILE LEVEL…``

A level is addons, joined by commas, that need only those of lower levels. ``up`` and
``down`` take one level after the other, without addons that would come with it.
``up`` writes into FILE what the database consisted of before each level; ``down`` reads
that and writes what each level left behind. ``live`` runs every cron of theirs once, as
the first minutes of a server do.
"""

import contextlib
import json
import sys
from unittest.mock import patch

from . import snapshot


def knowing_every_addon(known=True):
    """Return a context in which Odoo does not look for addons that it knows not yet.

    It does before each installation, and that takes as long as a small addon.

    :param known: whether the database has been told of all of them
    """
    from odoo.addons.base.models.ir_module import IrModuleModule

    if not known:
        return contextlib.nullcontext()
    return patch.object(IrModuleModule, "update_list", return_value=(0, 0))


def up(database, levels):
    """Install the addons level by level.

    :param levels: texts of names joined by commas
    :return: ``{level: snapshot before it}``
    """
    from odoo.modules.registry import Registry

    found = {}
    for level in levels:
        found[level] = snapshot.snapshot(database)
        names = set(level.split(","))
        with knowing_every_addon(len(found) > 1):
            Registry.new(database, update_module=True, install_modules=names)
    return found


def down(database, levels, before):
    """Uninstall the addons level by level, the upper ones first.

    Each uninstallation loads all of Odoo twice: addon by addon that takes as long as
    all the tests of the whole suite.

    :param before: what :func:`up` gave
    :return: ``{level: lines that tell what it left}``
    """
    from odoo import SUPERUSER_ID
    from odoo.api import Environment
    from odoo.modules.registry import Registry

    found = {}
    for level in reversed(levels):
        with Registry(database).cursor() as cr:
            modules = Environment(cr, SUPERUSER_ID, {})["ir.module.module"]
            names = level.split(",")
            with knowing_every_addon():
                modules.search([("name", "in", names)]).button_immediate_uninstall()
        found[level] = snapshot.left_over(before[level], snapshot.snapshot(database))
    return found


def live(database, levels):
    """Run the crons of the addons."""
    from odoo import SUPERUSER_ID
    from odoo.api import Environment
    from odoo.modules.registry import Registry

    with Registry(database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        names = ",".join(levels).split(",")
        ours = [("model", "=", "ir.cron"), ("module", "in", names)]
        crons = env["ir.model.data"].search(ours).mapped("res_id")
        for cron in env["ir.cron"].browse(crons):
            cron.method_direct_trigger()


def main(way, configuration, database, path, *levels):
    from odoo.service import server
    from odoo.tools import config

    config.parse_config(
        [
            f"--config={configuration}",
            f"--database={database}",
            "--with-demo",
            "--skip-auto-install",
            "--no-http",
            "--max-cron-threads=0",
        ],
        setup_logging=True,
    )
    server.load_server_wide_modules()
    if way == "up":
        found = up(database, levels)
    elif way == "live":
        live(database, levels)
        return
    else:
        with open(path, encoding="utf-8") as handle:
            before = json.load(handle)
        found = down(
            database,
            levels,
            {
                level: {part: set(rows) for part, rows in parts.items()}
                for level, parts in before.items()
            },
        )
    with open(path, "w", encoding="utf-8") as handle:
        json.dump(found, handle, default=sorted)


if __name__ == "__main__":
    main(*sys.argv[1:])
