"""The same tests at another hour: a PostgreSQL and a Python whose clock is set.

libfaketime shifts the clock of the processes that load it. A server of the machine has
a clock of its own, so a throwaway PostgreSQL is started beside it, with the same shift,
as a copy of its files. Chromium does not start with
libfaketime; tests in the browser run at the real hour.
"""

import calendar
import contextlib
import datetime
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import cluster, config, databases, system
from .process import output, run, say

FOLDER = Path(tempfile.gettempdir()) / f"crm_vn-{config.short_id()}-clock"
CONFIG_FILE = config.DEV / "odoo-clock.conf"
# first day of the lunar year in Vietnam
TET = ("2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02", "2031-01-23")
TET += ("2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08", "2036-01-28")
# Vietnam is seven hours ahead: its day changes at 17:00 UTC
HOURS = ("00:30", "06:30", "16:59", "17:01", "23:30")


def instants(now):
    """Return the moments (UTC) that the tests are run at, the next ones after *now*.

    >>> found = instants(datetime.datetime(2026, 11, 25, 20, 0))
    >>> for name, moment in found.items():
    ...     print(f"{name}: {moment:%Y-%m-%d %H:%M}")
    00:30: 2026-11-26 00:30
    06:30: 2026-11-26 06:30
    16:59: 2026-11-26 16:59
    17:01: 2026-11-26 17:01
    23:30: 2026-11-26 23:30
    end of the month: 2026-11-30 17:01
    end of the year: 2026-12-31 23:30
    29 February: 2028-02-29 00:30
    Tet: 2027-02-06 00:30
    """

    def at(day, hour):
        clock = datetime.time.fromisoformat(hour)
        return datetime.datetime.combine(day, clock)

    tomorrow = now.date() + datetime.timedelta(days=1)
    month = calendar.monthrange(tomorrow.year, tomorrow.month)[1]
    leap = tomorrow.year
    while not calendar.isleap(leap) or datetime.date(leap, 2, 29) < tomorrow:
        leap += 1
    found = {hour: at(tomorrow, hour) for hour in HOURS}
    found["end of the month"] = at(tomorrow.replace(day=month), "17:01")
    found["end of the year"] = at(datetime.date(tomorrow.year, 12, 31), "23:30")
    found["29 February"] = at(datetime.date(leap, 2, 29), "00:30")
    days = map(datetime.date.fromisoformat, TET)
    tet = next((day for day in days if day >= tomorrow), None)
    if tet:
        found["Tet"] = at(tet, "00:30")
    return found


def of_the_day(now):
    """Return name and moment of the instant whose turn it is.

    >>> turns = [of_the_day(datetime.datetime(2026, 3, day))[0] for day in (1, 2, 10)]
    >>> turns[0] == turns[2] != turns[1]
    True
    """
    found = list(instants(now).items())
    return found[now.toordinal() % len(found)]


def utc_now():
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def variables(moment):
    """Return the environment that shifts a process to *moment* and goes on from it."""
    shift = round((moment - utc_now()).total_seconds())
    return {
        "LD_PRELOAD": system.libfaketime(),
        "FAKETIME": f"{shift:+d}",
        # waiting, and the age of compiled files, have nothing to do with the hour
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
        "TZ": "UTC",
    }


class Clock:
    """A throwaway PostgreSQL at another hour.

    :param name: of the instant, for messages
    :param moment: where its clock starts, UTC
    """

    def __init__(self, name, moment):
        self.name = name
        self.shift = variables(moment)
        self.moment = moment

    def __str__(self):
        return f"{self.moment:%Y-%m-%d %H:%M} UTC ({self.name})"

    def environment(self):
        """Return the variables that a Python process at that hour runs with."""
        values = {**databases.environment(), **self.shift}
        return {**values, "PGHOST": str(FOLDER), "PGUSER": cluster.ROLE}

    def _pg(self, name, *words, log):
        shift = [f"{key}={value}" for key, value in self.shift.items()]
        run(
            ["env", *shift, cluster.bin_path(name), "-D", FOLDER / "data", *words],
            user=cluster.server_user(),
            log=log,
            stdin=subprocess.DEVNULL,
        )

    def start(self, names):
        """Start it, with the databases *names* of the real server in it."""
        say(f"Starting a PostgreSQL at {self} …")
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(mode=0o755)
        if cluster.server_user():
            shutil.chown(FOLDER, cluster.server_user())
        if cluster.is_own_server():
            self._pg("initdb", *cluster.INITDB, log="clock-initdb.log")
        else:
            self._copy_files()
        settings = [f"-c {key}={value}" for key, value in cluster.SETTINGS.items()]
        settings.append(f"-c unix_socket_directories={FOLDER}")
        words = ["-l", FOLDER / "server.log", "-w", "-t", "120"]
        words += ["-o", " ".join(settings), "start"]
        self._pg("pg_ctl", *words, log="clock-start.log")
        databases.write_config(CONFIG_FILE, {"PGHOST": FOLDER, "PGUSER": cluster.ROLE})
        if cluster.is_own_server():
            self._psql(f"CREATE ROLE {cluster.ROLE} SUPERUSER LOGIN")
            for name in names:
                self._carry_over(name)

    def _copy_files(self):
        """Copy the private server as it is, while others work in it.

        A dump of each database took as long as making it.
        """
        words = ["pg_basebackup", "--no-sync", "-D", FOLDER / "data", "-c", "fast"]
        words[0] = cluster.bin_path(words[0])
        place = cluster.environment()
        words += ["-h", place["PGHOST"], "-p", place["PGPORT"], "-U", "postgres"]
        run(words, user=cluster.server_user(), log="clock-copy.log")

    def stop(self):
        with contextlib.suppress(config.Problem):
            self._pg("pg_ctl", "-m", "immediate", "-w", "stop", log="clock-stop.log")

    def _psql(self, sql, database="postgres"):
        values = {**os.environ, "PGHOST": str(FOLDER), "PGUSER": "postgres"}
        values.pop("PGPORT", None)
        words = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql]
        return output(words, env=values).strip()

    def _carry_over(self, database):
        """Copy *database* from a server whose files are not ours to read."""
        real = {**os.environ, **cluster.environment()}
        here = {**os.environ, "PGHOST": str(FOLDER), "PGUSER": "postgres"}
        here.pop("PGPORT", None)
        dump = FOLDER.with_suffix(f".{database}.dump")
        try:
            words = ["pg_dump", "-Fc", "-Z0", "-f", dump, database]
            run(words, env=real, log=f"dump-{database}.log")
            sql = (
                f'CREATE DATABASE "{database}" OWNER {cluster.ROLE} TEMPLATE template0'
            )
            self._psql(f"{sql} {cluster.LOCALE}")
            words = ["pg_restore", "--no-owner", f"--role={cluster.ROLE}"]
            words += ["--exit-on-error", "--no-comments", "-d", database, dump]
            run(words, env=here, log=f"restore-{database}.log")
        finally:
            dump.unlink(missing_ok=True)

    def forget(self, database):
        self._psql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


@contextlib.contextmanager
def running(name, moment):
    """Give a clock, whose PostgreSQL is stopped at the end."""
    clock = Clock(name, moment)
    try:
        yield clock
    finally:
        clock.stop()


def remove():
    shutil.rmtree(FOLDER, ignore_errors=True)
