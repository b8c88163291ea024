"""The Odoos and nginx of the topology."""

import contextlib
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.request

from devtools.devenv import cluster, config, databases, python, source
from devtools.devenv.process import output

from . import DATABASE, WORKERS


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _is_healthy(address):
    with contextlib.suppress(OSError, urllib.error.URLError):
        context = ssl._create_unverified_context()
        return urllib.request.urlopen(address, timeout=3, context=context).status == 200
    return False


class Process:
    """A program with children, in a group of its own."""

    def __init__(self, folder, name):
        self.folder = folder
        self.name = name
        self.process = None

    @property
    def log(self):
        return self.folder / f"{self.name}.log"

    def words(self):
        raise NotImplementedError

    def addresses(self):
        """Return where it tells that it is well."""
        raise NotImplementedError

    def start(self):
        # Odoo takes what leads to a server from there before its own file
        values = {
            name: value
            for name, value in databases.environment().items()
            if not name.startswith("PG")
        }
        with self.log.open("ab") as handle:
            self.process = subprocess.Popen(
                [str(word) for word in self.words()],
                env=values,
                cwd=config.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=handle,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self):
        """Kill all of it with -9."""
        self._signal(signal.SIGKILL)

    def stop(self):
        self._signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self.process:
                self.process.wait(15)
        self._signal(signal.SIGKILL)

    def _signal(self, number):
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
            if number == signal.SIGKILL:
                self.process.wait(30)

    def answers(self):
        # websockets are asked of a worker of their own
        return all(map(_is_healthy, self.addresses()))

    def wait(self, seconds=120):
        """Wait until it answers.

        :raise config.Problem: it ended, or does not
        """
        until = time.monotonic() + seconds
        while not self.answers():
            if time.monotonic() > until or self.process.poll() is not None:
                end = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
                raise config.Problem(f"{self.name} does not answer:\n{end}")
            time.sleep(0.3)

    def children(self):
        """Return the ids of its direct children."""
        pid = self.process.pid
        with open(f"/proc/{pid}/task/{pid}/children", encoding="utf-8") as file:
            return [int(number) for number in file.read().split()]


class Node(Process):
    """One Odoo.

    :param primary: the server it writes to
    :param replica: the one it reads from, if any
    :param crons: whether it runs scheduled actions, instead of serving people
    """

    def __init__(self, folder, name, primary, replica=None, *, crons=False):
        super().__init__(folder, name)
        self.primary, self.replica, self.crons = primary, replica, crons
        self.port, self.gevent_port = free_port(), free_port()

    @property
    def configuration(self):
        return self.folder / f"{self.name}.conf"

    def configure(self):
        """Write its configuration file: it is read when it starts."""
        paths = [*source.addons_paths(), config.ADDONS]
        lines = [
            "[options]",
            f"addons_path = {','.join(map(str, paths))}",
            f"data_dir = {self.folder / 'data'}",
            "db_host = 127.0.0.1",
            f"db_port = {self.primary.port}",
            f"db_user = {cluster.ROLE}",
            f"db_name = {DATABASE}",
            f"dbfilter = ^{DATABASE}$",
            "list_db = False",
            "proxy_mode = True",
            "http_interface = 127.0.0.1",
            f"http_port = {self.port}",
            f"gevent_port = {self.gevent_port}",
            f"workers = {0 if self.crons else WORKERS}",
            f"max_cron_threads = {1 if self.crons else 0}",
            "limit_time_real = 240",
        ]
        if self.replica:
            lines += [
                "db_replica_host = 127.0.0.1",
                f"db_replica_port = {self.replica.port}",
            ]
        text = "\n".join(lines) + "\n"
        self.configuration.write_text(text, encoding="utf-8")

    def words(self):
        # the worker of websockets is started by the same name, which is to be a file
        program = self.folder / "run_odoo.py"
        program.write_text("import odoo.cli\nodoo.cli.main()\n", encoding="utf-8")
        return [python.venv_python(), program, "-c", self.configuration]

    def addresses(self):
        ports = [self.port] if self.crons else [self.port, self.gevent_port]
        return [f"http://127.0.0.1:{port}/web/health" for port in ports]

    def start(self):
        self.configure()
        super().start()

    def kill_worker(self):
        """Kill one of its processes that answer people; return its id."""
        worker = self.children()[0]
        os.kill(worker, signal.SIGKILL)
        return worker

    def cursors(self):
        """Return how many calls were answered with which cursor: {"ro": …, "rw": …}."""
        counts = {"ro": 0, "rw": 0}
        text = self.log.read_text(encoding="utf-8", errors="replace")
        for mode in re.findall(
            r"/call_(?:kw|button)/\S+ .* (ro|rw|ro->rw)\s*$", text, re.M
        ):
            counts["ro" if mode == "ro" else "rw"] += 1
        return counts


class Proxy(Process):
    """nginx, with the configuration of ``docker/nginx.conf``."""

    def __init__(self, folder, webs):
        super().__init__(folder, "nginx")
        self.webs = webs
        self.port, self.plain_port = free_port(), free_port()

    def configure(self):
        docker = config.ROOT / "docker"
        text = (docker / "nginx.conf").read_text(encoding="utf-8")
        for web in self.webs:
            text = text.replace(f"{web.name}:8069", f"127.0.0.1:{web.port}")
            text = text.replace(f"{web.name}:8072", f"127.0.0.1:{web.gevent_port}")
        text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl")
        text = text.replace("listen 80;", f"listen 127.0.0.1:{self.plain_port};")
        text = text.replace("include mime.types", "include /etc/nginx/mime.types")
        head = f"pid {self.folder}/nginx.pid;\nerror_log {self.log};\ndaemon off;\n"
        temporary = "".join(
            f"    {kind}_temp_path {self.folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        temporary += f"    access_log {self.folder}/access.log;\n"
        text = head + text.replace("http {\n", f"http {{\n{temporary}", 1)
        self.file.write_text(text, encoding="utf-8")
        shutil.copy(docker / "proxy.conf", self.folder)
        tls = self.folder / "tls"
        tls.mkdir(exist_ok=True)
        output(
            [
                *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"),
                *("-days", "2", "-subj", "/CN=localhost"),
                *("-keyout", tls / "privkey.pem", "-out", tls / "fullchain.pem"),
            ]
        )

    @property
    def file(self):
        return self.folder / "nginx.conf"

    def addresses(self):
        return [f"https://127.0.0.1:{self.port}/web/health"]

    def words(self):
        return ["nginx", "-c", self.file, "-p", self.folder]

    def start(self):
        self.configure()
        super().start()
