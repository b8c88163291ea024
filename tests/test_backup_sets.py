"""Backup sets as files: what is whole, what is damaged, what is kept."""

import datetime
import doctest
import os
import subprocess
import sys

import pytest

from devtools.devenv import backups

sys.path.insert(0, str(backups.SCRIPTS))
from crm_vn_backup import sets

MANIFEST = {"format": sets.FORMAT, "moment": "2026-11-26T18:30:00Z"}


def make(folder, moment, files=("ab/abc", "cd/cde"), database="company"):
    """Make a set with *files*, each with its own name in it."""
    path = folder / sets.name_of(database, moment)
    for name in files:
        target = path / sets.FILES / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(name, encoding="utf-8")
    (path / sets.DUMP).write_bytes(b"dump")
    sets.seal(path, MANIFEST)
    return path


@pytest.fixture
def one(tmp_path):
    return make(tmp_path, datetime.datetime(2026, 11, 26, 18, 30))


def test_examples():
    assert doctest.testmod(sets).failed == 0


def test_whole_set(one):
    assert sets.check(one) == MANIFEST
    # with the tool that every machine has, too
    subprocess.run(["sha256sum", "-c", "--quiet", sets.SUMS], cwd=one, check=True)


def test_every_damage_is_named(one):
    (one / sets.FILES / "ab/abc").write_text("xb/abc", encoding="utf-8")
    (one / sets.FILES / "cd/cde").unlink()
    (one / "stranger").touch()
    with pytest.raises(sets.Problem) as caught:
        sets.check(one)
    assert str(caught.value).splitlines()[1:] == [
        "missing: filestore/cd/cde",
        "not of the set: stranger",
        "changed: filestore/ab/abc",
    ]


def test_damaged_manifest(one):
    (one / sets.MANIFEST).write_text("{}", encoding="utf-8")
    with pytest.raises(sets.Problem, match=r"changed: manifest\.json"):
        sets.check(one)


def test_half_a_set_is_none(tmp_path, one):
    half = one.rename(one.with_name(one.name + sets.PART))
    with pytest.raises(sets.Problem, match="no whole set"):
        sets.check(half)
    assert sets.every(tmp_path, "company") == []
    (half / sets.SUMS).unlink()
    whole = half.rename(one)
    with pytest.raises(sets.Problem, match="no whole set"):
        sets.check(whole)
    assert sets.every(tmp_path, "company") == []


def test_another_format(tmp_path):
    path = tmp_path / sets.name_of("company", datetime.datetime(2026, 11, 26))
    path.mkdir()
    sets.seal(path, {"format": sets.FORMAT + 1})
    with pytest.raises(sets.Problem, match="has the format"):
        sets.check(path)


def test_equal_files_are_linked(tmp_path, one):
    origin = tmp_path / "store/abc"
    origin.parent.mkdir()
    origin.write_text("ab/abc", encoding="utf-8")
    before = one / sets.FILES / "ab/abc"
    linked, copied = tmp_path / "new/abc", tmp_path / "new/other"
    sets.put(origin, linked, before)
    assert os.path.samefile(linked, before)
    origin.write_text("longer than before", encoding="utf-8")
    sets.put(origin, copied, before)
    assert copied.read_text(encoding="utf-8") == "longer than before"
    assert before.read_text(encoding="utf-8") == "ab/abc"


def test_old_sets_go(tmp_path):
    """Only those of the database, and none that is not finished."""
    first = datetime.datetime(2026, 11, 1, 2)
    days = [first + datetime.timedelta(days=number) for number in range(20)]
    for day in days:
        make(tmp_path, day)
    other = make(tmp_path, first, database="company-2")
    gone = sets.prune(tmp_path, "company", daily=3, weekly=2, monthly=1)
    left = [sets.moment_of(path).day for path in sets.every(tmp_path, "company")]
    # three days, the Sunday before, the month
    assert left == [15, 18, 19, 20]
    assert len(gone) == 16
    assert sets.check(other) == MANIFEST


def test_names_of_files_say_what_is_in_them(tmp_path):
    name = "a9993e364706816aba3e25717850c26c9cd0d89d"
    (tmp_path / name).write_text("abc", encoding="utf-8")
    assert sets.is_what_its_name_says(tmp_path / name)
    (tmp_path / name).write_text("abd", encoding="utf-8")
    assert not sets.is_what_its_name_says(tmp_path / name)


def test_the_shell_scripts_are_shell(root):
    scripts = sorted(root.glob("scripts/*.sh"))
    assert scripts
    for script in scripts:
        subprocess.run(["sh", "-n", script], check=True)
        assert os.access(script, os.X_OK), f"chmod +x {script}"
