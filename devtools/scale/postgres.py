"""A primary PostgreSQL and the replica that follows it."""

import contextlib
import os
import shutil
import signal
import subprocess

from devtools.devenv import cluster, config
from devtools.devenv.process import output, run

SLOT = "replica"
SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    # commits are what this is about: they are written, as on a real server
    "fsync": "on",
    "synchronous_commit": "on",
    "wal_level": "replica",
    "max_wal_senders": "5",
    "hot_standby": "on",
    "hot_standby_feedback": "on",
    "max_standby_streaming_delay": "60s",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "max_connections": "150",
    "jit": "off",
    "timezone": "'UTC'",
}


class Server:
    """One PostgreSQL of its own.

    :param folder: where its data and socket are
    :param port: on the loopback interface
    """

    def __init__(self, folder, port):
        self.folder = folder
        self.port = port

    @property
    def data(self):
        return self.folder / "data"

    def environment(self):
        """Return the variables with which PostgreSQL's programs find it."""
        values = {key: os.environ[key] for key in os.environ if key[:2] != "PG"}
        return {
            **values,
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGUSER": cluster.ROLE,
        }

    def psql(self, sql, database="postgres"):
        words = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql]
        return output(words, env=self.environment()).strip()

    def _as_server(self, name, *words, log):
        run(
            [cluster.bin_path(name), *words],
            user=cluster.server_user(),
            log=log,
            stdin=subprocess.DEVNULL,
        )

    def _own(self, path):
        path.mkdir(parents=True, mode=0o755, exist_ok=True)
        if cluster.server_user():
            shutil.chown(path, cluster.server_user())

    def make(self):
        """Make it a primary of its own, with a place for a replica."""
        self._own(self.folder)
        words = ["-D", self.data, "-U", cluster.ROLE, "-A", "trust", "-E", "UTF8"]
        self._as_server("initdb", *words, "--locale=C.UTF-8", log="scale-initdb.log")
        self.start()
        self.psql(f"SELECT pg_create_physical_replication_slot('{SLOT}')")

    def follow(self, primary):
        """Make it a replica of *primary*."""
        self._own(self.folder)
        source = f"host=127.0.0.1 port={primary.port} user={cluster.ROLE}"
        words = ["-d", source, "-D", self.data, "-S", SLOT, "-X", "stream"]
        words += ["-c", "fast", "-R"]
        self._as_server("pg_basebackup", *words, log="scale-basebackup.log")
        self.start()

    def start(self):
        settings = {**SETTINGS, "port": self.port}
        settings["unix_socket_directories"] = self.folder
        text = " ".join(f"-c {name}={value}" for name, value in settings.items())
        words = ["-D", self.data, "-l", self.folder / "server.log", "-w", "-t", "120"]
        self._as_server("pg_ctl", *words, "-o", text, "start", log="scale-start.log")

    def promote(self):
        words = ["-D", self.data, "-w", "-t", "60", "promote"]
        self._as_server("pg_ctl", *words, log="scale-promote.log")

    def kill(self):
        """Kill it and its processes, as a machine that loses its power does."""
        with contextlib.suppress(OSError, ValueError):
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8")
            postmaster = int(lines.splitlines()[0])
            children = f"/proc/{postmaster}/task/{postmaster}/children"
            with open(children, encoding="utf-8") as file:
                found = [int(number) for number in file.read().split()]
            for number in (postmaster, *found):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)

    def is_caught_up(self):
        """Tell whether the replica has all that its primary wrote."""
        rows = self.psql(
            "SELECT bool_and(replay_lsn = pg_current_wal_lsn())"
            " FROM pg_stat_replication"
        )
        return rows == "t"

    def stop(self):
        if (self.data / "postmaster.pid").exists():
            with contextlib.suppress(config.Problem):
                words = ["-D", self.data, "-m", "immediate", "-w", "stop"]
                self._as_server("pg_ctl", *words, log="scale-stop.log")
