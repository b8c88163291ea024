"""Getting Odoo 19: ``ODOO_PATH``, then Debian's package, then a git clone."""

import os
import re
import shutil
from pathlib import Path

from . import config
from .process import digest, is_root, output, run, say, step

GIT_BRANCH = "19.0"
PACKAGE = "odoo-19"
# Odoo's static files are links into these
ASSET_PACKAGES = (
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-glyphicons-halflings",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
)
ICONS_PACKAGE = "fonts-font-awesome"
# left out of Debian's package; a missing asset is a console error, and a console
# error fails every tour
EMPTY_FILES = ("addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js",)

DEBIAN_ROOT = config.DEV / "odoo"
DEBIAN_PACKAGES = DEBIAN_ROOT / "usr/lib/python3/dist-packages"
GIT_ROOT = config.DEV / "odoo-git"


def python_path():
    """Return the folder that holds the ``odoo`` Python package."""
    own = os.environ.get("ODOO_PATH")
    if own:
        return Path(own).resolve()
    if (DEBIAN_PACKAGES / "odoo/release.py").exists():
        return DEBIAN_PACKAGES
    return GIT_ROOT


def addons_paths():
    """Return the folders of Odoo's own addons."""
    base = python_path()
    candidates = [base / "addons", base / "odoo/addons"]
    return [
        path
        for path in candidates
        if (path / "base").exists()
        or any((path / name).exists() for name in ("web", "mail"))
    ]


def ensure():
    """Make Odoo's source available."""
    own = os.environ.get("ODOO_PATH")
    if own:
        release = Path(own) / "odoo/release.py"
        if not release.exists() or "19" not in release.read_text(encoding="utf-8"):
            raise config.Problem(
                f"ODOO_PATH={own} is not an Odoo 19: it has no odoo/release.py "
                "of version 19. Unset it to let this get Odoo."
            )
        return
    with step("odoo", digest("4", PACKAGE), "Getting Odoo 19") as todo:
        if todo:
            reasons = []
            for way in (from_debian, from_git):
                try:
                    way()
                    break
                except (config.Problem, OSError) as error:
                    reasons.append(f"- {way.__doc__.splitlines()[0]} {error}")
                    say(f"That did not work: {str(error).splitlines()[-1]}")
            else:
                raise config.Problem(
                    "Odoo 19 could not be had:\n"
                    + "\n".join(reasons)
                    + "\nPut one of these right: set ODOO_PATH to a folder with Odoo;"
                    " let apt reach Debian's unstable suite; or let git reach"
                    f" Odoo's repository, branch {GIT_BRANCH} (GIT_ODOO_URL)."
                )


def debian_sources():
    """Return the machine's own Debian source as one for the unstable suite."""
    for path in sorted(Path("/etc/apt/sources.list.d").glob("*.sources")):
        for stanza in path.read_text(encoding="utf-8").split("\n\n"):
            fields = dict(re.findall(r"^([A-Za-z-]+):\s*(.+)$", stanza, re.M))
            uri = fields.get("URIs", "").split(" ")[0]
            if uri.rstrip("/").endswith("/debian"):
                keyring = fields.get("Signed-By")
                return stanza_for(uri, keyring)
    for path in [Path("/etc/apt/sources.list"), *Path("/etc/apt").glob("*/*.list")]:
        if path.exists():
            text = path.read_text(encoding="utf-8")
            found = re.search(r"^deb\s+(?:\[[^]]*\]\s+)?(\S+/debian/?)\s", text, re.M)
            if found:
                return stanza_for(found[1], None)
    raise config.Problem("this machine's apt has no Debian source to start from.")


def stanza_for(uri, keyring):
    lines = ["Types: deb", f"URIs: {uri}", "Suites: unstable", "Components: main"]
    if keyring:
        lines.append(f"Signed-By: {keyring}")
    return "\n".join(lines) + "\n"


def from_debian():
    """Debian's package from the unstable suite."""
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        raise config.Problem("there is no apt here.")
    apt = config.CACHE / "apt"
    for folder in ("lists/partial", "cache/archives/partial", "debs", "own"):
        (apt / folder).mkdir(parents=True, exist_ok=True)
    source_list = apt / "unstable.sources"
    source_list.write_text(debian_sources(), encoding="utf-8")
    options = [
        f"Dir::Etc::sourcelist={source_list}",
        "Dir::Etc::sourceparts=/dev/null",
        f"Dir::State::lists={apt / 'lists'}",
        f"Dir::Cache={apt / 'cache'}",
    ]
    if is_root():
        options.append("APT::Sandbox::User=root")
    private = [word for option in options for word in ("-o", option)]
    debs = apt / "debs"
    if not all(list(debs.glob(f"{name}_*.deb")) for name in (PACKAGE, *ASSET_PACKAGES)):
        say("Downloading Odoo 19 from Debian (130 MB) …")
        run(["apt-get", *private, "update"], log="apt-unstable.log")
        run(
            ["apt-get", *private, "download", PACKAGE, *ASSET_PACKAGES],
            cwd=debs,
            log="apt-odoo.log",
        )
    icons = icons_deb(apt / "own", private)
    target = DEBIAN_ROOT.with_suffix(".part")
    shutil.rmtree(target, ignore_errors=True)
    shutil.rmtree(DEBIAN_ROOT, ignore_errors=True)
    target.mkdir(parents=True)
    wanted = [
        max(debs.glob(f"{name}_*.deb"), key=lambda path: path.stat().st_mtime)
        for name in (PACKAGE, *ASSET_PACKAGES)
    ]
    for deb in [*wanted, *icons]:
        run(["dpkg", "-x", deb, target], log="dpkg.log")
    for name in EMPTY_FILES:
        file = target / "usr/lib/python3/dist-packages/odoo" / name
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
    target.rename(DEBIAN_ROOT)


def icons_deb(folder, private):
    """Download the icon font: Odoo draws icons with the glyphs of version 4.

    Newer releases of the package have none of its file names, so the machine's
    own suite is asked first.
    """
    for options in ([], private):
        if not list(folder.glob(f"{ICONS_PACKAGE}_*.deb")):
            run(
                ["apt-get", *options, "download", ICONS_PACKAGE],
                cwd=folder,
                log="apt-icons.log",
                check=False,
            )
    found = list(folder.glob(f"{ICONS_PACKAGE}_*.deb"))
    if found and "fontawesome-webfont.woff" not in output(["dpkg", "-c", found[0]]):
        say("The icon font is a newer one: some icons will be missing.")
    return found[:1]


def from_git():
    """A git clone of branch 19.0."""
    url = os.environ.get("GIT_ODOO_URL", "https://github.com/odoo/odoo")
    part = GIT_ROOT.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    say("Cloning Odoo 19 with git (large) …")
    run(
        ["git", "clone", "--depth=1", "--progress", "-b", GIT_BRANCH, url, part],
        log="git-odoo.log",
        timeout=3600,
        env={**os.environ, "GIT_TERMINAL_PROMPT": "0"},
    )
    shutil.rmtree(GIT_ROOT, ignore_errors=True)
    part.rename(GIT_ROOT)
