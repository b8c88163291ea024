"""A private PostgreSQL on a unix socket, or the server that PGHOST names."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from . import config, system
from .process import is_root, lock, output, run, say

ROLE = "odoo"
TEMPLATE = "crm_vn_template"
# noted on the template: one made in an older form is brought to this one
TEMPLATE_FORM = "search 1"
# the same script that the addon runs on a database of its own
SEARCH = config.ADDONS / "crm_vn_base/data/search.sql"

# a private cluster holds nothing that cannot be made again
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "512MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "max_connections": "200",
    "jit": "off",
    "timezone": "'UTC'",
    "unix_socket_permissions": "0777",
}
INITDB = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
# with sorting of the C locale Đ, Á and Ư stand behind Z
LOCALE = (
    "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'vi-VN'"
    " LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
)


def is_own_server():
    return bool(os.environ.get("PGHOST"))


def server_user():
    """PostgreSQL refuses to run as root: return who runs it then."""
    if not is_root():
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return name
    raise config.Problem("No unprivileged user (postgres, nobody) to run PostgreSQL.")


def reachable(folder, user):
    """Say whether *user* may enter the parents of *folder*."""
    if not user:
        return True
    words = ["test", "-x", str(folder.parent)]
    return run(words, user=user, check=False).returncode == 0


def home():
    """Return the folder of the cluster.

    A checkout inside root's private folder cannot be entered by the user that
    runs PostgreSQL; the cluster is then put beside it, under /var/tmp.
    """
    config.DEV.mkdir(parents=True, exist_ok=True)
    folder = config.DEV / "pg"
    if reachable(folder, server_user()):
        return folder
    return Path(tempfile.gettempdir()) / f"crm_vn-{config.short_id()}-pg"


def socket_dir():
    return (
        home()
        if len(str(home())) < 80
        else Path(tempfile.gettempdir()) / f"crm_vn-{config.short_id()}-socket"
    )


def environment():
    """Return the variables that make libpq find the server."""
    if is_own_server():
        return {
            name: value for name, value in os.environ.items() if name.startswith("PG")
        }
    return {"PGHOST": str(socket_dir()), "PGUSER": ROLE, "PGPORT": "5432"}


def psql(sql, database="postgres", *, superuser=False):
    """Run *sql* and return its rows as text, columns parted by ``|``."""
    values = {**os.environ, **environment()}
    if superuser and not is_own_server():
        values["PGUSER"] = "postgres"
    words = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql]
    return output(words, env=values).strip()


# what a whole database is refused for while somebody is in it; the other one is said of
# an autovacuum worker, which only the server's owner may end
BUSY = ("being accessed by other users", "whose process is being terminated")


def psql_when_free(sql, *, attempts=20, pause=0.5):
    """Run a statement on a whole database, which nobody may be in.

    An autovacuum worker or a connection that just ends is in it for a moment longer.
    """
    for left in reversed(range(attempts)):
        try:
            return psql(sql)
        except config.Problem as problem:
            if not left or not any(word in str(problem) for word in BUSY):
                raise
        time.sleep(pause)
    return None


def is_running():
    words = [bin_path("pg_isready"), "-q"]
    values = {**os.environ, **environment()}
    return subprocess.run(words, env=values, check=False).returncode == 0


def bin_path(name):
    folder = system.postgres_bin()
    return str(Path(folder) / name) if folder else name


def ensure():
    """Start the server if need be and make the template database."""
    if is_own_server():
        if not is_running():
            raise config.Problem(
                f"No PostgreSQL answers at PGHOST={os.environ['PGHOST']}. "
                "Start it, or unset PGHOST for a private one."
            )
    else:
        with lock("cluster"):
            start()
    with lock("template"):
        ensure_template()


def start():
    folder, user = home(), server_user()
    if (folder / "data/PG_VERSION").exists() and is_running():
        return
    if not (folder / "data/PG_VERSION").exists():
        say("Making a private PostgreSQL …")
        shutil.rmtree(folder, ignore_errors=True)
        for path in {folder, socket_dir()}:
            path.mkdir(parents=True, exist_ok=True, mode=0o755)
            if user:
                shutil.chown(path, user)
        part = folder / "data.part"
        run([bin_path("initdb"), "-D", part, *INITDB], user=user, log="initdb.log")
        part.rename(folder / "data")
    settings = [f"-c {name}={value}" for name, value in SETTINGS.items()]
    settings.append(f"-c unix_socket_directories={socket_dir()}")
    run(
        [
            bin_path("pg_ctl"),
            "-D",
            folder / "data",
            "-l",
            folder / "server.log",
            "-w",
            "-t",
            "120",
            "-o",
            " ".join(settings),
            "start",
        ],
        user=user,
        log="pg_start.log",
        stdin=subprocess.DEVNULL,
    )
    roles = psql("SELECT rolname FROM pg_roles", superuser=True).split()
    if ROLE not in roles:
        psql(f"CREATE ROLE {ROLE} LOGIN CREATEDB", superuser=True)


def stop():
    """Stop the private server, if it runs."""
    folder = home()
    if is_own_server() or not (folder / "data/postmaster.pid").exists():
        return
    words = [bin_path("pg_ctl"), "-D", folder / "data", "-m", "fast", "-w", "stop"]
    run(words, user=server_user(), log="pg_stop.log", check=False)


def remove():
    stop()
    for path in {home(), socket_dir()}:
        shutil.rmtree(path, ignore_errors=True)


def databases():
    return psql("SELECT datname FROM pg_database").split()


def ensure_search(database):
    """Have *database* search without accents, in a form that a dump carries.

    Twice is once; the owner of the database may do it.
    """
    psql(SEARCH.read_text(encoding="utf-8"), database)


def ensure_template():
    """Make the template: Vietnamese sorting, search without accents, trigrams."""
    notes = "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
    if f"{TEMPLATE}|{TEMPLATE_FORM}" in psql(notes).splitlines():
        return
    if TEMPLATE not in databases():
        say("Making the template database (Vietnamese sorting, search) …")
        part = f"{TEMPLATE}_part"
        psql(f"DROP DATABASE IF EXISTS {part}")
        psql(f"CREATE DATABASE {part} TEMPLATE template0 {LOCALE}")
        psql(f"ALTER DATABASE {part} RENAME TO {TEMPLATE}")
    ensure_search(TEMPLATE)
    psql(f"COMMENT ON DATABASE {TEMPLATE} IS '{TEMPLATE_FORM}'")
