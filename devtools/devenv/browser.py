"""A Chromium of our own that is told what to do.

Over its own protocol, as Odoo's test browser does it. A ``Browser`` runs in Odoo's
Python, which has a client of web sockets.
"""

import base64
import contextlib
import itertools
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from . import config

WIDTHS = {1280: 800, 360: 740}
#: seconds that a screen may take, and that drawings get to come to rest
PATIENCE, REST = 40, 1.2
READY = """
(window.odoo?.isReady === true
    || !!document.querySelector('.o_login_auth, .o_public, body > main'))
&& !document.querySelector('.o_loading_indicator, .o_view_sample_data .o_loading')
&& !!document.querySelector(
    '.o_action_manager > *, .o_login_auth, .oe_login_form, main, form')
"""
PRESS = """
(() => {
    const all = [...document.querySelectorAll(%s)];
    const found = all.find((one) => one.checkVisibility());
    found?.click();
    return Boolean(found);
})()
"""
LOGIN = """
(async () => {
    const page = await (await fetch('/web/login')).text();
    const form = new DOMParser().parseFromString(page, 'text/html');
    const token = form.querySelector('input[name=csrf_token]').value;
    const answer = await fetch('/web/login', {method: 'POST', body: new URLSearchParams(
        {csrf_token: token, login: %s, password: %s, redirect: '/web/health'})});
    return answer.url;
})()
"""


class Browser:
    """One page of a Chromium of our own, with a profile that is thrown away."""

    def __init__(self, program):
        import websocket

        self.profile = tempfile.mkdtemp(prefix="crm_vn_pictures")
        words = [program, "--headless", "--no-sandbox", "--disable-gpu"]
        words += ["--disable-dev-shm-usage", "--hide-scrollbars"]
        words += ["--lang=vi", "--accept-lang=vi-VN,vi"]
        words += ["--remote-debugging-port=0", "--remote-allow-origins=*"]
        words += [f"--user-data-dir={self.profile}", "about:blank"]
        self.process = subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        port = self._wait_for_port()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
            pages = json.load(answer)
        address = next(
            page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page"
        )
        self.socket = websocket.create_connection(address, timeout=60)
        self.numbers = itertools.count(1)

    def _wait_for_port(self):
        note = Path(self.profile) / "DevToolsActivePort"
        for _attempt in range(200):
            with contextlib.suppress(OSError, IndexError, ValueError):
                return int(note.read_text(encoding="utf-8").splitlines()[0])
            time.sleep(0.1)
        raise config.Problem("Chromium does not start.")

    def call(self, method, **parameters):
        """Send one command and return its result."""
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.recv())
            self.note(answer)
            if answer.get("id") == number:
                if "error" in answer:
                    raise config.Problem(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def note(self, message):
        """See each message of Chromium; who is after one overrides it."""

    def run(self, script):
        """Return what *script* gives in the page."""
        found = self.call(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
        )
        return found["result"].get("value")

    def open(self, address):
        """Open *address*, and return once it is drawn.

        :return: whether it was in time
        """
        self.call("Page.navigate", url=address)
        until = time.monotonic() + PATIENCE
        time.sleep(0.3)
        while time.monotonic() < until:
            if self.run(READY):
                time.sleep(REST)
                return True
            time.sleep(0.2)
        return False

    def press(self, selector):
        """Press the first of what *selector* finds, once it is there."""
        until = time.monotonic() + PATIENCE / 4
        while time.monotonic() < until:
            if self.run(PRESS % json.dumps(selector)):
                time.sleep(REST)
                return True
            time.sleep(0.2)
        return False

    def resize(self, width):
        phone = width < 768
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=WIDTHS[width],
            deviceScaleFactor=2 if phone else 1,
            mobile=phone,
        )
        self.call("Emulation.setTimezoneOverride", timezoneId="Asia/Ho_Chi_Minh")
        self.call("Emulation.setTouchEmulationEnabled", enabled=phone)

    def picture(self, path):
        found = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(found["data"]))

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        shutil.rmtree(self.profile, ignore_errors=True)
