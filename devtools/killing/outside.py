"""A gateway and Zalo in a process of their own, which no kill of a job reaches.

``python -m devtools.killing.outside CONFIGURATION`` is that process: it says where it
is, then answers each line that it reads.
"""

import contextlib
import json
import subprocess
import sys

from devtools.devenv import config, databases


class Outside:
    """What is out there: it counts what reached a phone."""

    def __init__(self, process):
        self.process = process
        self.url = json.loads(process.stdout.readline())

    def _ask(self, what):
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def reset(self):
        """Forget what was sent."""
        self._ask("reset")

    def count(self):
        """Return {number: how many messages reached it}."""
        return self._ask("count")


@contextlib.contextmanager
def reached():
    """Yield what can be reached outside, and end it afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", __name__, str(databases.CONFIG_FILE)],
        cwd=config.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Outside(process)
    finally:
        process.kill()
        process.wait()


def serve(configuration):
    """Be the gateway and Zalo, as the tests of the addons know them."""
    from odoo.tools import config as settings

    settings.parse_config(["-c", configuration, "--log-level=error"])
    from odoo.addons.crm_vn_zalo.tests.double import ZaloDouble

    double = ZaloDouble()
    say(double.url)
    for line in sys.stdin:
        if line.strip() == "reset":
            double.reset()
            say(True)
        else:
            say(dict(double.sent))


def say(answer):
    sys.stdout.write(f"{json.dumps(answer)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
