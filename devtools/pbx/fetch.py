"""Asterisk and SIPp in a folder of the project, from Debian's own packages.

Nothing is installed: the packages are unpacked below ``.dev/pbx``. Asterisk is that of
Debian's unstable suite and runs with the loader and libraries that came with it; SIPp
is that of the system's own suite. About 25 MB are loaded, once.
"""

import os
import re
import shutil
from pathlib import Path

from devtools.devenv import config
from devtools.devenv.process import output, run, say

FOLDER = config.DEV / "pbx"
HERE = Path(__file__).parent
#: where Debian's sources are written down, in either form
SOURCES = ("/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list")
#: what plays the customers and the phones
PLAYERS = ("sip-tester", "libgsl27", "libgslcblas0", "libpcap0.8", "libsctp1")
PLAYERS += ("libnl-3-200", "libnl-genl-3-200", "libnl-route-3-200", "libibverbs1")
PLAYERS += ("libdbus-1-3",)
HOW = (
    "The tests of calls need Debian's packages of Asterisk and SIPp, and {} "
    "Without them `make test` plays recordings of a real Asterisk."
)


def ensure():
    """Return the folder with both; get them when they are not there.

    :raise config.Problem: they can't be had here
    """
    done = FOLDER / "done"
    wanted = (HERE / "packages.txt").read_text(encoding="utf-8") + " ".join(PLAYERS)
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return FOLDER
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise config.Problem(HOW.format("this system has no apt-get."))
    say("Getting a private Asterisk …")
    shutil.rmtree(FOLDER, ignore_errors=True)
    for name in ("lists/partial", "cache/archives/partial", "asterisk", "sipp"):
        (FOLDER / name).mkdir(parents=True)
    try:
        unstable = write_sources()
        run(["apt-get", *unstable, "-qq", "update"], log="pbx-update.log")
        packages = (HERE / "packages.txt").read_text(encoding="utf-8").split()
        load(packages, FOLDER / "asterisk", unstable)
        load(PLAYERS, FOLDER / "sipp", ())
    except config.Problem as problem:
        raise config.Problem(HOW.format(f"they can't be had:\n{problem}\n")) from None
    version = output([*asterisk(), "-V"])
    say(f"{version.strip()} is in {FOLDER}")
    done.write_text(wanted, encoding="utf-8")
    return FOLDER


def write_sources():
    """Name the unstable suite of the system's own mirror; return options for apt."""
    for name in SOURCES:
        text = Path(name).read_text(encoding="utf-8") if os.path.exists(name) else ""
        mirrors = re.findall(r"https?://\S+?/debian/?(?=\s)", text)
        if mirrors:
            break
    else:
        raise config.Problem("no mirror of Debian stands in the system's sources.")
    key = re.search(r"(?m)^Signed-By: *(/\S+)", text)
    lines = ["Types: deb", f"URIs: {mirrors[0]}", "Suites: sid", "Components: main"]
    if key:
        lines.append(f"Signed-By: {key[1]}")
    sources = FOLDER / "unstable.sources"
    sources.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return (
        *("-o", f"Dir::Etc::sourcelist={sources}"),
        *("-o", "Dir::Etc::sourceparts=/dev/null"),
        *("-o", f"Dir::State::lists={FOLDER / 'lists'}"),
        *("-o", f"Dir::Cache={FOLDER / 'cache'}"),
    )


def load(packages, folder, options):
    """Unpack *packages* into *folder*."""
    loaded = folder.with_name(f"{folder.name}-packages")
    loaded.mkdir()
    command = ["apt-get", *options, "-qq", "download", *packages]
    run(command, cwd=loaded, log=f"pbx-{folder.name}.log")
    for path in sorted(loaded.glob("*.deb")):
        run(["dpkg-deb", "-x", path, folder], log="pbx-unpack.log")
    shutil.rmtree(loaded)


def library(folder):
    """Return the folders of the libraries that were unpacked, for a loader."""
    found = {str(path.parent) for path in folder.glob("**/*.so*") if path.is_file()}
    return ":".join(sorted(path for path in found if "modules" not in path))


def asterisk():
    """Return the command that starts Asterisk with its own loader."""
    root = FOLDER / "asterisk"
    [loader] = root.glob("usr/lib64/ld-linux-x86-64.so.2")
    return [loader, "--library-path", library(root), root / "usr/sbin/asterisk"]


def sipp():
    """Return the command of SIPp and its environment."""
    root = FOLDER / "sipp"
    environment = {**os.environ, "LD_LIBRARY_PATH": library(root), "TERM": "dumb"}
    return [root / "usr/bin/sipp"], environment
