"""Pictures of the main screens of the demo company, at two widths.

This runs in Odoo's Python, which draws.
``python -m devtools.devenv.pictures CHROMIUM URL FOLDER RECORDS [WORD…]``
"""

import json
import sys
from pathlib import Path

from PIL import Image

from . import config
from .browser import LOGIN, WIDTHS, Browser
from .screens import APPS, GUIDE, README, SCREENS

#: how much of a picture's size is left in the guide; phones are pictured at twice it
GUIDE_WIDTHS = {1280: 0.75, 360: 0.5}
PASSWORDS = {"admin": "admin"}
DEFAULT_PASSWORD = "nhanvien"


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


def describe(folder):
    """Put pictures onto the pages of addons that no page of the guide shows."""
    for addon, screen in APPS.items():
        path = folder / f"{screen}-1280.png"
        if screen not in GUIDE.values() and path.exists():
            whole = Image.open(path).convert("RGB")
            size = tuple(round(side * GUIDE_WIDTHS[1280]) for side in whole.size)
            small = whole.resize(size, Image.Resampling.LANCZOS)
            target = config.ADDONS / addon / "static/description/screen.png"
            small.quantize(64).save(target, optimize=True)


def main(program, url, folder, records, *words):
    late = take(program, url, Path(folder), json.loads(records), words)
    if not words:
        compose(Path(folder))
    illustrate(Path(folder))
    describe(Path(folder))
    for name in late:
        sys.stdout.write(f"not drawn in time: {name}\n")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
