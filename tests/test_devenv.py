"""The development environment: its examples hold."""

import doctest
import re

import pytest

from tools.devenv import audit, clock, config, core_tests, mutation, system


@pytest.mark.parametrize("module", [audit, clock, core_tests, mutation])
def test_examples(module):
    assert doctest.testmod(module).failed == 0


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
