"""Getting a private Asterisk: within a time, tried again, never left out in silence."""

import subprocess
import types

import pytest

from devtools.devenv import config, suite
from devtools.pbx import fetch


@pytest.fixture
def apt(monkeypatch, tmp_path):
    """An apt-get that answers what the test says; what it was asked is returned."""
    asked, answers = [], []

    def run(command, *, log, check, timeout, **_options):
        asked.append((command[-1], timeout))
        answer = answers.pop(0) if answers else 0
        if answer == "silence":
            raise subprocess.TimeoutExpired(command, timeout)
        (tmp_path / log).write_text("Get:1\nE: Could not resolve 'x'\n" * bool(answer))
        return types.SimpleNamespace(returncode=answer)

    monkeypatch.setattr(fetch, "run", run)
    monkeypatch.setattr(config, "LOGS", tmp_path)
    return types.SimpleNamespace(asked=asked, answers=answers)


@pytest.mark.parametrize("first", [100, "silence"])
def test_a_mirror_is_asked_twice(apt, first):
    apt.answers[:] = [first, 0]
    fetch.load("update", ["update"])
    assert apt.asked == [("update", fetch.LIMIT)] * 2


@pytest.mark.parametrize(
    ("answer", "reason"), [(100, "Could not resolve"), ("silence", "no answer within")]
)
def test_a_mirror_that_does_not_give(apt, answer, reason):
    apt.answers[:] = [answer] * 9
    with pytest.raises(fetch.Missing, match=reason) as found:
        fetch.load("update", ["update"])
    assert len(apt.asked) == fetch.TRIES
    assert "\n" not in str(found.value)


@pytest.fixture
def said(monkeypatch):
    lines = []
    monkeypatch.setattr(suite, "say", lines.append)
    for name in ("_notes", "_faults"):
        monkeypatch.setattr(suite, name, [])
    return lines


def test_without_asterisk_it_is_said(monkeypatch, said):
    def ensure():
        raise fetch.Missing("this system has no apt-get")

    monkeypatch.setattr(fetch, "ensure", ensure)
    assert suite.test_calls()
    assert suite._notes == said
    [line] = said
    assert "no apt-get" in line
    assert "test_bridge.py" in line
    with pytest.raises(config.Problem, match="no apt-get"):
        suite.run_calls()


@pytest.mark.parametrize(
    ("last", "result", "fine"),
    [
        ("15 passed in 80.00s", 0, True),
        ("FAILED test_busy\n1 failed, 14 passed in 80.00s", 1, False),
        ("14 passed, 1 skipped in 80.00s", 0, False),
        ("no tests ran in 0.01s", 5, False),
    ],
)
def test_what_pytest_says_counts(monkeypatch, tmp_path, said, last, result, fine):
    def pytest_project(*, paths, log):
        assert paths == ["devtools/pbx"]
        (tmp_path / log).write_text(last)
        return result

    monkeypatch.setattr(fetch, "ensure", lambda: None)
    monkeypatch.setattr(config, "LOGS", tmp_path)
    monkeypatch.setattr(suite, "pytest_project", pytest_project)
    assert suite.test_calls() is fine
    assert not suite._notes
    assert bool(suite._faults) is not fine
