"""The development environment: its examples hold."""

import concurrent.futures
import doctest
import re
import shutil
import sys
import time
import types
from pathlib import Path

import pytest

from devtools.devenv import (
    audit,
    benches,
    clock,
    cluster,
    config,
    core_tests,
    lanes,
    mutation,
    process,
    python,
    suite,
    system,
    upgrade,
)
from devtools.growth import verdict
from devtools.killing import state
from devtools.scale import load, verify

EXAMPLES = [audit, benches, clock, core_tests, lanes, mutation, suite, upgrade]
EXAMPLES += [state, load, verdict, verify]


@pytest.mark.parametrize("module", EXAMPLES)
def test_examples(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("code", "part", "fine", "faults"),
    [
        (0, "plain", True, []),
        (5, "plain", True, []),
        (5, None, False, ["x: no test was found"]),
        (1, "plain", False, ["x: FAILED addons/a.py::Test::test_b"]),
    ],
)
def test_what_went_wrong(monkeypatch, tmp_path, code, part, fine, faults):
    """A part of which a group has no test is nothing that went wrong."""
    text = "12 deselected in 0.05s"
    if code == 1:
        text = f"FAILED addons/a.py::Test::test_b\n1 failed, {text}"
    (tmp_path / "x.log").write_text(text, encoding="utf-8")
    ended = types.SimpleNamespace(returncode=code)
    monkeypatch.setattr(config, "LOGS", tmp_path)
    monkeypatch.setattr(suite, "run", lambda *_args, **_options: ended)
    monkeypatch.setattr(suite, "_faults", [])
    assert suite.run_pytest("x", "nothing", [], part=part, log="x.log") is fine
    assert suite._faults == faults


def test_what_takes_too_long_is_ended_with_what_it_started(tmp_path):
    note = tmp_path / "pid"
    script = f"sleep 600 & echo $! > {note}; wait"
    with pytest.raises(process.Overtime):
        process.run(["sh", "-c", script], limit=1)
    status = Path(f"/proc/{note.read_text(encoding='utf-8').strip()}/status")
    # who ends is still listed until it is taken notice of
    while status.exists() and "zombie" not in status.read_text(encoding="utf-8"):
        time.sleep(0.05)


def test_tests_find_the_browser(monkeypatch, tmp_path):
    """Odoo takes the first of its names in PATH; lanes ask at the same time."""
    monkeypatch.setattr(config, "DEV", tmp_path)
    asked = [{"PATH": "/nowhere"} for _lane in range(8)]
    with concurrent.futures.ThreadPoolExecutor(len(asked)) as pool:
        list(pool.map(system.with_browser, asked))
    for found in asked:
        program = shutil.which("google-chrome", path=found["PATH"])
        assert Path(program).resolve() == Path(system.chromium()).resolve()


def test_python_that_can_not_hold_packages_is_none(tmp_path):
    version = ".".join(map(str, sys.version_info[:2]))
    assert python.interpreter(tmp_path) == sys.executable
    found = tmp_path / f"python{version}"
    for script, wanted in (("exit 1", sys.executable), ("exit 0", str(found))):
        found.write_text(f"#!/bin/sh\n{script}\n")
        found.chmod(0o755)
        assert python.interpreter(tmp_path) == wanted


def test_clock_can_be_set():
    assert system.libfaketime()


def test_excel_files_open_no_other_file():
    """xlrd 1 has Odoo read xlsx files with it, and follows what they refer to."""
    lock = (config.ROOT / "requirements/odoo.txt").read_text(encoding="utf-8")
    versions = re.findall(r"^xlrd==(\d+)", lock, re.MULTILINE)
    assert versions
    assert all(int(version) >= 2 for version in versions)


def test_vulnerable_package_of_our_own_choice_fails(monkeypatch):
    vulnerable = {"version": "1", "vulns": [{"id": "CVE-1"}]}

    def answer(lock):
        name = "requests" if lock.name == "odoo.txt" else "none"
        return [{**vulnerable, "name": name}] if name != "none" else []

    monkeypatch.setattr(audit, "ask", answer)
    assert audit.audit(), "Odoo prescribes that version"
    monkeypatch.setattr(audit, "ask", lambda _lock: [{**vulnerable, "name": "pytest"}])
    assert not audit.audit()


def test_a_database_is_dropped_when_the_last_one_has_left(monkeypatch):
    """An autovacuum worker in it ends a moment later; another error is one at once."""
    answers = ["is being accessed by other users"] * 2
    answers.append("must be a member of the role whose process is being terminated")
    asked = []

    def psql(sql):
        asked.append(sql)
        if answers:
            raise config.Problem(f'ERROR: database "x" {answers.pop()}')
        return "dropped"

    monkeypatch.setattr(cluster, "psql", psql)
    assert cluster.psql_when_free("DROP", pause=0) == "dropped"
    assert len(asked) == 4
    answers[:] = ["does not exist"]
    with pytest.raises(config.Problem, match="does not exist"):
        cluster.psql_when_free("DROP", pause=0)
    answers[:] = ["is being accessed by other users"] * 9
    with pytest.raises(config.Problem, match="accessed by other users"):
        cluster.psql_when_free("DROP", attempts=5, pause=0)


def test_benchmarks_of_two_checkouts_take_turns(monkeypatch, tmp_path):
    """One that fails stops no other, and the run ends as a failure."""
    other = tmp_path / "other"
    (other / "devtools/bench").mkdir(parents=True)
    for name in ("crm_vn_a", "crm_vn_b"):
        (other / f"devtools/bench/{name}.py").touch()
    ran = []

    def measure(root, addon):
        ran.append((root == other, addon))
        if addon == "crm_vn_b":
            raise config.Problem("database is being accessed")
        return f"\n{addon}\n  a page, milliseconds  {2 + 2 * (root == other)}.000\n"

    monkeypatch.setattr(benches, "measure", measure)
    monkeypatch.setattr(benches, "addons", lambda: ["crm_vn_a", "crm_vn_b", "crm_vn_c"])
    monkeypatch.setattr(benches, "TABLE", tmp_path / "bench.md")
    with pytest.raises(config.Problem, match="being accessed"):
        benches.bench(against=other)
    both = [(False, "crm_vn_a"), (True, "crm_vn_a")]
    assert ran == [*both, (True, "crm_vn_b"), (False, "crm_vn_b"), (False, "crm_vn_c")]
    lines = (tmp_path / "bench.md").read_text(encoding="utf-8").splitlines()
    assert "| crm_vn_a | a page, milliseconds | 2.000 |  |  | 4.000 | 0.50 |" in lines
    with pytest.raises(config.Problem, match="no checkout"):
        benches.bench(against=tmp_path)
