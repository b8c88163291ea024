"""Installs, starts and uninstalls the project's addons, inside Odoo's Python.

``python -m devtools.devenv.steps up|live|down CONFIG DATABASE FILE ADDON…``

``up`` and ``down`` take each addon by itself, without those that would come with it.
``up`` writes into FILE what the database consisted of before each addon; ``down`` reads
that and writes what each addon left behind. ``live`` runs every cron of theirs once, as
the first minutes of a server do.
"""

import json
import sys

from . import snapshot


def up(database, names):
    """Install the addons one by one.

    :return: ``{addon: snapshot before it}``
    """
    from odoo.modules.registry import Registry

    found = {}
    for name in names:
        found[name] = snapshot.snapshot(database)
        Registry.new(database, update_module=True, install_modules={name})
    return found


def down(database, names, before):
    """Uninstall the addons one by one, the upper ones first.

    :param before: what :func:`up` gave
    :return: ``{addon: lines that tell what it left}``
    """
    from odoo import SUPERUSER_ID
    from odoo.api import Environment
    from odoo.modules.registry import Registry

    found = {}
    for name in reversed(names):
        with Registry(database).cursor() as cr:
            modules = Environment(cr, SUPERUSER_ID, {})["ir.module.module"]
            modules.search([("name", "=", name)]).button_immediate_uninstall()
        found[name] = snapshot.left_over(before[name], snapshot.snapshot(database))
    return found


def live(database, names):
    """Run the crons of the addons."""
    from odoo import SUPERUSER_ID
    from odoo.api import Environment
    from odoo.modules.registry import Registry

    with Registry(database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        ours = [("model", "=", "ir.cron"), ("module", "in", names)]
        crons = env["ir.model.data"].search(ours).mapped("res_id")
        for cron in env["ir.cron"].browse(crons):
            cron.method_direct_trigger()


def main(way, configuration, database, path, *names):
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
        found = up(database, names)
    elif way == "live":
        live(database, names)
        return
    else:
        with open(path, encoding="utf-8") as handle:
            before = json.load(handle)
        found = down(
            database,
            names,
            {
                name: {part: set(rows) for part, rows in parts.items()}
                for name, parts in before.items()
            },
        )
    with open(path, "w", encoding="utf-8") as handle:
        json.dump(found, handle, default=sorted)


if __name__ == "__main__":
    main(*sys.argv[1:])
