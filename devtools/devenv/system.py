"""What comes from the system's own package manager."""

import glob
import os
import shlex
import shutil
import sys
import threading

from . import config
from .process import is_root, output, run, say

# without windows it loads a page with half of the others' work; the program itself,
# because who ends the script that starts it does not end it
SHELL = "chromium-headless-shell"
CHROMIUM = (
    f"/usr/lib/chromium/{SHELL}",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)

# what is needed, how to see that it is there, and the package that brings it
NEEDS = {
    "git": (lambda: shutil.which("git"), "git"),
    "PostgreSQL server": (lambda: postgres_bin() is not None, "postgresql"),
    # where there is one of them already, it does
    "Chromium without windows": (lambda: chromium() is not None, SHELL),
    "Chromium": (lambda: chromium() is not None, "chromium"),
    "fonts": (lambda: has_vietnamese_font(), "fonts-noto-core"),
    "libfaketime": (lambda: libfaketime() is not None, "libfaketime"),
    "gettext": (lambda: shutil.which("msgfmt"), "gettext"),
    "Node.js": (lambda: shutil.which("node"), "nodejs"),
    "npm": (lambda: shutil.which("npm"), "npm"),
    "Python venv": (lambda: has_venv(), "python3-venv"),
    "wkhtmltopdf": (lambda: shutil.which("wkhtmltopdf"), "wkhtmltopdf"),
}
# only make scale-test needs it; where Debian starts it by itself, it serves port 80
FOR_SCALE = {"nginx": (lambda: shutil.which("nginx"), "nginx-light")}
KNOWN = {**NEEDS, **FOR_SCALE}
# make run needs neither the browser driver nor the linters' Node.js
FOR_RUN = ("git", "PostgreSQL server", "fonts", "Python venv")
# wkhtmltopdf has left newer releases: contracts then print as HTML only; not every
# distribution has the other, and any Chromium does
OPTIONAL = ("wkhtmltopdf", "Chromium without windows")


def postgres_bin():
    """Return the folder of PostgreSQL's server programs, the newest one.

    Sorting by ICU as the default of a database came with PostgreSQL 15.
    """
    found = [
        path
        for path in glob.glob("/usr/lib/postgresql/*/bin/initdb")
        if float(path.split("/")[4]) >= 15
    ]
    found.sort(key=lambda path: float(path.split("/")[4]))
    if found:
        return os.path.dirname(found[-1])
    initdb = shutil.which("initdb")
    return os.path.dirname(initdb) if initdb else None


def chromium():
    """Return the path of Chromium, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def with_browser(environment):
    """Have Odoo's tests find the browser that :func:`chromium` finds.

    They take the first of four names in ``PATH``, and skip where there is none.

    :param environment: variables of a process, which are changed
    :raise config.Problem: there is none, or it does not start
    """
    program = chromium()
    if not program:
        raise config.Problem("There is no Chromium.")
    output([program, "--version"])
    folder = config.DEV / "browser"
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "google-chrome"
    if not link.is_symlink() or os.readlink(link) != program:
        # lanes ask at the same time
        part = folder / f"part-{os.getpid()}-{threading.get_ident()}"
        part.unlink(missing_ok=True)
        part.symlink_to(program)
        part.replace(link)
    environment["PATH"] = f"{folder}:{environment['PATH']}"


def libfaketime():
    """Return the library that shifts the clock of a process, or None."""
    found = [
        path
        for folder in (
            "/usr/lib/*/faketime",
            "/usr/lib/faketime",
            "/usr/lib64/faketime",
        )
        for path in glob.glob(f"{folder}/libfaketimeMT.so.1")
    ]
    return next(iter(found), None)


def has_vietnamese_font():
    patterns = ("noto/NotoSans-Regular.*", "dejavu/DejaVuSans.ttf")
    return any(glob.glob(f"/usr/share/fonts/truetype/{name}") for name in patterns)


def has_venv():
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def missing(names):
    """Return the Debian packages for those needs that are not met."""
    own_server = bool(os.environ.get("PGHOST"))
    return [
        KNOWN[name][1]
        for name in names
        if not (own_server and name == "PostgreSQL server") and not KNOWN[name][0]()
    ]


def check_python():
    if sys.version_info < (3, 11) or sys.version_info >= (3, 14):
        raise config.Problem(
            "Python 3.11, 3.12 or 3.13 is needed, this is "
            f"{sys.version.split()[0]}. Run: make PYTHON=python3.12 …"
        )


def ensure(names):
    """Install what is missing, or say exactly which line would."""
    check_python()
    wanted = missing(names)
    if not wanted:
        return
    prefix = [] if is_root() else ["sudo"]
    install = [*prefix, "apt-get", "install", "--yes", "--no-install-recommends"]
    line = shlex.join([*install, *wanted])
    if not shutil.which("apt-get"):
        raise config.Problem(f"Install these first: {', '.join(wanted)}")
    may_install = is_root() or (
        shutil.which("sudo")
        and run(["sudo", "-n", "true"], check=False).returncode == 0
    )
    if not may_install:
        raise config.Problem(
            f"Packages are missing. Run this, then try again:\n  {line}"
        )
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    say(f"Installing: {line}")
    run([*prefix, "apt-get", "update"], log="apt-update.log", env=environment)
    required = [KNOWN[name][1] for name in names if name not in OPTIONAL]
    for package in wanted:
        # one that came before may do
        if package not in missing(names):
            continue
        run(
            [*install, package],
            log=f"apt-{package}.log",
            env=environment,
            check=package in required,
        )
    still = [package for package in missing(names) if package in required]
    if still:
        raise config.Problem(f"Still missing after installing: {', '.join(still)}")


def release():
    """Return the machine's Debian code name, to tell caches apart."""
    return output(["sh", "-c", ". /etc/os-release; echo $ID-${VERSION_CODENAME:-sid}"])
