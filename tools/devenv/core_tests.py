"""Odoo's own tests, beside the project's addons."""

import re

from . import cluster, config, databases, system
from .process import run, say

TESTED = ("crm", "sale_crm", "contacts")
OURS = "crm_vn_customer"
FAILURE = re.compile(
    r"odoo\.addons\.(\w+)\.tests\S*: (?:FAIL|ERROR): (?:Subtest )?(\w+)\.(\w+)"
)
# Odoo's tours open CRM and go on from the pipeline, which is a setting of ours
PIPELINE_FIRST = """
INSERT INTO ir_config_parameter (key, value)
     VALUES ('crm_vn_customer.opens_with', 'pipeline')
"""
SUMMARY = re.compile(r"(\d+) failed, (\d+) error\(s\) of \d+ tests.*")


def run_core():
    """Run them with the customer base installed.

    A test that fails is run again on a database of Odoo's own addons alone: only
    what passes there and fails here is a fault of ours.
    """
    stock = databases.base(sorted(TESTED))
    database = f"{config.PREFIX}_core_tests"
    databases.copy(stock, database)
    databases.install(database, config.own_dependencies(OURS))
    cluster.psql(PIPELINE_FIRST, database)
    tags = ",".join(f"/{name}" for name in TESTED)
    failures = odoo_tests(database, tags, "core-tests.log")
    if not failures:
        say("Odoo's own tests pass beside the addons.")
        return
    say(f"{len(failures)} failed; trying them without the addons …")
    databases.copy(stock, database)
    tags = ",".join(f"/{addon}:{case}.{test}" for addon, case, test in failures)
    known = odoo_tests(database, tags, "core-tests-stock.log")
    databases.drop(database)
    for failure in sorted(failures):
        kind = "fails in stock Odoo too" if failure in known else "FAILS ONLY HERE"
        say(f"{kind}: {'.'.join(failure)}")
    if failures - known:
        raise config.Problem("The addons break tests of Odoo; see core-tests.log.")


def odoo_tests(database, tags, log):
    """Run the tests with these *tags*; return those that failed."""
    say(f"Running Odoo's tests {tags[:60]} …")
    environment = databases.environment()
    if system.chromium():
        environment["CHROME_BIN"] = system.chromium()
    words = ["-c", databases.CONFIG_FILE, "-d", database, "--stop-after-init"]
    words += ["-u", ",".join(TESTED), f"--test-tags={tags}"]
    words += [f"--http-port={config.PORT + 7}", "--max-cron-threads=0"]
    run(
        databases.odoo_command(*words),
        log=log,
        check=False,
        env=environment,
        cwd=config.ROOT,
    )
    text = (config.LOGS / log).read_text(encoding="utf-8", errors="replace")
    summaries = list(SUMMARY.finditer(text))
    for summary in summaries:
        say(summary[0])
    if not summaries:
        raise config.Problem(f"No test was run; see {config.LOGS / log}.")
    failures = set(FAILURE.findall(text))
    if not failures and any(int(number) for s in summaries for number in s.groups()):
        raise config.Problem(f"Something failed that has no name; see {log}.")
    return failures
