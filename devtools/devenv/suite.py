"""Running the tests."""

import re
import time

from devtools.pbx import fetch

from . import clock, config, databases, full, groups, parts, python, system
from .process import Overtime, lock, run, say

PYTEST = ["-m", "pytest", "-q", "-rfEs", "--tb=short", "-W", "ignore"]
PYTEST += ["-p", "no:cacheprovider", "--durations=5"]

# seconds that a run of pytest may take, on the whole suite and on a group, of which the
# longest takes half; and one test, before it is told where it stands
LIMIT, LIMIT_OF_GROUP, SLOW = 2700, 1200, 600
PYTEST += ["-o", f"faulthandler_timeout={SLOW}"]

# pytest ran no test: of a part of the tests there may be none
EMPTY = 5
# it was ended
OVERTIME = -9

NO_ASTERISK = (
    "No calls on a real Asterisk, because its packages can't be had: {}. "
    "Recordings of one are played (crm_vn_call_provider, test_bridge.py)."
)

# what went wrong in this run: told once more at its end, where one looks first
_faults = []
# what could not be tested here, told there as well
_notes = []


def run_pytest(
    name,
    database,
    paths,
    *,
    browser=True,
    select=None,
    log=None,
    part=None,
    hour=None,
    limit=None,
):
    """Run tests of addons on *database*, which has to be up to date.

    :param name: what is tested, for messages and files
    :param paths: folders of the tests
    :param browser: run tours and other tests over HTTP as well
    :param select: a pytest ``-k`` expression
    :param log: file for the output; None keeps the terminal
    :param part: only tests in the browser, or only the others (``parts``)
    :param hour: a :class:`clock.Clock` whose server has the database
    :param limit: seconds after which it has failed
    :return: True when all passed and, with *browser*, none was skipped and nothing
        was logged as a warning or an error
    """
    suffix = f"-{part}" if part else ""
    report = config.LOGS / f"pytest-{name}{suffix}.warnings.log"
    report.unlink(missing_ok=True)
    addons_paths = [*databases.source.addons_paths(), config.ADDONS, full.TESTS.parent]
    words = [
        databases.python.venv_python(),
        *PYTEST,
        f"--odoo-config={clock.CONFIG_FILE if hour else databases.CONFIG_FILE}",
        f"--odoo-database={database}",
        f"--odoo-addons-path={','.join(map(str, addons_paths))}",
        # by default Odoo's warnings are dropped before they reach the file
        "--odoo-log-level=warn",
        f"--log-file={report}",
        "--log-file-level=WARNING",
        f"--rootdir={config.ROOT}",
    ]
    if browser:
        words.append("--odoo-http")
    if select:
        words += ["-k", select]
    environment = hour.environment() if hour else databases.environment()
    environment["PYTHONPATH"] += f":{config.ROOT}"
    words += ["-p", "devtools.devenv.sudo_trace", "-p", "devtools.devenv.made_once"]
    environment[config.SUDO_TRACE] = str(config.LOGS / f"sudo-{name}{suffix}.json")
    if part:
        words += ["-p", "devtools.devenv.parts"]
        environment[parts.VARIABLE] = part
    if browser:
        system.with_browser(environment)
    options = {"check": False, "env": environment, "cwd": config.ROOT}
    try:
        result = run([*words, *paths], log=log, limit=limit, **options).returncode
    except Overtime:
        blame(f"{name}: not at its end after {limit} s")
        result = OVERTIME
    tail = tell(name, log, result) if log else ""
    bad = result not in (0, EMPTY)
    if result == EMPTY and part:
        say(f"{name}: no test of the part {part}")
    elif result == EMPTY:
        blame(f"{name}: no test was found")
        bad = True
    if browser and was_skipped(name, tail):
        bad = True
    noise = warnings(report)
    if noise and browser and not select:
        say(f"{name}: warnings while testing:\n{noise[:4000]}")
        _faults.extend(f"{name}: {line[:300]}" for line in noise.splitlines()[:10])
        bad = True
    return not bad


def tell(name, log, result):
    """Say how a run of pytest ended, and what failed; return its last line."""
    text = (config.LOGS / log).read_text(encoding="utf-8", errors="replace")
    tail = text.strip().splitlines()[-1:] or [""]
    say(f"{name}: {tail[0].strip('= ')}")
    if result not in (0, EMPTY):
        say("\n".join(text.splitlines()[-120:]))
        _faults.extend(f"{name}: {line}" for line in failures(text) or tail)
    return tail[0]


def was_skipped(name, tail):
    """Tell whether the last line of a run of pytest speaks of skipped tests."""
    found = bool(re.search(r"\b\d+ skipped", tail))
    if found:
        blame(f"{name}: a skipped test proves nothing")
    return found


def failures(text):
    """Return the lines of pytest's report that name a test, at most twenty.

    >>> failures("..F\\nFAILED addons/x.py::Test::test_a - boom\\n1 failed in 2 s")
    ['FAILED addons/x.py::Test::test_a - boom']
    >>> failures("12 deselected in 0.05s")
    []
    """
    found = re.findall(r"^(?:FAILED|ERROR|SUBFAIL\S*) .*", text, re.MULTILINE)
    return [line[:300] for line in found[:20]]


def blame(line):
    """Say what is wrong, now and at the end."""
    say(line)
    _faults.append(line)


def warnings(report):
    """Return the lines of a run's warnings that are a fault of ours."""
    if not report.exists():
        return ""
    text = report.read_text(encoding="utf-8", errors="replace")
    return "\n".join(
        line
        for line in text.strip().splitlines()
        if not any(word in line for word in databases.HARMLESS)
    )


def pytest_group(group, *, addons=None, **options):
    """Run the tests of a group of addons on its database.

    :param addons: only those of the group
    """
    paths = [config.ADDONS / addon for addon in addons or group.addons]
    return run_pytest(group.name, group.database, paths, **options)


def pytest_project(select=None, *, log=None, paths):
    """Run tests that need no Odoo in their process: files or folders *paths*."""
    words = [databases.python.venv_python(), *PYTEST, "-p", "no:odoo"]
    words += ["--rootdir", config.ROOT, *(config.ROOT / path for path in paths)]
    if select:
        words += ["-k", select]
    environment = {**databases.environment()}
    environment["PYTHONPATH"] = str(config.ROOT)
    return run(words, check=False, env=environment, cwd=config.ROOT, log=log).returncode


def run_addon(addon, *, browser=False, select=None):
    """The developer's loop."""
    group = groups.of(addon)
    started = time.monotonic()
    with lock(f"test-{group.name}"):
        lines = databases.of_group(group)
        say_all(group.name, lines)
        fine = pytest_group(group, addons=[addon], browser=browser, select=select)
    if not browser:
        say("Tests in the browser were left out (BROWSER=1 runs them).")
    finish(fine and not lines, started)


def run_full(*, select=None):
    """The developer's loop on the whole suite with the demo company."""
    started = time.monotonic()
    with lock("test-full"):
        python.ensure_test_node()
        lines = full.ensure()
        say_all("full", lines)
        fine = run_pytest("full", full.DATABASE, [full.TESTS], select=select)
    finish(fine and not lines, started)


def run_calls(*, select=None):
    """The bridge on a real Asterisk: no database is needed.

    :raise config.Problem: Asterisk can't be had here; nothing is skipped in silence
    """
    started = time.monotonic()
    try:
        fetch.ensure()
    except fetch.Missing as missing:
        raise config.Problem(NO_ASTERISK.format(missing)) from None
    finish(pytest_project(select, paths=["devtools/pbx"]) == 0, started)


def test_calls():
    """Run the bridge on a real Asterisk; where none can be had, say so in one line.

    Recordings of a real Asterisk are played by ``crm_vn_call_provider`` in any case.
    """
    try:
        fetch.ensure()
    except fetch.Missing as missing:
        _notes.append(NO_ASTERISK.format(missing))
        say(_notes[-1])
        return True
    return test_project("calls", ["devtools/pbx"])


def test_project(name, paths):
    """Run tests that need no Odoo in their process.

    :param name: of the job, for messages and files
    :param paths: folders or files, from the project's folder
    """
    log = f"pytest-{name}.log"
    result = pytest_project(paths=paths, log=log)
    tail = tell(name, log, result)
    if result == EMPTY:
        blame(f"{name}: no test was found")
    return not was_skipped(name, tail) and not result


def finish(fine, started):
    """Tell how it ended.

    :raise SystemExit: when not *fine*
    """
    say(f"{'Passed' if fine else 'FAILED'} in {time.monotonic() - started:.0f} s")
    if not fine:
        raise SystemExit(1)


def tell_in_the_end(failed):
    """Say what could not be tested and what went wrong, where one looks first.

    :param failed: names of what failed
    :raise config.Problem: something did
    """
    for note in _notes:
        say(note)
    if failed:
        say("\n".join(["What went wrong:", *_faults]))
        raise config.Problem(f"Failed: {', '.join(failed)}")
    say("All tests passed.")


def say_all(name, lines):
    for line in lines:
        blame(f"{name}: {line}")


def test_group(group, lines, hour):
    """Run all tests of a group: those without a browser at another hour.

    :param lines: what was wrong when its database was made
    :param hour: a :class:`clock.Clock` that runs
    """
    say_all(group.name, lines)
    log = f"pytest-{group.name}.log"
    fine, others = True, parts.ALONE
    # loading Odoo to find no test takes longer than many tests
    if any(map(parts.uses_browser, group.addons)):
        fine = pytest_group(group, part=parts.BROWSER, log=log, limit=LIMIT_OF_GROUP)
        others = parts.PLAIN
    return test_group_at(group, hour, others) and fine and not lines


def test_group_at(group, hour, part=parts.PLAIN):
    """Run the tests of a group that need no browser at another hour."""
    log = f"pytest-{group.name}-clock.log"
    try:
        fine = pytest_group(group, part=part, hour=hour, log=log, limit=LIMIT_OF_GROUP)
    finally:
        hour.forget(group.database)
    if not fine:
        say(f'{group.name}: at {hour}; make test-clock AT="{hour.moment}" repeats it')
    return fine


def run_clock(moment=None):
    """Run the tests without a browser at every instant, or at one *moment* (UTC)."""
    started = time.monotonic()
    found = clock.instants(clock.utc_now())
    if moment:
        found = {"as asked": moment}
    failed = []
    for group in groups.every():
        say_all(group.name, databases.of_group(group))
    for name, instant in found.items():
        with clock.running(name, instant) as hour:
            hour.start([group.database for group in groups.every()])
            failed += [
                f"{group.name} at {hour}"
                for group in groups.every()
                if not test_group_at(group, hour)
            ]
    clock.remove()
    say(f"Tests took {time.monotonic() - started:.0f} s")
    if failed:
        raise config.Problem(f"Failed: {', '.join(failed)}")
