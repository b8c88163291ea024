"""Asterisk and SIPp in a folder of the project, from Debian's own packages.

Nothing is installed: the packages are unpacked below ``.dev/pbx``. Asterisk is that of
Debian's unstable suite and runs with the loader and libraries that came with it; SIPp
is that of the system's own suite. About 25 MB are loaded, once.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from devtools.devenv import config
from devtools.devenv.process import lock, output, run, say

FOLDER = config.DEV / "pbx"
HERE = Path(__file__).parent
#: where Debian's sources are written down, in either form
SOURCES = ("/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list")
#: what plays the customers and the phones
PLAYERS = ("sip-tester", "libgsl27", "libgslcblas0", "libpcap0.8", "libsctp1")
PLAYERS += ("libnl-3-200", "libnl-genl-3-200", "libnl-route-3-200", "libibverbs1")
PLAYERS += ("libdbus-1-3",)
#: seconds for one step of the download, and how often it is tried
LIMIT, TRIES = 240, 2
#: apt's own patience with a mirror: seconds of silence, attempts for a file
PATIENCE = ("-o", "Acquire::Retries=2", "-o", "Acquire::http::Timeout=15")
PATIENCE += ("-o", "Acquire::https::Timeout=15", "-o", "APT::Update::Error-Mode=any")


class Missing(config.Problem):
    """Debian's packages can't be had here; nothing is wrong with what is tested."""


def ensure():
    """Return the folder with both; get them when they are not there.

    :raise Missing: they can't be had here, in one line that says why
    """
    with lock("pbx"):
        return _ensure()


def _ensure():
    done = FOLDER / "done"
    wanted = (HERE / "packages.txt").read_text(encoding="utf-8") + " ".join(PLAYERS)
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return FOLDER
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise Missing("this system has no apt-get")
    say("Getting a private Asterisk …")
    shutil.rmtree(FOLDER, ignore_errors=True)
    for name in ("lists/partial", "own/partial", "cache/archives/partial"):
        (FOLDER / name).mkdir(parents=True)
    unstable = write_sources()
    load("update", [*unstable, "-qq", "update"])
    packages = (HERE / "packages.txt").read_text(encoding="utf-8").split()
    unpack("asterisk", packages, unstable)
    # with lists of its own: those of the system may be old, or not there at all
    own = private("own")
    load("update", [*own, "-qq", "update"])
    unpack("sipp", PLAYERS, own)
    version = output([*asterisk(), "-V"])
    say(f"{version.strip()} is in {FOLDER}")
    done.write_text(wanted, encoding="utf-8")
    return FOLDER


def private(lists):
    """Return options that keep apt's files in our own folder."""
    return (
        *("-o", f"Dir::State::lists={FOLDER / lists}"),
        *("-o", f"Dir::Cache={FOLDER / 'cache'}"),
    )


def write_sources():
    """Name the unstable suite of the system's own mirror; return options for apt."""
    for name in SOURCES:
        text = Path(name).read_text(encoding="utf-8") if os.path.exists(name) else ""
        mirrors = re.findall(r"https?://\S+?/debian/?(?=\s)", text)
        if mirrors:
            break
    else:
        raise Missing("no mirror of Debian stands in the system's sources")
    key = re.search(r"(?m)^Signed-By: *(/\S+)", text)
    lines = ["Types: deb", f"URIs: {mirrors[0]}", "Suites: sid", "Components: main"]
    if key:
        lines.append(f"Signed-By: {key[1]}")
    sources = FOLDER / "unstable.sources"
    sources.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return (
        *("-o", f"Dir::Etc::sourcelist={sources}"),
        *("-o", "Dir::Etc::sourceparts=/dev/null"),
        *private("lists"),
    )


def load(name, words, **options):
    """Have apt load something: within a time, more than once, else it is missing."""
    reasons = [attempt(f"pbx-{name}.log", words, **options)]
    while reasons[-1] and len(reasons) < TRIES:
        reasons.append(attempt(f"pbx-{name}.log", words, **options))
    if reasons[-1]:
        raise Missing(f"apt-get {name}: {reasons[-1]}")


def attempt(log, words, **options):
    """Call apt-get once; return in one line what went wrong, or nothing."""
    command = ["apt-get", *PATIENCE, *words]
    try:
        result = run(command, log=log, check=False, timeout=LIMIT, **options)
    except subprocess.TimeoutExpired:
        return f"no answer within {LIMIT} s"
    if not result.returncode:
        return ""
    text = (config.LOGS / log).read_text(encoding="utf-8", errors="replace")
    told = re.findall(r"(?m)^[EW]: *(.+)", text) or ["it failed"]
    return f"{told[0]} (whole log: {config.LOGS / log})"


def unpack(name, packages, options):
    """Load *packages* and unpack them into the folder *name*."""
    folder, loaded = FOLDER / name, FOLDER / f"{name}-packages"
    for one in (folder, loaded):
        one.mkdir()
    load(name, [*options, "-qq", "download", *packages], cwd=loaded)
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
