"""Mutation of the addons' plain modules: would their tests notice a small change?

Cosmic Ray makes the mutants, in an environment of its own;
``devtools/mutation/trial.py`` tries each in a process forked where everything else is
loaded, with the examples and the plain tests as the judge. Mutants that change nothing
that anybody could see stand in ``devtools/mutation/equivalent.csv``, each with its
reason.
"""

import csv
import json
import os
import shutil

from . import config, databases, python
from .process import digest, run, say

#: per cent of the mutants that the tests have to notice
WANTED = 85
EQUIVALENT = config.ROOT / "devtools/mutation/equivalent.csv"
FOLDER = config.DEV / "mutation-work"


def run_mutation(addon=None, sample=0):
    """Try the mutants of all plain modules, or of one addon's.

    :param sample: so many of each module, evenly spread; 0 for all
    :raise config.Problem: when too many are not noticed
    """
    names = module_names(addon)
    mutants = FOLDER / "mutants"
    report = FOLDER / "report.jsonl"
    mutants.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    for name in names:
        make_mutants(name, mutants / f"{name}.jsonl")
    say(f"Trying the mutants of {len(names)} modules …")
    environment = {**databases.environment(), "PYTHONPATH": str(config.ROOT)}
    environment["CRM_VN_MUTATION_SAMPLE"] = str(sample)
    words = [python.venv_python(), "-m", "devtools.mutation.trial", mutants, report]
    run([*words, *names], env=environment, cwd=config.ROOT)
    lines = report.read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    share = tell(found, equivalents())
    if share < WANTED:
        raise config.Problem(f"{share:.1f} % were noticed, {WANTED} % are wanted.")


def module_names(addon=None):
    """Return the names of the plain modules, as Python imports them."""
    files = sorted(config.ADDONS.glob(f"{addon or '*'}/tools/*.py"))
    return [
        f"odoo.addons.{path.parts[-3]}.tools.{path.stem}"
        for path in files
        if path.name != "__init__.py"
    ]


def make_mutants(name, path):
    """Write the mutants of a module, unless they are those of its text already."""
    source = config.ADDONS.joinpath(*name.split(".")[2:]).with_suffix(".py")
    stamp = path.with_suffix(".stamp")
    now = digest(source, config.ROOT / "devtools/mutation/mutants.py")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    words = [
        python.venv_python(config.MUTATION_VENV),
        "-m",
        "devtools.mutation.mutants",
    ]
    log = f"mutants-{name}.jsonl"
    run([*words, source], log=log, cwd=config.ROOT, env={**os.environ})
    shutil.move(config.LOGS / log, path)
    stamp.write_text(now, encoding="utf-8")


def equivalents():
    """Return the mutants that are left out: {(module, before, after)}."""
    with EQUIVALENT.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return {(row["module"], row["before"], row["after"]) for row in rows}


def tell(found, known):
    """Say the figure of each module, and write what was not noticed into the logs.

    :param found: what the trial reported
    :param known: mutants that are left out
    :return: per cent that were noticed of all modules; those of a module of which a
        sample was tried stand for all of them

    >>> def mutant(after):
    ...     return {"line": 1, "operator": "AddNot", "before": "a", "after": after}
    >>> one = {"name": "odoo.addons.x.tools.y", "all": 40, "tried": 20, "seconds": 1}
    >>> tell([{**one, "alive": [mutant("b"), mutant("c")]}], {("x/y", "a", "b")})
    [crm_vn] x/y                                          18 of 19    94.7 %
    [crm_vn] all                                          36 of 38    94.7 %
    94.7
    """
    survivors = []
    noticed = total = 0
    for module in found:
        parts = module["name"].split(".")
        name = f"{parts[2]}/{parts[4]}"
        alive = [
            m for m in module["alive"] if (name, m["before"], m["after"]) not in known
        ]
        left_out = len(module["alive"]) - len(alive)
        tried = module["tried"] - left_out
        weight = module["all"] / module["tried"] if module["tried"] else 0
        total += tried * weight
        noticed += (tried - len(alive)) * weight
        say_share(name, tried - len(alive), tried)
        survivors += [{"module": name, **mutant} for mutant in alive]
    say_share("all", noticed, total)
    config.LOGS.mkdir(parents=True, exist_ok=True)
    with (config.LOGS / "mutation.csv").open(
        "w", encoding="utf-8", newline=""
    ) as handle:
        columns = ("module", "line", "operator", "before", "after")
        writer = csv.DictWriter(handle, columns)
        writer.writeheader()
        writer.writerows(survivors)
    return round(100 * noticed / total, 1) if total else 100.0


def say_share(name, noticed, total):
    share = 100 * noticed / total if total else 100
    say(f"{name:<42} {noticed:>4.0f} of {total:<4.0f} {share:>5.1f} %")
