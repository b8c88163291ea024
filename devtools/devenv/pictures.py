"""Pictures of the main screens of the demo company, at two widths.

Chromium is told what to do over its own protocol, as Odoo's test browser does. This
runs in Odoo's Python, which has a client of web sockets, and draws.
``python -m devtools.devenv.pictures CHROMIUM URL FOLDER RECORDS [WORD…]``
"""

import base64
import contextlib
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image

from . import config
from .screens import GUIDE, README, SCREENS

WIDTHS = {1280: 800, 360: 740}
#: how much of a picture's size is left in the guide; phones are pictured at twice it
GUIDE_WIDTHS = {1280: 0.75, 360: 0.5}
PASSWORDS = {"admin": "admin"}
DEFAULT_PASSWORD = "nhanvien"
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


def take(program, url, folder, records, words=()):
    """Take the pictures, one browser for each person.

    :param records: id of each record whose form is pictured
    :param words: only screens whose name holds one of them
    :return: the names of the screens that did not come
    """
    folder.mkdir(parents=True, exist_ok=True)
    late = []
    for login in dict.fromkeys(screen.login for screen in SCREENS):
        wanted = [
            screen
            for screen in SCREENS
            if screen.login == login
            and (not words or any(word in screen.name for word in words))
        ]
        if not wanted:
            continue
        browser = Browser(program)
        try:
            browser.open(f"{url}/web/login")
            if login:
                password = PASSWORDS.get(login, DEFAULT_PASSWORD)
                browser.run(LOGIN % (json.dumps(login), json.dumps(password)))
            for width in WIDTHS:
                browser.resize(width)
                for screen in wanted:
                    drawn = browser.open(url + screen.path.format(**records))
                    if not drawn or not all(map(browser.press, screen.press)):
                        late.append(f"{screen.name} at {width}")
                    browser.picture(folder / f"{screen.name}-{width}.png")
        finally:
            browser.close()
    return late


def compose(folder):
    """Put the pictures of the README together, small enough to be committed."""
    for name, (wide, narrow) in README.items():
        desktop = Image.open(folder / f"{wide}-1280.png").convert("RGB")
        phone = Image.open(folder / f"{narrow}-360.png").convert("RGB")
        phone = phone.resize(
            (round(phone.width * desktop.height / phone.height), desktop.height),
            Image.Resampling.LANCZOS,
        )
        gap = 24
        whole = Image.new(
            "RGB", (desktop.width + gap + phone.width, desktop.height), "white"
        )
        whole.paste(desktop, (0, 0))
        whole.paste(phone, (desktop.width + gap, 0))
        small = whole.resize(
            (whole.width * 3 // 4, whole.height * 3 // 4), Image.Resampling.LANCZOS
        )
        small.quantize(128).save(config.ROOT / "docs" / name, optimize=True)


def illustrate(folder):
    """Put the pictures into the user guide: one for desktops, one for phones."""
    target = config.ADDONS / "crm_vn_help/static/guide"
    target.mkdir(parents=True, exist_ok=True)
    for page, screen in GUIDE.items():
        for width in WIDTHS:
            path = folder / f"{screen}-{width}.png"
            if path.exists():
                whole = Image.open(path).convert("RGB")
                size = tuple(round(side * GUIDE_WIDTHS[width]) for side in whole.size)
                small = whole.resize(size, Image.Resampling.LANCZOS)
                small.quantize(64).save(target / f"{page}-{width}.png", optimize=True)


def main(program, url, folder, records, *words):
    late = take(program, url, Path(folder), json.loads(records), words)
    if not words:
        compose(Path(folder))
    illustrate(Path(folder))
    for name in late:
        sys.stdout.write(f"not drawn in time: {name}\n")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
