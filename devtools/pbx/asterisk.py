"""Starting the private Asterisk, its phones, and the bridge beside it.

All ports are free ones of this machine's loopback; what was started is ended by its own
process, whatever happens.
"""

import contextlib
import os
import random
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
#: seconds until something has to be there, and until a scenario has to be over: the
#: machine may be busy with everything else
START, SCENARIO = 60, 120
#: seconds that a phone rings: long when somebody lifts, however busy the machine is
RINGS, NOBODY_LIFTS = 30, 3
#: below the ports that systems give to connections, which come and go meanwhile
PORTS = range(10_000, 20_000)


def free_ports(count, kind=socket.SOCK_STREAM):
    """Return numbers of ports that nobody listens on."""
    found = []
    for port in random.sample(PORTS, len(PORTS)):
        with (
            contextlib.suppress(OSError),
            socket.socket(socket.AF_INET, kind) as one,
        ):
            one.bind(("127.0.0.1", port))
            found.append(port)
        if len(found) == count:
            return found
    raise OSError("no port is free")


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

    def leave(self, seconds=5):
        """Let it end by itself, or end it.

        Who is gone before saying good-bye is called again, and that call would be the
        first one of whoever has the place next.
        """
        try:
            self.popen.wait(seconds)
        except subprocess.TimeoutExpired:
            self.end()

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
        self.ports["ami"], self.ports["http"] = free_ports(2)
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
        first = 20_000 + self.ports["sip"] % 10_000 // 100 * 100
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
        with socket.create_connection(("127.0.0.1", self.ports["ami"]), 20) as line:
            line.settimeout(20)
            for action in (login, fields, {"Action": "Logoff"}):
                text = "".join(f"{name}: {value}\r\n" for name, value in action.items())
                line.sendall(text.encode() + b"\r\n")
            parts = []
            while part := line.recv(65536):
                parts.append(part)
        return b"".join(parts).decode(errors="replace")

    def channels(self, name="", state=""):
        """Return the channels of somebody that are there, in a state."""
        told = self.ask(Action="Command", Command="core show channels concise")
        lines = re.findall(rf"(?m)^(?:Output: )?(\w+/{re.escape(name)}[^!]*!.*)", told)
        return [line.split("!")[0] for line in lines if state in line.split("!")[4]]

    def hang_up(self, name=""):
        """Hang up the channels of somebody, or of all."""
        for channel in self.channels(name):
            self.ask(Action="Hangup", Channel=channel)

    def ring_for(self, seconds):
        """Say how long phones ring from now on."""
        self.ask(Action="Setvar", Variable="RINGS", Value=seconds)

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

    def wait_at(self, scenario, name):
        """Have somebody do something when called next, and be there for it."""
        process = self.play(scenario, name)
        place = f" 0100007F:{self.ports[name]:04X} "
        wait_for(
            lambda: place in Path("/proc/net/udp").read_text(encoding="utf-8"),
            what=name,
        )
        return process

    def phone(self, number, scenario):
        """Have the phone of an extension do something when it rings next."""
        return self.wait_at(scenario, f"phone_{number}")

    def customer(self, scenario):
        """Have the customer do something when called next."""
        return self.wait_at(scenario, "customer")

    def call(self, number, talk=1.0):
        """Have a customer call one of our numbers; return the process.

        :param talk: seconds after which the customer hangs up
        """
        words = ["-s", number, "-d", int(talk * 1000)]
        words.append(f"127.0.0.1:{self.ports['sip']}")
        return self.play("caller", "customer", *words)


class Bridge:
    """The project's bridge, as the process that it is.

    :param asterisk: an :class:`Asterisk` that runs
    :param odoo: address that it posts to
    :param ways: how it reaches Asterisk: ``ami`` or ``ari``
    """

    SECRET = "a key of the test"

    def __init__(self, asterisk, odoo, ways="ami"):
        self.asterisk, self.ways = asterisk, ways
        [port] = free_ports(1)
        self.url = f"http://127.0.0.1:{port}/"
        self.file = asterisk.folder / f"bridge-{ways}.ini"
        self.spool = asterisk.folder / f"spool-{ways}"
        settings = {f"{ways}_user": "bridge", f"{ways}_secret": "loopback"}
        if ways == "ami":
            settings |= {"ami_host": "127.0.0.1", "ami_port": asterisk.ports["ami"]}
        else:
            settings["ari_url"] = f"http://127.0.0.1:{asterisk.ports['http']}/ari"
        settings |= {
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
        shown = {"ami": "manager show connected", "ari": "ari show apps"}[self.ways]
        told = self.asterisk.ask(Action="Command", Command=shown)
        return {"ami": "bridge", "ari": "crm-vn"}[self.ways] in told

    def kill(self):
        """End it as a power cut would; Asterisk sees that it is gone."""
        self.process.end(signal.SIGKILL)
        wait_for(lambda: not self.is_connected(), what="the end of the bridge")
