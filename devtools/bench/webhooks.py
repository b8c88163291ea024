"""Events at a server with two workers, beside a route that does nothing."""

import contextlib
import http.client
import os
import signal
import statistics
import subprocess
import threading
import time
from pathlib import Path

from devtools.devenv import config, databases, python
from devtools.pbx.asterisk import free_ports, wait_for

EMPTY = "/vn/bench/empty"
ADDONS = Path(__file__).parent / "addons"
SERVER = Path(__file__).parent / "odoo_server.py"
A_MINUTE = 1_000
SECONDS = int(os.environ.get("BENCH_SECONDS") or 60)


@contextlib.contextmanager
def served(database):
    """Serve *database* with two workers on a free port of loopback; yield the port."""
    port, gevent_port = free_ports(2)
    words = [python.venv_python(), SERVER, "-c", databases.CONFIG_FILE, "-d", database]
    words += ["--workers=2", f"--http-port={port}", f"--gevent-port={gevent_port}"]
    words += ["--http-interface=127.0.0.1", "--load=base,web,crm_vn_bench_route"]
    words += [f"--addons-path={','.join(map(str, addons_paths()))}"]
    words += ["--log-level=warn", "--max-cron-threads=0", f"--db-filter=^{database}$"]
    config.LOGS.mkdir(parents=True, exist_ok=True)
    with (config.LOGS / "bench-server.log").open("wb") as log:
        server = subprocess.Popen(
            [str(word) for word in words],
            # a client that has no turn on a busy machine is no broken one
            env={**databases.environment(), "ODOO_HTTP_SOCKET_TIMEOUT": "30"},
            cwd=config.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_for(lambda: asked(port, "GET", EMPTY) == 200, 60, "the server")
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def addons_paths():
    return [*databases.source.addons_paths(), config.ADDONS, ADDONS]


def asked(port, method, path, body=None, headers=None):
    """Return the status of one request, by a connection of its own."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request(method, path, body, headers or {})
        answer = line.getresponse()
        answer.read()
        return answer.status
    except OSError:
        return None
    finally:
        line.close()


def percentile(values, share=0.95):
    return statistics.quantiles(values, n=100)[int(share * 100) - 1]


def compare(bench, database, make, what):
    """Send events, evenly over the time, each beside a request of the empty route.

    :param make: gives (path, body, headers) of the event of a number
    """
    count = A_MINUTE * SECONDS // 60
    with served(database) as port:
        for number in range(10):
            asked(port, "POST", *make(-1 - number))
            asked(port, "POST", EMPTY, b"{}")
        ours, empty, wrong = [], [], []

        def one(number, due, path, body, headers, found):
            time.sleep(max(0, due - time.monotonic()))
            started = time.perf_counter()
            status = asked(port, "POST", path, body, headers)
            found.append((time.perf_counter() - started) * 1000)
            if status != 200:
                wrong.append(status)

        start, gap = time.monotonic() + 0.5, SECONDS / count
        threads = []
        for number in range(count):
            due = start + number * gap
            for path, body, headers, found, late in (
                (*make(number), ours, 0),
                (EMPTY, b"{}", {}, empty, gap / 2),
            ):
                arguments = (number, due + late, path, body, headers, found)
                threads.append(threading.Thread(target=one, args=arguments))
            time.sleep(max(0, due - 0.3 - time.monotonic()))
            threads[-2].start()
            threads[-1].start()
        for thread in threads:
            thread.join()
    assert not wrong, f"not answered with 200: {wrong[:5]}"
    bench.info(f"{what}: p95 of an empty route, ms", percentile(empty))
    bench.info(f"{what}: p95 of an event, ms", percentile(ours))
    ratio = percentile(ours) / percentile(empty)
    bench.at_most(f"{what}: {A_MINUTE} events a minute, p95 / empty route", ratio, 3)
