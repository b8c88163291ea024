"""``make test``: everything, in lanes."""

import time

from . import (
    clock,
    config,
    databases,
    every_group,
    full,
    groups,
    lanes,
    python,
    quality,
    suite,
)
from .lanes import Job
from .process import say

FULL, SCREENS = "the full database", "screens"
PLAIN, GROUPS, CLOCK = "tests", "databases of groups", "the clock"
# these look at what the others left: terms in the databases, who came through a sudo()
AFTER_DATABASES = ["tests/test_translations.py"]
AFTER_TESTS = ["tests/test_sudo.py"]


def run_all():
    """Everything: the whole suite, each group of addons, what crosses them.

    What takes longest starts first, as soon as its database is there: those that open
    every screen have a copy of the full one, so that the others need not wait for them.
    Calls on a real Asterisk are mostly waiting, beside the lanes.

    :raise config.Problem: something failed
    """
    started = time.monotonic()
    made, found = [], {}
    with clock.running(*clock.of_the_day(clock.utc_now())) as hour:
        jobs = [
            *first_jobs(made),
            *database_jobs(hour, found),
            # while it is taken apart in the end, others test
            Job("whole", lambda: timed("the whole suite", test_full, made), (FULL,)),
            *group_jobs(hour, found),
        ]
        results = lanes.run(jobs)
    clock.remove()
    results["sudo"] = timed("sudo", suite.test_project, "sudo", AFTER_TESTS)
    say(f"Tests took {time.monotonic() - started:.0f} s")
    suite.tell_in_the_end([name for name, fine in results.items() if not fine])


def first_jobs(made):
    """Return the jobs on no database and on the one that all screens are opened on.

    :param made: a list, for what is wrong with the full database
    """
    tests = sorted(config.ROOT.glob("tests/test_*.py"))
    names = [str(path.relative_to(config.ROOT)) for path in tests]
    plain = [name for name in names if name not in AFTER_DATABASES + AFTER_TESTS]
    return [
        Job(FULL, lambda: timed(FULL, make_full, made)),
        Job(SCREENS, lambda: timed(SCREENS, test_screens), (FULL,)),
        Job("calls", lambda: timed("calls", suite.test_calls), beside=True),
        Job("lint", lambda: timed("lint", lint)),
        Job(PLAIN, lambda: timed(PLAIN, suite.test_project, PLAIN, plain)),
    ]


def database_jobs(hour, found):
    """Return the jobs that make the databases of groups, and take them to *hour*.

    All go at once: no test of a group starts before the last one is made.

    :param hour: a :class:`clock.Clock` that has not started
    :param found: ``{group: what is wrong with its database}``, to be filled
    """
    return [
        # tests of backups take one of them as it is, or make it
        Job(GROUPS, lambda: timed(GROUPS, make_groups, found), (PLAIN,)),
        Job(CLOCK, lambda: timed(CLOCK, start_clock, hour), (GROUPS,)),
    ]


def group_jobs(hour, found):
    """Return the jobs on the databases of groups."""
    testing = [
        Job(group.name, test_group(group, found, hour), (CLOCK,))
        for group in groups.every()
    ]
    # many tests first, so that no lane ends long before the other
    testing.sort(key=lambda job: -number_of_tests(groups.of(job.name)))
    return [
        *testing,
        Job(
            "translations",
            lambda: timed(
                "translations", suite.test_project, "translations", AFTER_DATABASES
            ),
            (CLOCK,),
        ),
    ]


def number_of_tests(group):
    """Return how many tests the addons of *group* have."""
    texts = [
        path.read_text(encoding="utf-8")
        for addon in group.addons
        for path in config.ADDONS.glob(f"{addon}/tests/test_*.py")
    ]
    return sum(text.count("    def test_") for text in texts)


def timed(name, job, *arguments):
    """Do a job and say how long it took.

    :return: True when it went well
    """
    say(f"{name} …")
    started = time.monotonic()
    try:
        fine = job(*arguments)
    except config.Problem as problem:
        suite.blame(f"{name}: {problem}")
        fine = False
    say(f"{name}: {time.monotonic() - started:.0f} s")
    return fine


def lint():
    python.ensure_lint()
    quality.lint()
    return True


def start_clock(hour):
    hour.start([group.database for group in groups.every()])
    return True


def make_groups(found):
    """Make the databases of all groups.

    :param found: ``{group: what is wrong with its database}``, filled
    """
    found.update(every_group.make())
    return not any(found.values())


def test_group(group, found, hour):
    """Return what runs all tests of *group*.

    :param found: ``{group: what was wrong when its database was made}``, by then
    """
    return lambda: timed(
        group.name, suite.test_group, group, found.get(group, ()), hour
    )


def make_full(found):
    """Install everything with demo data, and copy it for those who open screens.

    :param found: a list, for what is wrong with it
    """
    python.ensure_test_node()
    found.extend(full.make())
    databases.copy(full.DATABASE, full.SCREENS)
    return not found


def test_screens():
    """Open every screen."""
    try:
        return suite.run_pytest(
            "screens",
            full.SCREENS,
            full.screens(),
            log="pytest-screens.log",
            limit=suite.LIMIT,
        )
    finally:
        databases.drop(full.SCREENS)


def test_full(found):
    """Use the database with everything, then take it apart.

    :param found: what was wrong when it was made
    """
    suite.say_all("full", found)
    fine = suite.run_pytest(
        "full",
        full.DATABASE,
        full.others(),
        log="pytest-full.log",
        limit=suite.LIMIT,
    )
    left = full.take_apart()
    suite.say_all("full", left)
    return fine and not found and not left
