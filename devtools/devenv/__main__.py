"""Command line of the development environment; ``make`` calls it."""

import argparse
import datetime
import json
import os
import sys

from . import (
    apps,
    backups,
    benches,
    cluster,
    config,
    core_tests,
    databases,
    documents,
    groups,
    mutation,
    python,
    quality,
    release,
    screens,
    server,
    suite,
    system,
    upgrade,
    whole,
)
from .process import run, say


def main():
    parser = argparse.ArgumentParser(prog="make", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("run", "stop", "clean", "setup", "lint", "lock", "shell", "format"):
        commands.add_parser(name)
    test = commands.add_parser("test")
    test.add_argument("--addon")
    test.add_argument("--select")
    test.add_argument("--browser", action="store_true")
    commands.add_parser("test-full").add_argument("--select")
    history = commands.add_parser("test-history")
    history.add_argument("--seeds", default="4 5 6 7 8 9")
    commands.add_parser("test-screens")
    commands.add_parser("test-clock").add_argument(
        "--at", type=datetime.datetime.fromisoformat
    )
    commands.add_parser("update").add_argument("--addon", required=True)
    commands.add_parser("i18n").add_argument("--addon")
    measured = commands.add_parser("bench")
    measured.add_argument("--addon")
    measured.add_argument("--against")
    saved = commands.add_parser("backup")
    saved.add_argument("--database")
    saved.add_argument("--to")
    back = commands.add_parser("restore")
    back.add_argument("--set", default="")
    back.add_argument("--database")
    commands.add_parser("scale-test")
    grown = commands.add_parser("growth-test")
    grown.add_argument("--sizes", default="50000 200000 1000000")
    grown.add_argument("--jobs", default="")
    installed = commands.add_parser("install-test")
    installed.add_argument("--customers", type=int, default=200_000)
    killed = commands.add_parser("kill-test")
    killed.add_argument("--times", type=int, default=20)
    killed.add_argument("--jobs", default="")
    commands.add_parser("apps-test")
    commands.add_parser("release-test")
    commands.add_parser("upgrade-test").add_argument("--origin", required=True)
    commands.add_parser("core-tests").add_argument("--addon")
    commands.add_parser("call-tests").add_argument("--select")
    mutants = commands.add_parser("mutation")
    mutants.add_argument("--addon")
    mutants.add_argument("--sample", type=int, default=0)
    commands.add_parser("docs")
    commands.add_parser("release")
    commands.add_parser("pictures").add_argument("--select", default="")
    arguments = parser.parse_args()
    try:
        globals()["do_" + arguments.command.replace("-", "_")](arguments)
    except config.Problem as problem:
        sys.stderr.write(f"\n{problem}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped; the same command goes on where it was.\n")
        return 130
    return 0


def do_setup(_arguments):
    server.prepare(system.NEEDS)
    python.ensure_lint()


def do_run(_arguments):
    server.prepare()
    server.ensure_demo()
    server.start()


def do_stop(_arguments):
    server.stop()


def do_clean(_arguments):
    server.clean()


def do_lint(_arguments):
    system.ensure(system.NEEDS)
    python.ensure_lint()
    quality.lint()


def do_format(_arguments):
    system.ensure(system.NEEDS)
    python.ensure_lint()
    quality.reformat()


def do_docs(_arguments):
    """Make the documents that are drawn from the source."""
    system.ensure(system.NEEDS)
    python.ensure_lint()
    documents.write()


def do_release(_arguments):
    """Make zip files and wheels of all addons."""
    release.make()


def do_pictures(arguments):
    """Picture the main screens of the demo company, and those of the README."""
    server.prepare(system.NEEDS)
    server.ensure_demo()
    server.start()
    words = [python.venv_python(), "-m", "devtools.devenv.pictures", system.chromium()]
    records = {
        name: cluster.psql(sql, config.DEMO_DATABASE)
        for name, sql in screens.RECORDS.items()
    }
    words += [server.url(), config.PICTURES, json.dumps(records)]
    words += arguments.select.split()
    environment = databases.environment()
    environment["PYTHONPATH"] = str(config.ROOT)
    run(words, env=environment, cwd=config.ROOT)
    say(f"The pictures are in {config.PICTURES}")


def do_lock(_arguments):
    python.lock()


def do_shell(_arguments):
    server.prepare()
    server.ensure_demo()
    words = databases.odoo_command("shell", "-c", databases.CONFIG_FILE)
    words += ["-d", config.DEMO_DATABASE, "--no-http"]
    words = [str(word) for word in words]
    os.execve(words[0], words, databases.environment())


def do_update(arguments):
    server.prepare()
    server.ensure_demo()
    config.manifest(arguments.addon)
    running = bool(server.pid())
    lines = databases.install(config.DEMO_DATABASE, [], update=[arguments.addon])
    for line in lines:
        say(line)
    if running:
        server.stop_serving()
        server.start()


def do_test(arguments):
    server.prepare(system.NEEDS)
    if arguments.addon:
        suite.run_addon(
            arguments.addon, browser=arguments.browser, select=arguments.select
        )
        return
    whole.run_all()


def do_test_full(arguments):
    """Run only the tests of the whole suite with the demo company."""
    server.prepare(system.NEEDS)
    suite.run_full(select=arguments.select)


def do_test_history(arguments):
    """Run more random histories: of other seeds, and many of scores."""
    server.prepare(system.NEEDS)
    os.environ["VN_HISTORY_SEEDS"] = arguments.seeds
    os.environ["CRM_VN_FUZZ"] = "300"
    suite.run_full(select="random_history")
    suite.run_addon("crm_vn_scoring", select="test_history")


def do_test_screens(_arguments):
    """Open every screen as each role, and ask axe-core about every menu."""
    server.prepare(system.NEEDS)
    os.environ["VN_EVERY_SCREEN"] = "1"
    suite.run_full(select="click_robot or walk or face_accessibility")


def do_test_clock(arguments):
    """Run the tests without a browser at every hour that matters, or at one."""
    server.prepare(system.NEEDS)
    suite.run_clock(arguments.at)


def do_i18n(arguments):
    """Export the terms of one addon, or of all, and merge the translations."""
    server.prepare(system.NEEDS)
    names = [arguments.addon] if arguments.addon else config.addon_names()
    pairs = []
    for name in names:
        group = groups.of(name)
        databases.of_group(group)
        pairs.append(f"{name}={group.database}")
    words = [python.venv_python(), config.ROOT / "i18n/export.py"]
    words += [f"--config={databases.CONFIG_FILE}", *pairs]
    run(words, env=databases.environment(), cwd=config.ROOT)


def do_bench(arguments):
    """Measure the speed, here or here and in another checkout."""
    server.prepare(system.NEEDS)
    benches.bench(arguments.addon, arguments.against)


def do_scale_test(_arguments):
    """Several nodes and a replica for real: nothing lost, whatever is killed."""
    system.ensure(system.FOR_SCALE)
    server.prepare(system.NEEDS)
    from devtools.scale import phases

    if phases.main():
        raise config.Problem("Something was lost or is there twice, see above.")


def do_growth_test(arguments):
    """Every job at several sizes of a company, beside its bare SQL."""
    in_odoo("devtools.growth", arguments.sizes, *arguments.jobs.split())


def do_install_test(arguments):
    """Install the addons on a company with years of data."""
    in_odoo("devtools.growth.installing", arguments.customers)


def do_kill_test(arguments):
    """Kill each job at a random place: the same end as without."""
    in_odoo("devtools.killing", arguments.times, *arguments.jobs.split())


def in_odoo(package, *words):
    """Run a package of ours with Odoo beside it."""
    server.prepare(system.NEEDS)
    values = databases.environment()
    values["PYTHONPATH"] = f"{config.ROOT}:{values['PYTHONPATH']}"
    words = [python.venv_python(), "-m", package, *map(str, words)]
    run(words, env=values, cwd=config.ROOT)


def do_apps_test(_arguments):
    """Install the suite from Apps, and go the way to the first number."""
    server.prepare(system.NEEDS)
    apps.first_minutes()


def do_release_test(_arguments):
    """Install the wheels beside an empty Odoo, and have it start with them."""
    server.prepare(system.NEEDS)
    release.make()
    release.start_with_wheels()


def do_upgrade_test(arguments):
    """Update a database of an earlier version, with data in it."""
    server.prepare(system.NEEDS)
    upgrade.upgrade(arguments.origin)


def do_backup(arguments):
    """Save a database with its files as one set."""
    server.prepare(system.NEEDS)
    backups.backup(arguments.database, arguments.to)


def do_restore(arguments):
    """Restore a set as a neutralised database, and compare it."""
    server.prepare(system.NEEDS)
    backups.restore(arguments.set, arguments.database)


def do_core_tests(arguments):
    """Run Odoo's own tests of what we extend, beside our addons."""
    server.prepare(system.NEEDS)
    core_tests.run_core(arguments.addon)


def do_call_tests(arguments):
    """Run the bridge on a real Asterisk, with phones and customers."""
    server.prepare(system.NEEDS)
    suite.run_calls(select=arguments.select)


def do_mutation(arguments):
    """Change the plain modules here and there: do their tests notice?"""
    server.prepare(system.NEEDS)
    python.ensure_mutation()
    mutation.run_mutation(arguments.addon, arguments.sample)


if __name__ == "__main__":
    sys.exit(main())
