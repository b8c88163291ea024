"""Running jobs in processes of their own, killing them, comparing."""

import contextlib
import os
import random
import signal
import sys
import time
import traceback

from devtools.devenv import cluster, config, databases, groups

from . import job, jobs, outside, state

SUITE = "crm_vn"
#: the company at work, what a job begins with, and what it is tried on
COMPANY, READY, TRIAL = (f"{config.PREFIX}_kill_{what}" for what in ("co", "go", "try"))


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class Runner:
    """Odoo, loaded once; every run is a fork of it, on a fresh copy."""

    def __init__(self):
        import odoo

        self.odoo = odoo
        words = ["-c", str(databases.CONFIG_FILE), "-d", TRIAL, "--log-level=critical"]
        # what Odoo's own code is warned of
        words.append("--log-handler=py.warnings:CRITICAL")
        odoo.tools.config.parse_config(words)

    def load(self):
        """Load the registry: it is of one name, whatever database has it."""
        from odoo.modules.registry import Registry

        self.registry = Registry(TRIAL)
        self.leave()

    def leave(self):
        """Close every connection, so that the database can be replaced."""
        self.odoo.sql_db.close_all()

    @contextlib.contextmanager
    def environment(self):
        with contextlib.closing(self.registry.cursor()) as cr:
            yield self.odoo.api.Environment(cr, self.odoo.SUPERUSER_ID, {})
            cr.commit()
        self.leave()

    def fork(self, function):
        """Call *function* in a process of its own; return its id."""
        self.leave()
        child = os.fork()
        if child:
            return child
        status = 1
        try:
            random.seed(1)
            with self.environment() as env:
                function(env)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)

    def finish(self, function):
        """The same, to its end.

        :raise config.Problem: when it fails
        """
        _pid, status = os.waitpid(self.fork(function), 0)
        if status:
            raise config.Problem("The job failed, see above.")

    def read(self, job):
        """Return what the tables hold, and what is wrong beyond them."""
        with contextlib.closing(self.registry.cursor()) as cr:
            found = state.read(cr, job.differs, job.left_out)
            wrong = job.check(cr)
        self.leave()
        return found, wrong


def copy(origin, database):
    databases.copy(origin, database)


def wait_alone():
    """Wait for the end of what was killed: its connection ends a moment after it.

    Until then rows are locked, which some actions leave for their next run.

    :raise config.Problem: when it does not end
    """
    others = (
        "SELECT count(*) FROM pg_stat_activity"  # noqa: S608
        f" WHERE datname = '{TRIAL}' AND backend_type = 'client backend'"
    )
    for _time in range(600):
        if cluster.psql(others) == "0":
            return
        time.sleep(0.1)
    raise config.Problem("The connection of a killed process does not end.")


def try_job(runner, name, times):
    """Kill a job so many times; return what differed, as lines."""
    tried = jobs.JOBS[name]()
    copy(COMPANY, TRIAL)
    runner.finish(tried.prepare)
    copy(TRIAL, READY)
    tried.outside.reset()
    began = time.monotonic()
    runner.finish(tried.work)
    seconds = time.monotonic() - began
    wanted, lines = runner.read(tried)
    killed = number = 0
    # one that was at its end before it was killed proves nothing
    while killed < times and number < 2 * times:
        number += 1
        copy(READY, TRIAL)
        tried.outside.reset()
        child = runner.fork(tried.work)
        moment = random.uniform(0, seconds)
        time.sleep(moment)
        ended, _status = os.waitpid(child, os.WNOHANG)
        if ended:
            seconds = moment
        else:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            killed += 1
        wait_alone()
        runner.finish(tried.work)
        found, wrong = runner.read(tried)
        lines += [
            f"{name}, killed after {moment:.2f} s ({number}): {line}"
            for line in [*state.differences(wanted, found), *wrong]
        ]
    rows = sum(count for count, _hash in wanted.values())
    verdict = "differs" if lines else "the same"
    say(
        f"  {name:<12} killed {killed} times within {seconds:.1f} s,"
        f" {len(wanted)} tables, {rows} rows: {verdict}"
    )
    if killed < times:
        lines.append(f"{name}: it was at its end before {times - killed} kills")
    for line in lines:
        say(f"  {line}")
    return lines


def main(times, names):
    """Try the jobs; return 1 when any came to another end."""
    group = groups.of(SUITE)
    databases.of_group(group)
    say(f"Killing each job {times} times …")
    wrong = []
    with outside.reached() as job.Job.outside:
        runner = Runner()
        try:
            copy(group.database, TRIAL)
            runner.load()
            runner.finish(jobs.company)
            copy(TRIAL, COMPANY)
            for name in names or jobs.JOBS:
                wrong += try_job(runner, name, times)
        finally:
            runner.leave()
            for database in (TRIAL, READY, COMPANY):
                databases.drop(database)
    return 1 if wrong else 0
