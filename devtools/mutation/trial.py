"""Tries the mutants of plain modules: does any test notice?

``python -m devtools.mutation.trial MUTANTS REPORT MODULE…`` runs where the addons'
tests run. MUTANTS is a folder with a file of mutants for each module, as ``mutants``
writes them; for each module one line of JSON is appended to the file REPORT.

Each mutant is tried in a process of its own, which is forked when everything but the
module and what imports it is loaded: so it takes as long as its tests, and nothing
that it breaks is there for the next one. A mutant that doesn't come to an end is
noticed too.
"""

import contextlib
import doctest
import io
import json
import os
import signal
import sys
import time
import types
import unittest
from pathlib import Path

import hypothesis

from . import plain

hypothesis.settings.register_profile(
    "mutation",
    database=None,
    deadline=None,
    derandomize=True,
    # a mutant that is noticed needs no simplest example
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    suppress_health_check=list(hypothesis.HealthCheck),
)
JOBS = int(os.environ.get("CRM_VN_MUTATION_JOBS") or os.cpu_count() or 1)
NOTICED, ALIVE = 1, 0
#: as many mutants of each module; 0 for all
SAMPLE = int(os.environ.get("CRM_VN_MUTATION_SAMPLE") or 0)


def spread(items, number):
    """Return so many of the *items*, evenly spread; all of them for 0.

    >>> spread("abcdefgh", 3), spread("abc", 0), spread("abc", 5)
    (['a', 'c', 'f'], ['a', 'b', 'c'], ['a', 'b', 'c'])
    """
    count = min(number or len(items), len(items))
    return [items[index * len(items) // count] for index in range(count)]


class Trial:
    """The tests of one plain module.

    :param name: of the module
    """

    def __init__(self, name):
        self.name = name
        everything = plain.modules()
        # what imports it has to be imported anew with each mutant
        self.above = [other for other in everything if name in plain.needed(other)]
        self.tests = [test for test in plain.tests() if name in plain.needed(test)]
        mine = name.rpartition(".tools.")[0]
        self.tests.sort(key=lambda test: not test.startswith(f"{mine}."))

    def forget(self):
        helpers = {helper for test in self.tests for helper in plain.needed(test)}
        plain.forget({*self.above, *(n for n in helpers if ".tests." in n)})

    def passes(self):
        """Say whether the examples and the tests hold, as the module is now."""
        with contextlib.redirect_stdout(io.StringIO()):
            for name in sorted(self.above, key=lambda name: name != self.name):
                if doctest.testmod(plain.load(name)).failed:
                    return False
            for name in self.tests:
                found = unittest.defaultTestLoader.loadTestsFromModule(plain.load(name))
                result = unittest.TestResult()
                result.failfast = True
                found.run(result)
                if not result.wasSuccessful():
                    return False
        return True

    def put(self, code):
        """Put the module *code* in the place of the real one."""
        path = plain.path_of(self.name)
        module = types.ModuleType(self.name)
        package, _dot, stem = self.name.rpartition(".")
        module.__file__, module.__package__ = str(path), package
        sys.modules[self.name] = module
        setattr(sys.modules[package], stem, module)
        exec(compile(code, str(path), "exec", dont_inherit=True), vars(module))

    def measure(self):
        """Return how long the tests take in seconds, when nothing is changed.

        :raise SystemExit: when they fail
        """
        self.passes()
        self.forget()
        started = time.monotonic()
        if not self.passes():
            raise SystemExit(f"{self.name}: its tests fail without any mutation.")
        return time.monotonic() - started

    def fork(self, mutant, limit):
        """Try a mutant in a process of its own; returns its id.

        :param limit: seconds after which it is ended
        """
        pid = os.fork()
        if pid:
            return pid
        # ends the process
        signal.setitimer(signal.ITIMER_REAL, limit)
        code = NOTICED
        try:
            with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere):
                self.forget()
                self.put(mutant["code"])
                code = ALIVE if self.passes() else NOTICED
        except BaseException:
            code = NOTICED
        finally:
            os._exit(code)

    def run(self, mutants):
        """Return those of the *mutants* that no test notices."""
        limit = 2 + 8 * self.measure()
        alive, waiting, running = [], list(mutants), {}
        while waiting or running:
            while waiting and len(running) < JOBS:
                mutant = waiting.pop()
                running[self.fork(mutant, limit)] = mutant
            pid, status = os.wait()
            mutant = running.pop(pid)
            if status == 0:
                alive.append({k: v for k, v in mutant.items() if k != "code"})
        return sorted(alive, key=lambda mutant: (mutant["line"], mutant["after"]))


def main(folder, report, *names):
    hypothesis.settings.load_profile("mutation")
    plain.take_place_of_odoo()
    for name in names:
        lines = (
            (Path(folder) / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        )
        mutants = [json.loads(line) for line in spread(lines, SAMPLE)]
        started = time.monotonic()
        alive = Trial(name).run(mutants)
        found = {"name": name, "all": len(lines), "tried": len(mutants), "alive": alive}
        found["seconds"] = round(time.monotonic() - started)
        with open(report, "a", encoding="utf-8") as handle:
            handle.write(json.dumps(found, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
