"""Running the tests."""

import concurrent.futures
import os
import re
import shutil
import time

from . import config, databases, system
from .process import lock, run, say

# a lane waits for its browser half of the time
LANES = min(2, os.cpu_count() or 1)
PYTEST = ["-m", "pytest", "-q", "-rs", "--tb=short", "-W", "ignore"]
PYTEST += ["-p", "no:cacheprovider", "--durations=5"]


def test_database(addon):
    return f"{config.PREFIX}_test_{addon}"


def pytest_addon(addon, *, browser=True, select=None, log=None):
    """Run the tests of one addon on a database that has only what it needs.

    :param browser: run tours and other tests over HTTP as well
    :param select: a pytest ``-k`` expression
    :return: True when all passed and, with *browser*, none was skipped
    """
    database = test_database(addon)
    addons = config.own_dependencies(addon)
    lines = databases.with_addons(database, addons, config.core_dependencies(addon))
    for line in lines:
        say(line)
    report = config.LOGS / f"pytest-{addon}.warnings.log"
    report.unlink(missing_ok=True)
    words = [
        databases.python.venv_python(),
        *PYTEST,
        f"--odoo-config={databases.CONFIG_FILE}",
        f"--odoo-database={database}",
        "--odoo-addons-path="
        + ",".join(map(str, [*databases.source.addons_paths(), config.ADDONS])),
        f"--log-file={report}",
        "--log-file-level=WARNING",
        f"--rootdir={config.ROOT}",
    ]
    if browser:
        words.append("--odoo-http")
    if select:
        words += ["-k", select]
    words.append(config.ADDONS / addon)
    environment = databases.environment()
    if system.chromium():
        environment["CHROME_BIN"] = system.chromium()
    result = run(
        words, log=log, check=False, env=environment, cwd=config.ROOT
    ).returncode
    if log:
        text = (config.LOGS / log).read_text(encoding="utf-8", errors="replace")
        tail = text.strip().splitlines()[-1:] or [""]
        say(f"{addon}: {tail[0].strip('= ')}")
        if result:
            say("\n".join(text.splitlines()[-120:]))
    bad = result not in (0, 5) or bool(lines)
    if result == 5:
        say(f"{addon}: no test was found")
        bad = True
    if browser and log and re.search(r"\b\d+ skipped", tail[0]):
        say(f"{addon}: a skipped test proves nothing")
        bad = True
    noise = (
        report.read_text(encoding="utf-8", errors="replace").strip()
        if report.exists()
        else ""
    )
    noise = "\n".join(
        line
        for line in noise.splitlines()
        if not any(word in line for word in databases.HARMLESS)
    )
    if noise and browser and not select:
        say(f"{addon}: warnings while testing:\n{noise[:4000]}")
        bad = True
    return not bad


def pytest_project(select=None, *, log=None):
    """Run what crosses addons (folder ``tests``)."""
    words = [databases.python.venv_python(), *PYTEST, "-p", "no:odoo"]
    words += ["--rootdir", config.ROOT, config.ROOT / "tests"]
    if select:
        words += ["-k", select]
    environment = {**databases.environment()}
    environment["PYTHONPATH"] = str(config.ROOT)
    return run(words, check=False, env=environment, cwd=config.ROOT, log=log).returncode


def run_addon(addon, *, browser=False, select=None):
    """The developer's loop."""
    config.manifest(addon)
    started = time.monotonic()
    with lock(f"test-{addon}"):
        fine = pytest_addon(addon, browser=browser, select=select)
    if not browser:
        say("Tests in the browser were left out (BROWSER=1 runs them).")
    say(f"{'Passed' if fine else 'FAILED'} in {time.monotonic() - started:.0f} s")
    if not fine:
        raise SystemExit(1)


def run_all():
    """Everything: every addon on its own, then what crosses them."""
    started = time.monotonic()
    # the base has the most tests: it goes first, so that no lane waits for it
    with concurrent.futures.ThreadPoolExecutor(LANES) as pool:
        results = dict(
            zip(
                config.addon_names(),
                pool.map(run_fresh, config.addon_names()),
                strict=True,
            )
        )
    failed = [addon for addon, fine in results.items() if not fine]
    say("Testing what crosses the addons …")
    if pytest_project():
        failed.append("tests/")
    say(f"Tests took {time.monotonic() - started:.0f} s")
    if failed:
        raise config.Problem(f"Failed: {', '.join(failed)}")
    say("All tests passed.")


def run_fresh(addon):
    """Run the tests of one addon on a database made anew.

    :return: True when all passed
    """
    say(f"Testing {addon} …")
    started = time.monotonic()
    try:
        databases.drop(test_database(addon))
        fine = pytest_addon(addon, log=f"pytest-{addon}.log")
    except config.Problem as problem:
        say(f"{addon}: {problem}")
        fine = False
    say(f"{addon}: {time.monotonic() - started:.0f} s")
    return fine


def clean():
    """Forget everything that ``make`` made."""
    from . import cluster, server

    server.stop()
    cluster.remove()
    shutil.rmtree(config.DEV, ignore_errors=True)
    os.sync()
