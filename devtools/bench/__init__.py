"""Benchmarks: ratios against bare SQL or stock Odoo, measured in the same run.

``make bench [ADDON=…]`` runs ``devtools/bench/<addon>.py``, each with a function
``run(bench)``. A :class:`Bench` gives it databases, timing and the verdict:

    def run(bench):
        with bench.database("crm_vn_scoring", addons=["crm_vn_scoring"]) as env:
            generate.customers(env, 200_000)
            bare = bench.seconds(lambda: env.cr.execute(BARE_SQL))
            ours = bench.seconds(lambda: env["res.partner"]._vn_score_rebuild())
            bench.at_most("full rebuild / bare SQL", ours / bare, 1.5)

Every measured callable runs inside a savepoint that is rolled back, several
times; the median counts. Nothing here is a test: a slow machine fails nothing.
"""

import contextlib
import importlib
import statistics
import sys
import time
from pathlib import Path


class Bench:
    """What a benchmark gets to measure with."""

    def __init__(self, repeat=3):
        self.repeat = repeat
        self.rows = []

    def say(self, text):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    @contextlib.contextmanager
    def database(self, name, addons, *, demo=False, dependencies=()):
        """Yield an environment (superuser) on a fresh database, dropped after.

        :param addons: the project's addons to install; empty for stock Odoo
        :param dependencies: Odoo's addons to install beside
        """
        from devtools.devenv import config, databases

        full = f"{config.PREFIX}_bench_{name}"
        core = set(dependencies)
        ours = []
        for addon in addons:
            core.update(config.core_dependencies(addon))
            ours += [a for a in config.own_dependencies(addon) if a not in ours]
        databases.copy(databases.base(sorted(core), demo=demo), full)
        try:
            if ours:
                databases.install(full, ours, demo=demo)
            with open_environment(full) as env:
                yield env
        finally:
            databases.drop(full)

    def seconds(self, call, *, repeat=None, env=None, warm=True):
        """Return the median duration of *call* in seconds.

        :param env: roll back to a savepoint of its cursor after every run
        :param warm: run once before, unmeasured
        """
        durations = [
            self._once(call, env)
            for _number in range((repeat or self.repeat) + bool(warm))
        ]
        return statistics.median(durations[bool(warm) :])

    def compare(self, ours, bare, *, repeat=None, env=None):
        """Return the median durations of *ours* and *bare*, and of their ratios.

        They take turns, so that a machine that is busy with something else slows
        both; the first turn warms up, unmeasured.

        :return: (seconds of *ours*, seconds of *bare*, ratio)
        """
        turns = [
            (self._once(ours, env), self._once(bare, env))
            for _number in range((repeat or self.repeat) + 1)
        ][1:]
        return (
            statistics.median(turn[0] for turn in turns),
            statistics.median(turn[1] for turn in turns),
            statistics.median(turn[0] / turn[1] for turn in turns),
        )

    def _once(self, call, env):
        with undone(env) if env is not None else contextlib.nullcontext():
            started = time.perf_counter()
            call()
            return time.perf_counter() - started

    def tidy(self, env, *tables):
        """Commit, and clear *tables* of old versions of rows as a night would."""
        from odoo.sql_db import db_connect
        from odoo.tools import SQL

        env.cr.commit()
        with contextlib.closing(db_connect(env.cr.dbname).cursor()) as cr:
            cr._cnx.autocommit = True
            for table in tables:
                cr.execute(SQL("VACUUM ANALYZE %s", SQL.identifier(table)))
            cr._cnx.autocommit = False

    def queries(self, env, call):
        """Return how many SQL queries *call* sends."""
        with undone(env):
            before = env.cr.sql_log_count
            call()
            env.flush_all()
            return env.cr.sql_log_count - before

    def at_most(self, what, value, limit):
        self._row(what, value, f"≤ {limit:g}", value <= limit)

    def at_least(self, what, value, limit):
        self._row(what, value, f"≥ {limit:g}", value >= limit)

    def info(self, what, value):
        """Print a figure that has no limit."""
        self._row(what, value, "", None)

    def _row(self, what, value, limit, fine):
        verdict = {True: "ok", False: "MISSED", None: ""}[fine]
        self.rows.append((what, value, limit, verdict))
        self.say(f"  {what:<58} {value:>10.3f} {limit:>9} {verdict}")


@contextlib.contextmanager
def open_environment(database):
    """Yield a superuser environment on *database*; its cursor is committed."""
    import odoo
    from odoo.modules.registry import Registry
    from devtools.devenv import databases

    odoo.tools.config.parse_config(
        ["-c", str(databases.CONFIG_FILE), "-d", database, "--log-level=error"]
    )
    registry = Registry(database)
    with registry.cursor() as cr:
        yield odoo.api.Environment(cr, odoo.SUPERUSER_ID, {})
    odoo.sql_db.close_db(database)
    registry.delete(database)


@contextlib.contextmanager
def undone(env):
    """Undo in the end what was done to the database."""
    env.flush_all()
    env.cr.execute("SAVEPOINT bench")
    try:
        yield
        env.flush_all()
    finally:
        env.cr.execute("ROLLBACK TO SAVEPOINT bench")
        env.invalidate_all()


def main(names):
    here = Path(__file__).parent
    known = sorted(path.stem for path in here.glob("*.py") if hasattr(path, "stem"))
    known = [name for name in known if name.startswith("crm_vn")]
    missed = []
    for name in names or known:
        if name not in known:
            sys.stderr.write(f"No benchmark of {name}; there are: {', '.join(known)}\n")
            return 1
        sys.stdout.write(f"\n{name}\n")
        bench = Bench()
        importlib.import_module(f"devtools.bench.{name}").run(bench)
        missed += [row for row in bench.rows if row[3] == "MISSED"]
    sys.stdout.write(f"\n{len(missed)} limits missed\n")
    for row in missed:
        sys.stdout.write(f"  {row[0]}: {row[1]:.3f} {row[2]}\n")
    return 0
