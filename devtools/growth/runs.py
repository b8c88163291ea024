"""Work in a process of its own: its seconds, its memory, and undone when wanted."""

import contextlib
import json
import os
import resource
import select
import signal
import statistics
import time
import traceback

#: seconds that one job may take before it is given up
LIMIT = int(os.environ.get("GROWTH_LIMIT") or 900)
#: what takes less is measured three times, and twice what takes less than a minute:
#: the first time reads from the disk what nobody has asked for yet
SHORT, LONG = 3, 60


class Odoo:
    """Odoo, loaded once; every piece of work is a fork of it."""

    def __init__(self, database):
        import odoo
        from odoo.modules.registry import Registry

        from devtools.devenv import databases

        self.odoo = odoo
        words = ["-c", str(databases.CONFIG_FILE), "-d", database]
        odoo.tools.config.parse_config([*words, "--log-level=critical"])
        self.registry = Registry(database)
        self.leave()

    def leave(self):
        self.odoo.sql_db.close_all()

    def ask(self, function, *, limit=LIMIT):
        """Call *function* with an environment in a new process; return its answer.

        :return: what it returned, ``{"failed": why}`` when it did not
        """
        self.leave()
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            self._answer(function, writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as stream:
            ready, _w, _x = select.select([stream], [], [], limit)
            if not ready:
                os.kill(child, signal.SIGKILL)
            text = stream.read()
        os.waitpid(child, 0)
        if not ready:
            return {"failed": f"over {limit} s"}
        return json.loads(text) if text else {"failed": "ended in an error"}

    def _answer(self, function, writing):
        status = 1
        try:
            with contextlib.closing(self.registry.cursor()) as cr:
                env = self.odoo.api.Environment(cr, self.odoo.SUPERUSER_ID, {})
                answer = function(env)
            with os.fdopen(writing, "w", encoding="utf-8") as stream:
                json.dump(answer, stream)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)


def peak():
    """Return the most memory that this process used so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextlib.contextmanager
def undone(env):
    """Let nothing be committed, and undo all in the end."""
    env.cr.commit = env.flush_all
    try:
        yield
        env.flush_all()
    finally:
        del env.cr.commit
        env.cr.rollback()
        env.invalidate_all()


def measure(ours, plain):
    """Return a function that measures a job, and its bare SQL, in an environment."""

    def work(env):
        answer = {"seconds": 0, "memory": 0}
        before = peak()
        answer["seconds"] = _seconds(ours, env)
        answer["memory"] = peak() - before
        if plain:
            answer["bare"] = _seconds(plain, env)
        return answer

    return work


def _seconds(function, env):
    durations = []
    while len(durations) < _times(durations):
        with undone(env):
            began = time.perf_counter()
            function(env)
            env.flush_all()
            durations.append(time.perf_counter() - began)
    return statistics.median_low(durations)


def _times(durations):
    """Return how often something is measured, after these *durations*."""
    if not durations:
        return 1
    return 3 if durations[0] < SHORT else 2 if durations[0] < LONG else 1
