"""A database with its files is saved and comes back, or says why not."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading

import psycopg2
import pytest

from devtools.devenv import backups, cluster, config, databases, groups

sys.path.insert(0, str(backups.SCRIPTS))
from crm_vn_backup import backup, sets
from crm_vn_backup import database as pg
from crm_vn_backup.__main__ import main

COMPANY, TRIAL = f"{config.PREFIX}_backup", f"{config.PREFIX}_backup_trial"
STORE = databases.DATA_DIR / "filestore"
ATTACH = """
INSERT INTO ir_attachment (name, type, store_fname, company_id)
VALUES ('Hợp đồng', 'binary', '{}', 1)
"""
DETACH = "DELETE FROM ir_attachment WHERE store_fname = '{}'"
IS_HIDDEN = "SELECT datistemplate FROM pg_database WHERE datname = '{}'"
LOCK = "BEGIN; LOCK ir_attachment IN SHARE MODE NOWAIT"


@pytest.fixture(scope="module", autouse=True)
def _company():
    """A small company, with all that the lowest addon has."""
    cluster.ensure()
    databases.write_config()
    group = groups.of("crm_vn_base")
    databases.of_group(group)
    databases.copy(group.database, COMPANY)
    # its files are links: those of another database stay as they are
    for path in [path for path in (STORE / COMPANY).rglob("*") if path.is_file()]:
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
    cluster.psql("UPDATE ir_cron SET active = true", COMPANY)
    yield
    databases.drop(COMPANY)


@pytest.fixture(autouse=True)
def _server(monkeypatch):
    for name, value in backups.environment().items():
        if name.startswith("PG") or name == "ODOO_RC":
            monkeypatch.setenv(name, str(value))
    yield
    databases.drop(TRIAL)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "sets"


def attach(text):
    """Attach a file as Odoo does; return its path."""
    name = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
    name = f"{name[:2]}/{name}"
    path = STORE / COMPANY / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    cluster.psql(ATTACH.format(name), COMPANY)
    return path


def forget(path):
    name = f"{path.parent.name}/{path.name}"
    cluster.psql(DETACH.format(name), COMPANY)
    path.unlink(missing_ok=True)


def make(folder):
    path, faults = backup.make(COMPANY, databases.DATA_DIR, folder)
    assert not faults
    return path


def assert_nothing_is_left():
    assert TRIAL not in cluster.databases()
    assert not (STORE / TRIAL).exists()


def test_there_and_back(folder, capsys):
    """As the commands do it: the same rows, indexes and files, and harmless."""
    path = attach("Bản scan hợp đồng")
    where = ["--data-dir", str(databases.DATA_DIR)]
    assert main(["backup", COMPANY, *where, "--to", str(folder)]) == 0
    (one,) = sets.every(folder, COMPANY)
    assert "every checksum holds" in capsys.readouterr().out
    assert one.stat().st_mode & 0o077 == 0
    # what happens afterwards is not in it
    forget(path)
    cluster.psql("UPDATE res_partner SET city = 'Huế'", COMPANY)
    python = databases.python.venv_python()
    environment = backups.environment()
    words = [python, "-m", "crm_vn_backup", "restore", one, TRIAL, *where]
    words += ["--odoo", f"{python} -m odoo"]
    subprocess.run(words, env=environment, cwd=config.ROOT, check=True)

    back = STORE / TRIAL / path.parent.name / path.name
    assert back.read_text(encoding="utf-8") == "Bản scan hợp đồng"
    # PostgreSQL writes a condition down in other words once it was restored
    indexes = (
        "SELECT tablename, indexname, indexdef ~ 'unaccent' FROM pg_indexes"
        " WHERE schemaname = 'public' ORDER BY 2"
    )
    assert cluster.psql(indexes, TRIAL) == cluster.psql(indexes, COMPANY)
    sorting = "SELECT datcollate, datctype, daticulocale, datistemplate"
    sorting += " FROM pg_database WHERE datname = '{}'"
    assert cluster.psql(sorting.format(TRIAL)) == cluster.psql(sorting.format(COMPANY))
    # Đ is sorted after D, and found by d
    query = "SELECT name FROM (VALUES ('Đức'), ('Em'), ('Dũng')) AS n (name)"
    found = f"{query} WHERE unaccent(name) ILIKE '%du%' ORDER BY name"
    assert cluster.psql(found, TRIAL).split() == ["Dũng", "Đức"]

    neutral = (
        "SELECT value FROM ir_config_parameter WHERE key = 'database.is_neutralized'"
    )
    assert cluster.psql(neutral, TRIAL) == "true"
    assert cluster.psql("SELECT count(*) FROM ir_cron WHERE active", TRIAL) == "1"
    assert cluster.psql(neutral, COMPANY) == ""
    uuid = "SELECT value FROM ir_config_parameter WHERE key = 'database.uuid'"
    assert cluster.psql(uuid, TRIAL) != cluster.psql(uuid, COMPANY)


def test_the_live_one_is_as_it_was(folder):
    one = make(folder)
    backup.restore(one, TRIAL, databases.DATA_DIR, live=True)
    for query in (
        "SELECT count(*) FROM ir_cron WHERE active",
        "SELECT value FROM ir_config_parameter WHERE key = 'database.uuid'",
    ):
        assert cluster.psql(query, TRIAL) == cluster.psql(query, COMPANY)


#: queues as the addons have them, with what waited, left, came, or failed
QUEUES = """
INSERT INTO sms_sms (state, number, uuid)
VALUES ('outgoing', '+84912000111', 'a'), ('process', '+84912000111', 'b'),
       ('pending', '+84912000111', 'c');
CREATE TABLE crm_vn_message (id serial, direction varchar, state varchar,
                             error_text text);
INSERT INTO crm_vn_message (direction, state)
VALUES ('out', 'queued'), ('out', 'held'), ('out', 'sending'), ('out', 'accepted'),
       ('in', 'received');
CREATE TABLE crm_vn_feedback_plan (id serial, state varchar, date date, reason varchar);
INSERT INTO crm_vn_feedback_plan (state, date)
VALUES ('planned', current_date), ('planned', current_date + 9),
       ('asked', current_date);
CREATE TABLE crm_vn_care_line (id serial, state varchar, date date, message_id int,
                               message_error varchar);
INSERT INTO crm_vn_care_line (state, date, message_id)
VALUES ('planned', current_date, NULL), ('planned', current_date, 7),
       ('planned', current_date + 9, NULL), ('done', current_date, NULL);
"""
STATES = """
SELECT string_agg(state, ' ' ORDER BY id) FROM {}
"""


@pytest.fixture
def queues():
    cluster.psql(QUEUES, COMPANY)
    yield
    cluster.psql("DELETE FROM sms_sms", COMPANY)
    tables = "crm_vn_message, crm_vn_feedback_plan, crm_vn_care_line"
    cluster.psql(f"DROP TABLE {tables}", COMPANY)


@pytest.mark.usefixtures("queues")
def test_what_waited_is_not_sent_again(folder, capsys):
    """It may have left after the set was made: a person decides."""
    one = make(folder)
    words = ["restore", str(one), TRIAL, "--live", "--odoo", "true"]
    main([*words, "--data-dir", str(databases.DATA_DIR)])
    printed = capsys.readouterr().out
    assert "3 of crm_vn_message waited to leave and are held" in printed
    states = STATES.format
    assert cluster.psql(states("sms_sms"), TRIAL) == "error error pending"
    found = cluster.psql(states("crm_vn_message"), TRIAL)
    assert found == "unknown unknown unknown accepted received"
    found = cluster.psql(states("crm_vn_feedback_plan"), TRIAL)
    assert found == "left_out planned asked"
    held = "SELECT string_agg(id::text, ' ') FROM crm_vn_care_line WHERE message_error"
    assert cluster.psql(f"{held} LIKE '%perhaps sent%'", TRIAL) == "1"


@pytest.mark.usefixtures("queues")
def test_queues_go_on_where_nothing_was_sent_since(folder):
    one = make(folder)
    words = ["restore", str(one), TRIAL, "--live", "--keep-queues", "--odoo", "true"]
    main([*words, "--data-dir", str(databases.DATA_DIR)])
    found = cluster.psql(STATES.format("sms_sms"), TRIAL)
    assert found == "outgoing process pending"


@pytest.mark.usefixtures("queues")
def test_a_copy_with_a_queue_is_not_released(folder):
    """What an addon did not neutralise would leave when somebody tries its actions."""
    with pytest.raises(sets.Problem, match="crm_vn_message is not neutralised"):
        backup.restore(
            make(folder), TRIAL, databases.DATA_DIR, neutralise=lambda _name: None
        )
    assert_nothing_is_left()


def test_one_moment(folder, monkeypatch):
    """What people do meanwhile is not in it, and no file is collected under it."""
    path = attach("Đang dùng")
    copy_files = backup.copy_files

    def meanwhile(*arguments):
        with pytest.raises(config.Problem, match="could not obtain lock"):
            cluster.psql(LOCK, COMPANY)
        cluster.psql("DELETE FROM ir_attachment WHERE name = 'Hợp đồng'", COMPANY)
        later.append(attach("Sau đó"))
        return copy_files(*arguments)

    later = []
    monkeypatch.setattr(backup, "copy_files", meanwhile)
    one = make(folder)
    cluster.psql(LOCK, COMPANY)
    stored = json.loads((one / sets.MANIFEST).read_text(encoding="utf-8"))["stored"]
    assert f"{path.parent.name}/{path.name}" in stored
    assert f"{later[0].parent.name}/{later[0].name}" not in stored
    monkeypatch.undo()
    for name, value in backups.environment().items():
        if name.startswith("PG"):
            monkeypatch.setenv(name, str(value))
    backup.restore(one, TRIAL, databases.DATA_DIR, live=True)
    assert (STORE / TRIAL / path.parent.name / path.name).is_file()
    path.unlink()
    forget(later[0])


def test_a_second_set_takes_no_space_for_what_it_has(folder):
    path = attach("Cùng một tệp")
    name = f"{sets.FILES}/{path.parent.name}/{path.name}"
    first = make(folder)
    first = first.rename(first.with_name(f"{COMPANY}-20260101T000000Z"))
    second = make(folder)
    assert os.path.samefile(first / name, second / name)
    shutil.rmtree(first)
    sets.check(second)
    forget(path)


def test_files_that_are_gone_or_damaged_are_named(folder, capsys):
    """The set is made all the same, and the command does not end with success."""
    gone, damaged = attach("Mất"), attach("Hỏng")
    gone.unlink()
    damaged.write_text("khác", encoding="utf-8")
    words = ["backup", COMPANY, "--to", str(folder)]
    assert main([*words, "--data-dir", str(databases.DATA_DIR)]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert sorted(lines) == [
        f"damaged in the store: {damaged.parent.name}/{damaged.name}",
        f"missing in the store: {gone.parent.name}/{gone.name}",
    ]
    forget(gone)
    forget(damaged)


@pytest.mark.parametrize("member", [sets.DUMP, sets.MANIFEST])
def test_damaged_set_is_refused(folder, member):
    one = make(folder)
    with (one / member).open("r+b") as file:
        file.seek(40)
        (byte,) = file.read(1)
        file.seek(40)
        file.write(bytes([byte ^ 1]))
    with pytest.raises(sets.Problem, match=f"changed: {member}"):
        backup.restore(one, TRIAL, databases.DATA_DIR, live=True)
    assert_nothing_is_left()


def test_what_comes_back_is_counted(folder):
    """A set whose numbers are others than its dump's: nothing is left of it."""
    one = make(folder)
    manifest = json.loads((one / sets.MANIFEST).read_text(encoding="utf-8"))
    manifest["rows"]["public.res_users"] += 1
    manifest["indexes"].append("public.lost_index")
    manifest["stored"].append("ff/ff")
    sets.seal(one, manifest)
    with pytest.raises(sets.Problem) as caught:
        backup.restore(one, TRIAL, databases.DATA_DIR, live=True)
    text = str(caught.value)
    assert "public.res_users: " in text
    assert "index public.lost_index is missing" in text
    assert "other files than were saved" in text
    assert_nothing_is_left()


def test_one_that_stays_awake_is_not_released(folder):
    one = make(folder)
    with pytest.raises(sets.Problem, match="no sign of being neutralised"):
        backup.restore(one, TRIAL, databases.DATA_DIR, neutralise=lambda _name: None)
    assert_nothing_is_left()


def test_whom_it_may_not_send_away_is_waited_for():
    """The server's owner is in it, whom it may not send away as little as a worker."""
    cluster.psql(f'CREATE DATABASE "{TRIAL}"')
    owner = {} if cluster.is_own_server() else {"user": "postgres"}
    guest = psycopg2.connect(dbname=TRIAL, **owner)
    if owner:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            pg.drop(TRIAL, attempts=2, pause=0)
    leaving = threading.Timer(1, guest.close)
    leaving.start()
    pg.drop(TRIAL, pause=0.2)
    leaving.join()
    assert not pg.exists(TRIAL)


def test_servers_do_not_see_it_before_it_is_harmless(folder):
    """Odoo looks for databases whose scheduled actions are due: not in templates."""
    seen = []

    def neutralise(name):
        seen.append(cluster.psql(IS_HIDDEN.format(name)))
        raise sets.Problem("stop here")

    with pytest.raises(sets.Problem, match="stop here"):
        backup.restore(make(folder), TRIAL, databases.DATA_DIR, neutralise=neutralise)
    assert seen == ["t"]
    assert_nothing_is_left()


def test_who_was_erased_since_is_erased_again(folder):
    """A later set says who; those whom the set knows as erased are not asked for."""
    told = []
    one = make(folder)
    later = one.with_name(f"{COMPANY}-20991231T000000Z")
    shutil.copytree(one, later)
    for path, erased in ((one, [("a", 1)]), (later, [("a", 1), ("b", 2), ("c", 2)])):
        manifest = json.loads((path / sets.MANIFEST).read_text(encoding="utf-8"))
        sets.seal(path, {**manifest, "erased": erased})
    backup.restore(
        one,
        TRIAL,
        databases.DATA_DIR,
        live=True,
        newer=later,
        erase=lambda name, people: told.append((name, people)),
    )
    assert told == [(TRIAL, [("b", 2), ("c", 2)])]


def test_what_was_wrong_then_is_told(folder, monkeypatch, capsys):
    """The database is there as it was saved, and the command says what it holds."""
    one = make(folder)
    asked = []
    restore = backup.restore

    def with_a_fault(*arguments, recount, **options):
        def counted(name, day):
            asked.append((recount(name, day), day))
            return ["differs: score: 3 of 200"]

        return restore(*arguments, **options, recount=counted)

    monkeypatch.setattr(backup, "restore", with_a_fault)
    python = databases.python.venv_python()
    words = ["restore", str(one), TRIAL, "--live", "--odoo", f"{python} -m odoo"]
    monkeypatch.setenv("PYTHONPATH", str(backups.environment()["PYTHONPATH"]))
    monkeypatch.chdir(config.ROOT)
    assert main([*words, "--data-dir", str(databases.DATA_DIR)]) == 4
    printed = capsys.readouterr()
    assert printed.err == "differs: score: 3 of 200\n"
    assert "as they were at" in printed.out
    manifest = sets.check(one)
    # counted by Odoo itself: nothing is wrong in this company
    assert asked == [([], manifest["moment"][:10])]
    assert TRIAL in cluster.databases()


def test_a_database_that_is_there_is_not_touched(folder, capsys):
    one = make(folder)
    words = ["restore", str(one), COMPANY, "--data-dir", str(databases.DATA_DIR)]
    assert main(words) == 1
    assert "take another name" in capsys.readouterr().err
    assert COMPANY in cluster.databases()


def test_no_such_database(folder, capsys):
    words = ["backup", f"{COMPANY}_none", "--data-dir", "/tmp", "--to", str(folder)]
    assert main(words) == 1
    assert "does not exist" in capsys.readouterr().err
    assert list(folder.iterdir()) == []
