"""Odoo's own tests, beside all of the project's addons.

Odoo's runner runs ``at_install`` tests before the project's addons are loaded: they
say nothing about them. So every test without a browser runs through pytest in a
registry that has the whole suite loaded, beside the same run on Odoo alone. Tours and
other tests that need a server run through Odoo's runner.
"""

import re
import xml.etree.ElementTree as ElementTree

from . import cluster, config, databases, full, parts, suite, system
from .process import run, say

TESTED = ("crm", "sale_crm", "sales_team", "contacts", "base_import", "sale")
TESTED += ("sale_stock", "sms", "calendar", "mass_mailing", "portal", "auth_signup")
# of base only what is about users
USERS = ("base/tests/test_res_users.py", "base/tests/test_user_has_group.py")
# test -> why it may fail with the addons only
ALLOWED = {
    "TestLeadAssignPerf.*": "bounds count the queries of Odoo's own fields alone",
    ".*suggested_recipients.*": "the customer that is proposed carries our fields",
}
FAILURE = re.compile(
    r"odoo\.addons\.(\w+)\.tests\S*: (?:FAIL|ERROR): (?:Subtest )?(\w+)\.(\w+)"
)
SUMMARY = re.compile(r"(\d+) failed, (\d+) error\(s\) of \d+ tests.*")
# Odoo's tours open CRM and go on from the pipeline, which is a setting of ours
PIPELINE_FIRST = """
INSERT INTO ir_config_parameter (key, value)
     VALUES ('crm_vn_customer.opens_with', 'pipeline')
"""


def run_core():
    """Run them with every addon installed, then without.

    Only what passes on Odoo alone and fails here is a fault of ours.

    :raise config.Problem: when there is such a test
    """
    core = sorted({*full.core(), *TESTED})
    stock = databases.base(core)
    ours, alone = f"{config.PREFIX}_core_tests", f"{config.PREFIX}_core_stock"
    for database in (ours, alone):
        databases.copy(stock, database)
    databases.install(ours, config.addon_names())
    cluster.psql(PIPELINE_FIRST, ours)
    # only tests over HTTP, and those that Odoo runs when all is installed
    here = pytest_failures("core-ours", ours) | odoo_failures(ours, "core-ours-odoo")
    if here:
        say(f"{len(here)} failed; trying Odoo alone …")
        known = pytest_failures("core-stock", alone)
        known |= odoo_failures(alone, "core-stock-odoo")
    broken = []
    for test in sorted(here):
        reason = "fails on Odoo alone too" if test in known else allowed(test)
        say(f"{reason or 'FAILS ONLY HERE'}: {test}")
        if not reason:
            broken.append(test)
    for database in (ours, alone):
        databases.drop(database)
    if broken:
        raise config.Problem(f"The addons break {len(broken)} tests of Odoo.")
    say("Odoo's own tests pass beside the addons.")


def allowed(test):
    """Return why *test* may fail, or None.

    >>> allowed("TestLeadAssignPerf.test_assign_perf_duplicates")
    "bounds count the queries of Odoo's own fields alone"
    >>> allowed("TestOther.test_assign")
    """
    found = [why for name, why in ALLOWED.items() if re.fullmatch(name, test)]
    return next(iter(found), None)


def pytest_failures(name, database):
    """Run all tests without a browser in the registry of *database*.

    :return: set of ``Class.test``
    """
    # an addon in two folders is imported from Odoo's own one, which is the last
    folders = databases.source.addons_paths()
    paths = {
        part: folder / part
        for part in (*TESTED, *USERS)
        for folder in folders
        if (folder / part).exists()
    }
    report = config.LOGS / f"{name}.xml"
    report.unlink(missing_ok=True)
    say(f"Running Odoo's tests without a browser on {database} …")
    suite.run_pytest(
        name,
        database,
        [*paths.values(), f"--junitxml={report}"],
        part=parts.PLAIN,
        log=f"{name}.log",
    )
    if not report.exists():
        raise config.Problem(f"No test was run; see {config.LOGS / name}.log.")
    cases = list(ElementTree.parse(report).iter("testcase"))
    found = {
        f"{case.get('classname').rsplit('.', 1)[-1]}.{case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    }
    say(f"{name}: {len(cases)} tests, {len(found)} failed")
    return found


def odoo_failures(database, name):
    """Run what needs everything installed through Odoo's own runner.

    :return: set of ``Class.test``
    """
    tags = ",".join(f"/{addon}" for addon in TESTED)
    say(f"Running Odoo's post-install tests on {database} …")
    environment = databases.environment()
    if system.chromium():
        environment["CHROME_BIN"] = system.chromium()
    words = ["-c", databases.CONFIG_FILE, "-d", database, "--stop-after-init"]
    words += [f"--test-tags={tags}", f"--http-port={config.PORT + 7}"]
    words += ["--max-cron-threads=0"]
    run(
        databases.odoo_command(*words),
        log=f"{name}.log",
        check=False,
        env=environment,
        cwd=config.ROOT,
    )
    log = config.LOGS / f"{name}.log"
    text = log.read_text(encoding="utf-8", errors="replace")
    summaries = list(SUMMARY.finditer(text))
    for summary in summaries:
        say(summary[0])
    if not summaries:
        raise config.Problem(f"No test was run; see {log}.")
    found = {f"{case}.{test}" for _addon, case, test in FAILURE.findall(text)}
    if not found and any(int(number) for s in summaries for number in s.groups()):
        raise config.Problem(f"Something failed that has no name; see {log}.")
    return found
