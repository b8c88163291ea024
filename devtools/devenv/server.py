"""Serving the demo company."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from . import cluster, config, databases, python, source, system
from .process import say

PID_FILE = config.DEV / "server.pid"
LOG = config.LOGS / "server.log"


def prepare(needs=system.FOR_RUN):
    """Do everything that has to be there before Odoo can run."""
    config.DEV.mkdir(parents=True, exist_ok=True)
    system.ensure(needs)
    source.ensure()
    python.ensure_odoo()
    cluster.ensure()
    databases.write_config()


def ensure_demo():
    """Make the demo company's database, once."""
    addons = config.addon_names()
    if databases.exists(config.DEMO_DATABASE):
        return
    part = f"{config.DEMO_DATABASE}_part"
    say("Making the demo company (a few minutes, once) …")
    databases.copy(cluster.TEMPLATE, part)
    databases.settle_in_vietnam(part)
    databases.install(part, addons, demo=True, log="install-demo.log")
    databases.rename(part, config.DEMO_DATABASE)


def url():
    return f"http://localhost:{config.PORT}"


def answers():
    with contextlib.suppress(OSError, urllib.error.URLError):
        return urllib.request.urlopen(f"{url()}/web/health", timeout=5).status == 200
    return False


def pid():
    """Return the process that serves, if it still is the one we started."""
    with contextlib.suppress(OSError, ValueError):
        number = int(PID_FILE.read_text(encoding="utf-8"))
        with open(f"/proc/{number}/cmdline", encoding="utf-8") as handle:
            if str(databases.CONFIG_FILE) in handle.read():
                return number
    return None


def start(*, wait=True):
    """Serve the demo company in the background and print how to log in."""
    if not pid():
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", config.PORT)) == 0:
                raise config.Problem(
                    f"Port {config.PORT} is taken by another program. "
                    "Stop it, or choose one: make run PORT=8070"
                )
        config.LOGS.mkdir(parents=True, exist_ok=True)
        words = databases.odoo_command(
            "-c", databases.CONFIG_FILE, "-d", config.DEMO_DATABASE
        )
        words += [f"--http-port={config.PORT}", f"--gevent-port={config.PORT + 1}"]
        with LOG.open("ab") as handle:
            process = subprocess.Popen(
                [str(word) for word in words],
                env=databases.environment(),
                cwd=config.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=handle,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        PID_FILE.write_text(str(process.pid), encoding="utf-8")
        for _attempt in range(240):
            if answers() or process.poll() is not None or not wait:
                break
            time.sleep(0.5)
        if process.poll() is not None:
            tail = LOG.read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
            raise config.Problem("\n".join([*tail, "The server stopped."]))
    sys.stdout.write(
        f"\n  {url()}\n"
        "  login: huong      password: nhanvien   (leads sales)\n"
        "  login: hung       password: nhanvien   (sells, leads a team)\n"
        "  login: admin      password: admin      (administrator)\n"
        "  stop:  make stop\n\n"
    )


def stop():
    """Stop the server and the private PostgreSQL."""
    stop_serving()
    cluster.stop()


def stop_serving():
    """Stop the server; PostgreSQL goes on, other checkouts may be using it."""
    number = pid()
    if number:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGTERM)
        for _attempt in range(40):
            if not pid():
                break
            time.sleep(0.25)
        else:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
    PID_FILE.unlink(missing_ok=True)


def clean():
    """Forget everything that ``make`` made."""
    stop()
    cluster.remove()
    shutil.rmtree(config.DEV, ignore_errors=True)
    os.sync()
