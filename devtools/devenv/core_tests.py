"""Odoo's own tests, beside all of the project's addons.

Odoo's runner runs ``at_install`` tests before the project's addons are loaded: they
say nothing about them. So every test without a browser runs through pytest in a
registry that has the whole suite loaded, beside the same run on Odoo alone. Tours and
other tests that need a server run through Odoo's runner.
"""

import re
import xml.etree.ElementTree as ElementTree

from . import cluster, config, databases, parts, suite, system
from . import full as whole
from .process import run, say

TESTED = ("crm", "sale_crm", "sales_team", "contacts", "base_import", "sale")
TESTED += ("sale_stock", "sms", "calendar", "mass_mailing", "portal", "auth_signup")
# of base only what is about users
USERS = ("base/tests/test_res_users.py", "base/tests/test_user_has_group.py")
# performance of CRM with all of Odoo's addons about it, in databases of their own
FULL = "test_crm_full"
PIECES = (*TESTED, "base", FULL)
# test -> why it may fail with the addons only
ALLOWED = {
    ".*suggested_recipients.*": "the customer that is proposed carries our fields",
    "TestLeadAssignPerf.test_assign_perf_no_duplicates": (
        "554 to 560 queries for 552: what is read once, not for each lead"
    ),
    "TestCRMLead.test_(crm_lead_update_contact|phone_mobile_search)": (
        "what is no number is no phone: it goes into the notes"
    ),
    "TestLeadConvert.test_lead_convert_internals": (
        "a customer's number is written in one form, +12025559999"
    ),
    "TestHasGroup.test_implied_groups": (
        "tiers switch on pricelists and discounts, which every employee then has"
    ),
    "TestUsers2.test_implied_groups_on_change": (
        "contacts have a source, which Odoo reads from the cookies of a request; the "
        "test has a mock in its place"
    ),
}
FAILURE = re.compile(
    r"odoo\.addons\.(\w+)\.tests\S*: (?:FAIL|ERROR): (?:Subtest )?(\w+)\.(\w+)"
)
SUMMARY = re.compile(r"(\d+) failed, (\d+) error\(s\) of \d+ tests.*")
# settings of ours that make CRM what Odoo's tests expect: it opens with the pipeline,
# and who loses need not say why, in the companies there are and in those of tests
NEUTRAL = """
INSERT INTO ir_config_parameter (key, value)
     VALUES ('crm_vn_customer.opens_with', 'pipeline');
UPDATE res_company SET vn_lost_reason_required = FALSE;
INSERT INTO ir_default (field_id, json_value)
     SELECT id, 'false' FROM ir_model_fields
      WHERE model = 'res.company' AND name = 'vn_lost_reason_required'
"""


def run_core(addon=None):
    """Run them with every addon installed, and what fails on Odoo alone as well.

    Only what passes on Odoo alone and fails here is a fault of ours. The databases stay
    for the next piece, and are dropped after a run of all.

    :param addon: only this one of ``PIECES``; ``base`` are the tests of users
    :raise config.Problem: when there is such a test
    """
    if addon and addon not in PIECES:
        raise config.Problem(f"No piece {addon!r}: {', '.join(PIECES)}.")
    broken, table, made = [], [], set()
    for piece in [addon] if addon else PIECES:
        ours, alone = make_databases(full=piece == FULL)
        made |= {ours, alone}
        count, here = run_piece(piece, ours, "ours")
        known = run_piece(piece, alone, "stock")[1] if here else set()
        table.append((piece, count, len(here), len(known)))
        for test in sorted(here):
            reason = "fails on Odoo alone too" if test in known else allowed(test)
            say(f"{reason or 'FAILS ONLY HERE'}: {test}")
            if not reason:
                broken.append(test)
    for row in (("", "tests", "failed with us", "failed on Odoo alone"), *table):
        say("{:<14} {:>6} {:>15} {:>22}".format(*row))
    if not addon:
        for database in made:
            databases.drop(database)
    if broken:
        raise config.Problem(f"The addons break {len(broken)} tests of Odoo.")
    say("Odoo's own tests pass beside the addons.")


def make_databases(*, full=False):
    """Return the database with every addon and the one without, made if need be.

    :param full: with all of Odoo's addons about CRM, too
    """
    core = {*whole.core(), *TESTED, *((FULL,) if full else ())}
    stock = databases.base(sorted(core))
    name = f"{config.PREFIX}_core{'_full' if full else ''}"
    ours, alone = f"{name}_tests", f"{name}_stock"
    fingerprint = databases.addon_digest(config.addon_names())
    if databases.marked(ours) != fingerprint:
        databases.copy(stock, ours)
        databases.install(ours, config.addon_names())
        cluster.psql(NEUTRAL, ours)
        databases.mark(ours, fingerprint)
    if not databases.exists(alone):
        databases.copy(stock, alone)
    return ours, alone


def run_piece(piece, database, name):
    """Run the tests of one addon: those without a browser, and the others.

    :return: how many there were outside Odoo's runner, and a set of ``Class.test``
    """
    count, failed = pytest_failures(piece, database, f"core-{piece}-{name}")
    if piece != "base":
        early = f"core-{piece}-{name}-early"
        more, found = pytest_failures(piece, database, early, part=parts.EARLY)
        count += more
        failed |= found
        failed |= odoo_failures(piece, database, f"core-{piece}-{name}-odoo")
    return count, failed


def allowed(test):
    """Return why *test* may fail, or None.

    >>> allowed("NewLead.test_lead_message_get_suggested_recipients")
    'the customer that is proposed carries our fields'
    >>> allowed("TestOther.test_assign")
    """
    found = [why for name, why in ALLOWED.items() if re.fullmatch(name, test)]
    return next(iter(found), None)


def pytest_failures(piece, database, name, part=parts.PLAIN):
    """Run the tests without a browser in the registry of *database*.

    :param part: or those with a server that are meant to run early
    :return: how many there were, and a set of ``Class.test``
    """
    # an addon in two folders is imported from Odoo's own one, which is the last
    folders = databases.source.addons_paths()
    paths = {
        part: folder / part
        for part in (USERS if piece == "base" else (piece,))
        for folder in folders
        if (folder / part).exists()
    }
    report = config.LOGS / f"{name}.xml"
    report.unlink(missing_ok=True)
    say(f"Running Odoo's {part} tests of {piece} on {database} …")
    suite.run_pytest(
        name,
        database,
        [*paths.values(), f"--junitxml={report}"],
        browser=part != parts.PLAIN,
        part=part,
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
    return len(cases), found


def odoo_failures(piece, database, name):
    """Run what needs everything installed through Odoo's own runner.

    Without those of ``at_install``: it runs them while our columns are in the database
    and our addons not yet loaded, so that whoever makes a company or a team fails.

    :return: set of ``Class.test``
    """
    say(f"Running Odoo's post-install tests of {piece} on {database} …")
    environment = databases.environment()
    system.with_browser(environment)
    words = ["-c", databases.CONFIG_FILE, "-d", database, "--stop-after-init"]
    words += [f"--test-tags=/{piece},-at_install"]
    words += [f"--http-port={config.PORT + 7}"]
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
