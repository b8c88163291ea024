"""A PostgreSQL of its own for tests of what crosses servers and superusers."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from devtools.devenv import cluster
from devtools.devenv.process import output, run

OWNER, SUPERUSER = cluster.ROLE, "postgres"


class Server:
    """An empty server: a superuser, and a role that may make databases."""

    def __init__(self, folder):
        self.folder = folder

    def environment(self, user=OWNER):
        """Return the variables with which PostgreSQL's programs find it."""
        values = {key: os.environ[key] for key in os.environ if key[:2] != "PG"}
        return {**values, "PGHOST": str(self.folder), "PGPORT": "5432", "PGUSER": user}

    def tool(self, name, *words, user=OWNER, **options):
        """Run one of PostgreSQL's programs; return what it prints."""
        words = [cluster.bin_path(name), *words]
        return output(words, env=self.environment(user), **options)

    def psql(self, sql, database="postgres", *, user=OWNER):
        words = ["-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql]
        return self.tool("psql", *words, user=user).strip()

    def _control(self, *words):
        words = [cluster.bin_path("pg_ctl"), "-D", self.folder / "data", *words]
        user = cluster.server_user()
        run(words, user=user, log="throwaway.log", stdin=subprocess.DEVNULL)

    def start(self):
        user = cluster.server_user()
        if user:
            shutil.chown(self.folder, user)
        words = [cluster.bin_path("initdb"), "-D", self.folder / "data"]
        run([*words, *cluster.INITDB], user=user, log="throwaway-initdb.log")
        settings = {**cluster.SETTINGS, "unix_socket_directories": self.folder}
        settings.update(shared_buffers="32MB", max_connections="20")
        text = " ".join(f"-c {name}={value}" for name, value in settings.items())
        log = self.folder / "server.log"
        self._control("-l", log, "-w", "-t", "60", "-o", text, "start")
        self.psql(f"CREATE ROLE {OWNER} LOGIN CREATEDB", user=SUPERUSER)

    def stop(self):
        self._control("-m", "immediate", "-w", "stop")


@contextlib.contextmanager
def running():
    """Give a server that runs; nothing of it is left afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="crm_vn-"))
    folder.chmod(0o755)
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        if (folder / "data/postmaster.pid").exists():
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
