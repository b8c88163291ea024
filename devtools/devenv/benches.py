"""Running the benchmarks, of this checkout alone or beside another one."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from . import config, databases, python
from .process import say

TABLE = config.DEV / "bench.md"
ROW = re.compile(
    r"^  (?P<what>\S.*?) +(?P<value>-?[\d.]+)(?: +(?P<limit>[≤≥] [\d.e+]+))?"
    r"(?: +(?P<verdict>ok|MISSED))?$"
)


def addons():
    """Return the names of the benchmarks: addons, and ``crm_vn`` for all of them.

    >>> "crm_vn" in addons() and "crm_vn_kpi" in addons()
    True
    """
    folder = config.ROOT / "devtools/bench"
    return sorted(path.stem for path in folder.glob("crm_vn*.py"))


def rows(text):
    """Return the figures that a benchmark printed.

    >>> found = rows('''
    ... crm_vn_scoring
    ...   full rebuild / bare SQL                       1.204    ≤ 1.5 ok
    ...   milliseconds of a page, 80 rows              19.000
    ...
    ... 0 limits missed
    ... ''')
    >>> found["full rebuild / bare SQL"]
    (1.204, '≤ 1.5', 'ok')
    >>> found["milliseconds of a page, 80 rows"]
    (19.0, '', '')
    >>> len(found)
    2
    """
    result = {}
    for line in text.splitlines():
        match = ROW.match(line)
        if match:
            value = float(match["value"])
            result[match["what"]] = value, match["limit"] or "", match["verdict"] or ""
    return result


def table(found, others=None):
    """Return a table in Markdown of the figures of *found*, addon by addon.

    :param found: {addon: what :func:`rows` gives}
    :param others: the same of another checkout
    >>> here = {"crm_vn_x": {"a page, ms": (19.0, "≤ 20", "ok")}}
    >>> there = {"crm_vn_x": {"a page, ms": (38.0, "≤ 20", "MISSED")}}
    >>> print(table(here, there))
    | addon | what | here | limit | | there | here / there |
    |---|---|--:|---|---|--:|--:|
    | crm_vn_x | a page, ms | 19.000 | ≤ 20 | ok | 38.000 | 0.50 |
    >>> print(table(here))
    | addon | what | here | limit | |
    |---|---|--:|---|---|
    | crm_vn_x | a page, ms | 19.000 | ≤ 20 | ok |
    """
    lines = ["| addon | what | here | limit | |", "|---|---|--:|---|---|"]
    if others is not None:
        lines = [f"{lines[0]} there | here / there |", f"{lines[1]}--:|--:|"]
    for addon, figures in found.items():
        for what, (value, limit, verdict) in figures.items():
            line = f"| {addon} | {what} | {value:.3f} | {limit} | {verdict} |"
            if others is not None:
                there = others.get(addon, {}).get(what)
                ratio = f"{value / there[0]:.2f}" if there and there[0] else ""
                line += f" {there[0]:.3f} | {ratio} |" if there else "  |  |"
            lines.append(line)
    return "\n".join(lines)


def merged(before, text):
    """Return the table *text*, with the addons that only the table *before* has.

    >>> head = table({})
    >>> row = "| crm_vn_{} | 1 | | |".format
    >>> one, two, new = row("a | p"), row("b | q"), row("a | r")
    >>> print(merged("\\n".join([head, one, two]), "\\n".join([head, new])))
    | addon | what | here | limit | |
    |---|---|--:|---|---|
    | crm_vn_a | r | 1 | | |
    | crm_vn_b | q | 1 | | |
    """
    lines = text.splitlines()
    head, rows = lines[:2], lines[2:]
    if before.splitlines()[:2] == head:
        measured = {row.split("|")[1] for row in rows}
        rows += [
            row for row in before.splitlines()[2:] if row.split("|")[1] not in measured
        ]
    return "\n".join([*head, *sorted(rows, key=lambda row: row.split("|")[1])])


def measure(root, addon):
    """Run one benchmark of the checkout *root*; show and return what it prints."""
    if root == config.ROOT:
        words = [python.venv_python(), "-m", "devtools.bench", addon]
        values = databases.environment()
        values["PYTHONPATH"] = f"{root}:{values['PYTHONPATH']}"
    else:
        words = ["make", "bench", f"ADDON={addon}"]
        values = dict(os.environ)
    process = subprocess.Popen(
        list(map(str, words)), cwd=root, env=values, text=True, stdout=subprocess.PIPE
    )
    printed = []
    for line in process.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        printed.append(line)
    if process.wait():
        raise config.Problem(f"The benchmark of {addon} in {root} ended in an error.")
    return "".join(printed)


def bench(addon=None, against=None):
    """Run the benchmarks, and write their table.

    Beside another checkout each benchmark runs in both, one after the other, so that a
    machine that is busy for an hour slows both.

    :param against: folder of another checkout, in which ``make setup`` has run
    :raise config.Problem: when one ended in an error; the others are run all the same
    """
    other = Path(against).resolve() if against else None
    if other and not (other / "devtools/bench").is_dir():
        raise config.Problem(f"{other} is no checkout of this project.")
    here, there, failed = {}, {}, []
    started = time.monotonic()
    for number, name in enumerate([addon] if addon else addons()):
        turns = [(config.ROOT, here)] + ([(other, there)] if other else [])
        for root, found in turns if number % 2 == 0 else turns[::-1]:
            if (
                root != config.ROOT
                and not (root / f"devtools/bench/{name}.py").exists()
            ):
                continue
            say(f"{name} in {root}")
            began = time.monotonic()
            try:
                found[name] = rows(measure(root, name))
            except config.Problem as problem:
                failed.append(str(problem))
            say(f"{name} took {time.monotonic() - began:.0f} s")
    text = table(here, there if other else None)
    # figures of before stay beside those of one benchmark
    before = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
    TABLE.write_text(merged(before, text) + "\n", encoding="utf-8")
    if other:
        say(f"\n{text}")
    say(f"All took {time.monotonic() - started:.0f} s. The table is in {TABLE}")
    if failed:
        raise config.Problem("\n".join(failed))
