"""Starting the private Asterisk, its phones, and the bridge beside it.

All ports are free ones of this machine's loopback; what was started is ended by its own
process, whatever happens.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from devtools.devenv import config

from . import fetch

HERE = Path(__file__).parent
BRIDGE = config.ADDONS / "crm_vn_call_provider/bridge"
#: seconds until a server has to be there, and until a scenario has to be over
START, SCENARIO = 15, 40


def free_ports(count, kind=socket.SOCK_STREAM):
    """Return numbers of ports that nobody listens on."""
    with contextlib.ExitStack() as stack:
        found = []
        for _number in range(count):
            one = stack.enter_context(socket.socket(socket.AF_INET, kind))
            one.bind(("127.0.0.1", 0))
            found.append(one.getsockname()[1])
        return found


def wait_for(check, seconds=START, what="it"):
    """Wait until *check* gives something true, and return that.

    :raise TimeoutError: after so many seconds
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := check():
            return found
        time.sleep(0.05)
    raise TimeoutError(f"{what} did not come within {seconds} s")


class Process:
    """One process of ours with its own group, ended when it is left."""

    def __init__(self, command, log, **options):
        self.log = Path(log)
        with self.log.open("ab") as handle:
            self.popen = subprocess.Popen(
                [str(word) for word in command],
                stdin=subprocess.DEVNULL,
                stdout=handle,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **options,
            )

    def wait(self, seconds=SCENARIO):
        return self.popen.wait(seconds)

    def end(self, how=signal.SIGTERM):
        """End it: asked first, made to when it does not hear."""
        if self.popen.poll() is not None:
            return
        os.killpg(self.popen.pid, how)
        try:
            self.popen.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self.popen.pid, signal.SIGKILL)
            self.popen.wait(5)


class Asterisk:
    """A switchboard with two phones and a carrier, all on loopback.

    :param folder: an empty folder for its files
    :param odoo: address that the dialplan without a bridge posts to
    """

    def __init__(self, folder, odoo):
        self.folder = Path(folder)
        names = ("sip", "customer", "phone_101", "phone_102")
        self.ports = dict(
            zip(names, free_ports(len(names), socket.SOCK_DGRAM), strict=True)
        )
        [self.ports["ami"]] = free_ports(1)
        self.odoo = odoo
        self.processes = []

    def __enter__(self):
        self.configure()
        command = [*fetch.asterisk(), "-f", "-C", self.folder / "etc/asterisk.conf"]
        self.start(command, "asterisk")
        try:
            wait_for(self.answers, what="Asterisk")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error):
        for process in reversed(self.processes):
            process.end()

    def start(self, command, name, **options):
        process = Process(command, self.folder / f"{name}.log", **options)
        self.processes.append(process)
        return process

    def configure(self):
        """Write the configuration with the ports of this time."""
        for name in ("etc", "var", "spool", "run", "log"):
            (self.folder / name).mkdir(parents=True)
        first = 20_000 + self.ports["sip"] % 20_000 // 100 * 100
        values = {
            **self.ports,
            "folder": self.folder,
            "root": fetch.FOLDER / "asterisk",
            "rtp": first,
            "rtp_end": first + 99,
        }
        for path in (HERE / "etc").glob("*.conf"):
            text = path.read_text(encoding="utf-8")
            text = re.sub(r"@(\w+)@", lambda match: str(values[match[1]]), text)
            (self.folder / "etc" / path.name).write_text(text, encoding="utf-8")
        plan = (BRIDGE / "extensions-crm-vn.conf").read_text(encoding="utf-8")
        plan = re.sub(r"(?m)^ODOO=.*", f"ODOO={self.odoo}", plan)
        (self.folder / "etc/extensions-crm-vn.conf").write_text(plan, encoding="utf-8")

    def answers(self):
        with contextlib.suppress(OSError):
            return "Channels" in self.ask(Action="CoreShowChannels") or True
        return False

    def ask(self, **fields):
        """Send one action to the manager as the test itself; return what it says."""
        login = {"Action": "Login", "Username": "test", "Secret": "loopback"}
        with socket.create_connection(("127.0.0.1", self.ports["ami"]), 5) as line:
            line.settimeout(5)
            for action in (login, fields, {"Action": "Logoff"}):
                text = "".join(f"{name}: {value}\r\n" for name, value in action.items())
                line.sendall(text.encode() + b"\r\n")
            parts = []
            while part := line.recv(65536):
                parts.append(part)
        return b"".join(parts).decode(errors="replace")

    # === People ===
    def play(self, scenario, name, *words):
        """Have SIPp play a scenario once.

        :param name: whose port it has: ``customer``, ``phone_101``, ``phone_102``
        """
        command, environment = fetch.sipp()
        port = self.ports[name]
        command += ["-sf", HERE / f"scenarios/{scenario}.xml", "-m", "1", "-nostdin"]
        command += ["-i", "127.0.0.1", "-p", port, "-mi", "127.0.0.1"]
        command += ["-timeout", f"{SCENARIO}s", *words]
        return self.start(
            command, f"{name}-{scenario}", env=environment, cwd=self.folder
        )

    def phone(self, number, scenario):
        """Have the phone of an extension do something when it rings next."""
        return self.play(scenario, f"phone_{number}")

    def customer(self, scenario):
        """Have the customer do something when called next."""
        return self.play(scenario, "customer")

    def call(self, number, talk=1.0):
        """Have a customer call one of our numbers; return the process."""
        words = ["-s", number, "-d", int(talk * 1000)]
        words.append(f"127.0.0.1:{self.ports['sip']}")
        return self.play("caller", "customer", *words)


class Bridge:
    """The project's bridge, as the process that it is.

    :param asterisk: an :class:`Asterisk` that runs
    :param odoo: address that it posts to
    """

    SECRET = "a key of the test"

    def __init__(self, asterisk, odoo):
        self.asterisk = asterisk
        [port] = free_ports(1)
        self.url = f"http://127.0.0.1:{port}/"
        self.file = asterisk.folder / "bridge.ini"
        self.spool = asterisk.folder / "spool-of-the-bridge"
        settings = {
            "ami_host": "127.0.0.1",
            "ami_port": asterisk.ports["ami"],
            "ami_user": "bridge",
            "ami_secret": "loopback",
            "odoo_url": odoo,
            "secret": self.SECRET,
            "spool": self.spool,
            "port": port,
        }
        lines = [f"{name} = {value}" for name, value in settings.items()]
        self.file.write_text("\n".join(["[bridge]", *lines, ""]), encoding="utf-8")
        self.start()

    def start(self):
        self.process = self.asterisk.start(
            [sys.executable, BRIDGE / "crm_vn_call_bridge.py", self.file], "bridge"
        )
        wait_for(self.is_connected, what="the bridge")

    def is_connected(self):
        """Tell whether Asterisk knows the bridge."""
        told = self.asterisk.ask(Action="Command", Command="manager show connected")
        return "bridge" in told

    def kill(self):
        """End it as a power cut would."""
        self.process.end(signal.SIGKILL)
