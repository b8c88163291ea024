"""What happens to the topology while people work, and what it was like."""

import json
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from devtools.devenv import cluster, config, databases, groups
from devtools.devenv.process import output, run, say

from . import CUSTOMERS, DATABASE, MANAGERS, PEOPLE, SECONDS, WORKERS, load, verify
from .nodes import Node, Proxy, free_port
from .postgres import Server

#: the addon with the whole suite below it
SUITE = "crm_vn"


class Topology:
    """Primary, replica, two nodes for people, one for scheduled actions, nginx."""

    def __init__(self, folder):
        self.folder = folder
        self.primary = Server(folder / "primary", free_port())
        self.replica = Server(folder / "replica", free_port())
        self.webs = [
            Node(folder, name, self.primary, self.replica) for name in ("web1", "web2")
        ]
        self.cron = Node(folder, "cron", self.primary, crons=True)
        self.proxy = Proxy(folder, self.webs)

    def make(self):
        """Make database, people and customers, and start everything.

        :return: what the load has to know
        """
        say(f"{CUSTOMERS} customers, {PEOPLE} salespeople, {MANAGERS} managers …")
        self.primary.make()
        self._bring_database()
        # without a replica, and without serving anybody
        filler = Node(self.folder, "fill", self.primary)
        filler.configure()
        values = {
            key: value
            for key, value in databases.environment().items()
            if not key.startswith("PG")
        }
        values["PYTHONPATH"] = f"{config.ROOT}:{values['PYTHONPATH']}"
        words = [databases.odoo_command()[0], "-m", "devtools.scale.fill"]
        world = output([*words, filler.configuration], env=values, cwd=config.ROOT)
        self.primary.psql("VACUUM ANALYZE", DATABASE)
        say("A replica, and the nodes …")
        self.replica.follow(self.primary)
        for process in (*self.webs, self.cron, self.proxy):
            process.start()
        for process in (*self.webs, self.cron, self.proxy):
            process.wait()
        return json.loads(world.splitlines()[-1])

    def _bring_database(self):
        """Copy the test database of the whole suite, with its files."""
        group = groups.of(SUITE)
        databases.of_group(group)
        self.primary.psql(
            f"CREATE DATABASE {DATABASE} TEMPLATE template0 {cluster.LOCALE}"
        )
        dump = self.folder / "company.dump"
        words = ["pg_dump", "-Fc", "-Z1", "-f", dump, group.database]
        run(words, log="scale-dump.log", env=databases.environment())
        words = ["pg_restore", "--no-owner", "--no-comments", "--exit-on-error"]
        words += ["-j", "2", "-d", DATABASE, dump]
        run(words, log="scale-restore.log", env=self.primary.environment())
        dump.unlink()
        files = databases.DATA_DIR / "filestore" / group.database
        target = self.folder / "data/filestore" / DATABASE
        target.parent.mkdir(parents=True)
        if files.exists():
            output(["cp", "-a", files, target])

    def promote(self):
        """The primary dies; the replica takes its place, and the nodes turn to it."""
        self.primary.kill()
        self.replica.promote()
        for node in (*self.webs, self.cron):
            node.stop()
            node.primary, node.replica = self.replica, None
            node.start()
        for node in (*self.webs, self.cron):
            node.wait()

    def stop(self):
        for process in (self.proxy, *self.webs, self.cron):
            process.stop()
        for server in (self.replica, self.primary):
            server.stop()


class Trial:
    """People at work on a topology, phase by phase."""

    def __init__(self, topology, world):
        self.topology = topology
        self.ledger = load.Ledger()
        self.ended = threading.Event()
        port = topology.proxy.port
        logins = [login for login in world["customers"] if world["customers"][login]]
        rows = [(login, load.SALESPERSON) for login in logins]
        rows += [(login, load.MANAGER) for login in world["managers"]]
        self.people = [
            load.Person(number, login, port, acts, world, self.ledger, self.ended)
            for number, (login, acts) in enumerate(rows)
        ]
        self.rows = []

    def begin(self, seconds=300):
        say(f"{len(self.people)} people log in …")
        until = time.monotonic() + seconds
        for person in self.people:
            person.start()
        for person in self.people:
            person.ready.wait(max(0, until - time.monotonic()))
        here = sum(person.ready.is_set() for person in self.people)
        if here < len(self.people):
            raise config.Problem(
                f"Only {here} of {len(self.people)} could log in: {self.ledger.reasons}"
            )
        # what every process loads once
        time.sleep(min(20, SECONDS))

    def phase(self, name, happens=None):
        """Let people work for a while; something happens after a third of it."""
        began = time.monotonic()
        if happens:
            time.sleep(SECONDS / 3)
            happens()
        time.sleep(max(0, SECONDS - (time.monotonic() - began)))
        seconds = time.monotonic() - began
        calls = [call for call in list(self.ledger.calls) if call.began >= began]
        found = load.figures(calls, seconds)
        self.rows.append((name, found))
        say(
            f"{name:<34} {found['per_second']:6.1f}/s  p50 {found['p50'] * 1000:5.0f}"
            f" ms  p95 {found['p95'] * 1000:6.0f} ms  {found['failed']} failed"
        )

    def end(self):
        self.ended.set()
        for person in self.people:
            person.join(90)


def restart(process):
    process.kill()
    time.sleep(2)
    process.start()


def restart_server(server):
    server.kill()
    time.sleep(2)
    server.start()


def wait_for(condition, seconds, what):
    """Wait until *condition* holds."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise config.Problem(f"Still not after {seconds} s: {what}")
        time.sleep(0.5)


def main():
    """Build it, let people work, report; return 1 when anything is wrong."""
    folder = Path(tempfile.mkdtemp(prefix="crm_vn-scale-"))
    folder.chmod(0o755)
    topology = Topology(folder)
    try:
        trial = Trial(topology, topology.make())
        trial.begin()
        cursors = go_through(topology, trial)
        return report(topology, trial, cursors)
    finally:
        topology.stop()
        keep_logs(folder)
        shutil.rmtree(folder, ignore_errors=True)


def go_through(topology, trial):
    """Go through the phases; return how many calls each kind of server answered."""
    web1, web2 = topology.webs
    trial.phase("all is well")
    cursors = [web.cursors() for web in topology.webs]
    trial.phase("a worker is killed", web1.kill_worker)
    trial.phase("a node is killed", lambda: restart(web2))
    trial.phase("scheduled actions are killed", lambda: restart(topology.cron))
    trial.phase("the replica is killed", lambda: restart_server(topology.replica))
    wait_for(topology.primary.is_caught_up, 60, "the replica has caught up")
    # from here on a commit is answered when the replica has it: nothing may be lost
    topology.primary.psql("ALTER SYSTEM SET synchronous_standby_names = '*'")
    topology.primary.psql("SELECT pg_reload_conf()")
    trial.phase("commits wait for the replica")
    trial.phase("the primary dies, promotion", topology.promote)
    trial.phase("after it")
    trial.end()
    return {mode: sum(found[mode] for found in cursors) for mode in ("ro", "rw")}


def report(topology, trial, cursors):
    """Print what it was like; return 1 when anything was lost or doubled."""
    server = topology.replica

    def rows_of(query):
        return server.psql(query, DATABASE).splitlines()

    wait_for(lambda: not rows_of(verify.DOUBLES[verify.CARE]), 180, verify.CARE)
    lines = ["", f"{CUSTOMERS} customers, {len(trial.people)} people, "]
    lines[-1] += f"2 nodes of {WORKERS} workers, {SECONDS} s a phase"
    for name, found in trial.rows:
        lines.append(
            f"  {name:<34} {found['per_second']:7.1f} requests/s"
            f"  p50 {found['p50'] * 1000:6.0f} ms  p95 {found['p95'] * 1000:6.0f} ms"
            f"  {found['failed']:>4} failed"
        )
    read = cursors["ro"] / max(1, sum(cursors.values()))
    lines.append(f"  answered by the replica: {read:.0%} of the calls")
    ledger = trial.ledger
    lines.append(
        f"  {len(ledger.promised)} writes were answered with success, "
        f"{len(ledger.doubtful)} were not"
    )
    for reason, count in sorted(ledger.reasons.items(), key=lambda item: -item[1])[:8]:
        lines.append(f"    {count} x {reason}")
    faults = verify.faults(rows_of, ledger)
    lines += [f"  WRONG: {fault}" for fault in faults]
    if not faults:
        lines.append("  nothing was lost, nothing is there twice")
    text = "\n".join(lines)
    (config.DEV / "scale.txt").write_text(text + "\n", encoding="utf-8")
    say(text)
    return 1 if faults else 0


def keep_logs(folder):
    config.LOGS.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.log"):
        shutil.copy(path, config.LOGS / f"scale-{path.name}")


if __name__ == "__main__":
    sys.exit(main())
