"""Every ``sudo()`` of the addons stands in a table, with a reason and a test.

``python3 -m tests.test_sudo`` adds what is missing, with the reason from the comment
and a test; read both before you commit. The test is one that came through the
``sudo()`` when the tests ran (``devtools/devenv/sudo_trace.py``), as a user if there is
one, and is nearest to the function by its words. A test that the table names and that
does not come through fails by itself.
"""

import ast
import collections
import csv
import json
import math
import re
import sys

from devtools.devenv import config

TABLE = config.ROOT / "tests/tables/sudo.csv"
COLUMNS = ("file", "function", "calls", "reason", "test")


def is_sudo(node):
    """Whether a call gives the rights of the superuser; ``sudo(False)`` does not."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if node.func.attr == "sudo":
        off = node.args and isinstance(node.args[0], ast.Constant)
        return not (off and node.args[0].value is False)
    first = node.args[0] if node.args else None
    return node.func.attr == "with_user" and (
        isinstance(first, ast.Name) and first.id == "SUPERUSER_ID"
    )


def functions(tree, prefix=()):
    """Yield (dotted name, node) of the functions of a module."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.ClassDef):
            yield from functions(child, (*prefix, child.name))
        elif isinstance(child, ast.FunctionDef):
            yield ".".join((*prefix, child.name)), child


def comment_of(lines):
    """Return the comments of a function, the ones about sudo without the word."""
    found = []
    for line in lines:
        if match := re.match(r"\s*#\s*(.*)", line):
            words = match[1].removeprefix("sudo:").strip()
            if found and found[-1][1]:
                found[-1][0] += f" {words}"
            else:
                found.append([words, True])
        else:
            if found:
                found[-1][1] = False
            if match := re.search(r"#\s*sudo:\s*(.*)$", line):
                found.append([match[1], False])
    return " / ".join(words for words, _open in found)


def find_sudo():
    """Return ``{(file, function): (number of calls, comment, source)}``."""
    found = {}
    for path in sorted(config.ADDONS.glob("*/**/*.py")):
        if "tests" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for name, node in functions(ast.parse(text)):
            calls = sum(map(is_sudo, ast.walk(node)))
            if calls:
                mine = lines[node.lineno - 1 : node.end_lineno]
                key = (str(path.relative_to(config.ADDONS)), name)
                found[key] = calls, comment_of(mine), "\n".join(mine)
    return found


def find_tests():
    """Return ``{name of a test: its words}``."""
    tests = {}
    for path in sorted(config.ADDONS.glob("*/tests/test_*.py")):
        text = path.read_text(encoding="utf-8")
        for name, node in functions(ast.parse(text)):
            if (short := name.rpartition(".")[2]).startswith("test"):
                source = ast.get_source_segment(text, node)
                key = f"{path.parts[-3]}/{path.stem}::{short}"
                tests[key] = set(re.findall(r"[A-Za-z_]{5,}", source))
    return tests


def read_trace():
    """Return ``{(file, function): {test: whether it came there as a user}}``."""
    trace = {}
    for path in sorted(config.LOGS.glob("sudo-*.json")):
        for test, found in json.loads(path.read_text(encoding="utf-8")).items():
            for file, function, as_user in found:
                tests = trace.setdefault((file, function), {})
                tests[test] = tests.get(test) or as_user
    return trace


def nearest_test(file, function, source, tests):
    """Return the test that has most words in common with a function."""
    rarity = collections.Counter(word for words in tests.values() for word in words)
    home = file.partition("/")[0] + "/"
    short = function.rpartition(".")[2]
    words = {*re.findall(r"[A-Za-z_]{5,}", source), short, short.strip("_")}

    def score(item):
        key, found = item
        near = 25 if key.startswith(home) else 0
        named = 20 if short in found else 0
        return (
            near
            + named
            + sum(math.log(len(tests) / rarity[word]) for word in words & found)
        )

    return max(tests.items(), key=score)[0]


def read_table():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {(row["file"], row["function"]): row for row in csv.DictReader(file)}


def update():
    """Write the table anew: what is there keeps its reason and test."""
    known, tests, trace = read_table(), find_tests(), read_trace()
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for (path, name), (calls, comment, source) in find_sudo().items():
            row = known.get((path, name), {})
            test = row.get("test")
            came = {
                key: as_user
                for key, as_user in trace.get((path, name), {}).items()
                if key in tests
            }
            if came and test not in came:
                best = [key for key, as_user in came.items() if as_user] or [*came]
                test = nearest_test(
                    path, name, source, {key: tests[key] for key in best}
                )
            elif test not in tests:
                test = nearest_test(path, name, source, tests)
            writer.writerow((path, name, calls, row.get("reason") or comment, test))


def test_every_sudo_is_in_the_table():
    found = {key: calls for key, (calls, _comment, _source) in find_sudo().items()}
    table = {key: int(row["calls"]) for key, row in read_table().items()}
    assert found == table, "python3 -m tests.test_sudo adds what is missing"


def test_every_sudo_has_a_reason():
    assert not [key for key, row in read_table().items() if len(row["reason"]) < 15]


def test_every_sudo_has_a_test():
    tests = find_tests()
    assert not [key for key, row in read_table().items() if row["test"] not in tests]


if __name__ == "__main__":
    update()
    sys.stdout.write(f"{TABLE}\n")
