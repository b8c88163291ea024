"""Command line: backup, restore, check, list, prune.

PostgreSQL is where PGHOST, PGPORT, PGUSER and PGPASSWORD say. It ends with 0 when all
is well, with 1 when something could not be done, with 3 when a set was made of a store
in which files are missing or damaged, with 4 when a database came back as it was saved,
and what it has stored is not what its records add up to.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from . import backup, sets

ERASE = """
env["crm.vn.erased.key"]._vn_erase_again({people!r})
env.cr.commit()
"""
#: every line that it prints with this mark is one that differs
WRONG = "differs: "
RECOUNT = """
health = env.get("crm.vn.health")
for line in health._vn_recount({day!r}) if health is not None else ():
    print({mark!r} + line)
"""


def say(text):
    sys.stdout.write(f"{text}\n")


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="crm_vn_backup", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("backup", help="make a set, delete old ones")
    make.add_argument("database")
    back = commands.add_parser("restore", help="restore a set as a new database")
    back.add_argument("set", type=Path)
    back.add_argument("database")
    back.add_argument(
        "--live", action="store_true", help="do not neutralise: it is the real one"
    )
    back.add_argument(
        "--keep-queues",
        action="store_true",
        help="with --live: nothing was sent since, let the queues go on",
    )
    back.add_argument(
        "--erased",
        type=Path,
        metavar="SET",
        help="a later set: who was erased until then is erased again",
    )
    back.add_argument(
        "--odoo",
        default="odoo",
        help="the command that runs Odoo; ODOO_RC names its configuration",
    )
    for command in (make, back):
        command.add_argument("--data-dir", type=Path, required=True)
    commands.add_parser("check", help="compare checksums").add_argument(
        "set", type=Path
    )
    shown = commands.add_parser("list", help="the sets of a database")
    pruned = commands.add_parser("prune", help="delete old sets")
    for command in (shown, pruned):
        command.add_argument("database")
    for command in (make, shown, pruned):
        command.add_argument(
            "--to", type=Path, required=True, help="folder of the sets"
        )
    for command in (make, pruned):
        for period, number in (("daily", 7), ("weekly", 4), ("monthly", 12)):
            command.add_argument(f"--{period}", type=int, default=number)
    options = parser.parse_args(arguments)
    try:
        return globals()["do_" + options.command](options) or 0
    except sets.Problem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1


def do_backup(options):
    path, faults = backup.make(options.database, options.data_dir, options.to)
    manifest = sets.check(path)
    rows, files = sum(manifest["rows"].values()), len(manifest["stored"])
    say(f"{path}: {rows} rows, {files} files, every checksum holds")
    do_prune(options)
    for line in faults:
        sys.stderr.write(f"{line}\n")
    return 3 if faults else 0


def do_prune(options):
    numbers = {name: getattr(options, name) for name in ("daily", "weekly", "monthly")}
    for name in sets.prune(options.to, options.database, **numbers):
        say(f"{name}: deleted")


def do_list(options):
    for path in sets.every(options.to, options.database):
        say(path.name)


def do_check(options):
    manifest = sets.check(options.set)
    say(f"{options.set}: every checksum holds, {manifest['moment']}")


def do_restore(options):
    def odoo(*words, code=None):
        words = [*options.odoo.split(), *words]
        result = subprocess.run(
            words, input=code, capture_output=True, text=True, check=False
        )
        if result.returncode:
            raise sets.Problem(f"{' '.join(words)}\n{result.stderr.strip()}")
        return result.stdout

    def neutralise(database):
        odoo("neutralize", "-d", database)

    def erase(database, people):
        code = ERASE.format(people=people)
        odoo("shell", "-d", database, "--no-http", code=code)
        say(f"{len({person for _digest, person in people})} erased people again")

    def recount(database, day):
        code = RECOUNT.format(day=day, mark=WRONG)
        printed = odoo("shell", "-d", database, "--no-http", code=code)
        return [line for line in printed.splitlines() if line.startswith(WRONG)]

    manifest, wrong = backup.restore(
        options.set,
        options.database,
        options.data_dir,
        live=options.live,
        neutralise=neutralise,
        newer=options.erased,
        erase=erase,
        recount=recount,
        hold=not options.keep_queues,
    )
    rows, indexes = sum(manifest["rows"].values()), len(manifest["indexes"])
    kind = "as it was" if options.live else "neutralised"
    say(
        f"{options.database}: {rows} rows, {indexes} indexes, "
        f"{len(manifest['stored'])} files as they were at {manifest['moment']}; {kind}"
    )
    for table, number in manifest.get("held", {}).items():
        say(f"{number} of {table} waited to leave and are held: were they sent since?")
    for line in wrong:
        sys.stderr.write(f"{line}\n")
    return 4 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
