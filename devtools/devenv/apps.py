"""The first ten minutes of a company, from Odoo's *Apps* on.

A new database without demo data, made with Odoo's own command; its administrator looks
for the suite among the apps, installs it with one press, and goes the way to the first
imported customers, the first care and the first number (``crm_vn_ten_minutes``).
``python -m devtools.devenv.apps CHROMIUM URL WIDTH`` is the browser's part.
"""

import contextlib
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request

from . import cluster, config, databases, python, system
from .browser import LOGIN, Browser
from .process import run, say

SUITE = "crm_vn"
TOUR = "crm_vn_ten_minutes"
DATABASE = f"{config.PREFIX}_apps"
WIDTHS = (1280, 360)
#: seconds: until all addons are there, and until the tour is over
INSTALLING, TOURING = 1200, 300
SEARCH = """
(() => {
    const input = document.querySelector('.o_searchview_input');
    if (!input) {
        document.querySelector('.o_control_panel .fa-search')?.click();
        return false;
    }
    input.focus();
    return true;
})()
"""
INSTALL = "document.querySelectorAll('.o_kanban_record:not(.o_kanban_ghost)').length"
SUGGESTED = "!!document.querySelector('.o_searchview_autocomplete .dropdown-item')"
BUTTON = ".o_kanban_record button[name=button_immediate_install]"
#: which the installation has put there
OURS = """
!!window.odoo?.isReady
&& odoo.loader.modules.has("@crm_vn_base/period_table/period_table")
"""
#: Odoo's own first steps would point at things meanwhile
NO_POINTERS = """
fetch('/web/dataset/call_kw/res.users/switch_tour_enabled', {
    method: 'POST', headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({jsonrpc: '2.0', id: 1, params: {
        model: 'res.users', method: 'switch_tour_enabled', args: [false], kwargs: {},
    }}),
}).then((answer) => answer.json()).then((answer) => !answer.error)
"""
#: what is there afterwards: words for people, query, count
RESULTS = (
    (
        "customers",
        "SELECT count(*) FROM res_partner WHERE vn_relationship_id IS NOT NULL",
        5,
    ),
    ("care schedules", "SELECT count(*) FROM mail_activity_plan WHERE active", 3),
    ("customers cared for", "SELECT count(*) FROM crm_vn_care_enrollment", 1),
)


class TourBrowser(Browser):
    """A browser that listens to what the page writes on its console."""

    def __init__(self, program):
        super().__init__(program)
        self.said = []
        self.call("Runtime.enable")

    def note(self, message):
        if message.get("method") == "Runtime.consoleAPICalled":
            words = message["params"]["args"]
            text = " ".join(str(word.get("value", "")) for word in words)
            self.said.append((message["params"]["type"], text))

    def wait(self, script, seconds, what):
        """Return once *script* gives something true.

        :raise config.Problem: it did not within *seconds*; *what* was awaited
        """
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            # a page that is being replaced has no answer
            with contextlib.suppress(config.Problem):
                if self.run(script):
                    return
            time.sleep(1)
        raise config.Problem(f"{what}: not within {seconds} seconds.")

    def tour(self, name):
        """Let a tour run in the page that is open.

        :raise config.Problem: it stopped before its end
        """
        self.wait("typeof odoo.startTour === 'function'", 60, "tours")
        self.run(f"odoo.isTourReady({json.dumps(name)})")
        self.run(f"void odoo.startTour({json.dumps(name)}, {{mode: 'auto'}})")
        until = time.monotonic() + TOURING
        while time.monotonic() < until:
            with contextlib.suppress(config.Problem):
                self.run("1")
            for kind, text in self.said:
                if "tour succeeded" in text:
                    return
                if kind == "error" and "FAILED" in text:
                    raise config.Problem(text)
            time.sleep(1)
        last = [text for _kind, text in self.said[-5:]]
        raise config.Problem("\n".join(["The tour does not end.", *last]))


def main(program, url, width):
    """Do in a browser what the administrator does."""
    browser = TourBrowser(program)
    try:
        browser.resize(int(width))
        browser.open(f"{url}/web/login")
        browser.run(LOGIN % ('"admin"', '"admin"'))
        browser.run(NO_POINTERS)
        browser.open(f"{url}/odoo/apps")
        browser.wait(SEARCH, 30, "the search of Apps")
        before = browser.run(INSTALL)
        browser.call("Input.insertText", text="CRM Việt Nam")
        browser.wait(SUGGESTED, 10, "what the search offers")
        for kind in ("keyDown", "keyUp"):
            browser.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key="Enter",
                code="Enter",
                windowsVirtualKeyCode=13,
                text="\r" if kind == "keyDown" else "",
            )
        browser.wait(f"{INSTALL} === 1", 30, "one app that is called so")
        sys.stdout.write(f"one of {before} apps is found\n")
        if not browser.press(BUTTON):
            raise config.Problem("The app has no button to install it.")
        started = time.monotonic()
        browser.wait(OURS, INSTALLING, "the suite")
        seconds = round(time.monotonic() - started)
        sys.stdout.write(f"installed from Apps in {seconds} s\n")
        browser.open(f"{url}/odoo/vn-first-steps?debug=tests")
        browser.tour(TOUR)
        sys.stdout.write("the way to the first number is gone\n")
    except config.Problem as problem:
        sys.stdout.write(f"{problem}\n")
        browser.picture(config.LOGS / f"apps-{width}.png")
        return 1
    finally:
        browser.close()
    return 0


def make_database(language):
    """Make a new database as Odoo does it for somebody in Vietnam."""
    databases.drop(DATABASE)
    databases.odoo(
        *("db", "-c", databases.CONFIG_FILE, "init", DATABASE),
        *("--country", "vn", "--language", language),
        log="apps-init.log",
    )


@contextlib.contextmanager
def served(url):
    """Serve the database; without crons, which may not run while addons go in."""
    words = databases.odoo_command("-c", databases.CONFIG_FILE, "-d", DATABASE)
    words += ["--max-cron-threads=0", f"--http-port={url.rsplit(':', 1)[1]}"]
    # an installation is one request
    words += [f"--gevent-port={config.PORT + 4}", f"--limit-time-real={INSTALLING}"]
    with (config.LOGS / "apps-server.log").open("wb") as handle:
        server = subprocess.Popen(
            [str(word) for word in words],
            env=databases.environment(),
            cwd=config.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=subprocess.STDOUT,
        )
    try:
        for _attempt in range(240):
            with contextlib.suppress(OSError, urllib.error.URLError):
                urllib.request.urlopen(f"{url}/web/login", timeout=30).close()
                break
            time.sleep(0.5)
        yield
    finally:
        server.terminate()
        server.wait(60)


def first_minutes():
    """Go the way at both widths, each in a database of its own.

    :raise config.Problem: somewhere the way ends, the log complains, or what was made
        is not there
    """
    url = f"http://127.0.0.1:{config.PORT + 3}"
    environment = databases.environment()
    environment["PYTHONPATH"] += f":{config.ROOT}"
    words = [python.venv_python(), "-m", "devtools.devenv.apps", system.chromium(), url]
    try:
        for width in WIDTHS:
            say(f"A new database, at {width} px …")
            make_database("vi_VN")
            with served(url):
                run([*words, str(width)], env=environment, cwd=config.ROOT)
            lines = databases.complaints("apps-server.log")
            for what, sql, wanted in RESULTS:
                found = int(cluster.psql(sql, DATABASE))
                if found != wanted:
                    lines.append(f"{what}: {found} instead of {wanted}")
            if lines:
                raise config.Problem("\n".join(lines))
            count = len(databases.installed(DATABASE) & set(config.addon_names()))
            say(f"From Apps to the first number at {width} px, with {count} addons.")
    finally:
        databases.drop(DATABASE)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
