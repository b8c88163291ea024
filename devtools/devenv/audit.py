"""Known vulnerabilities of the locked packages."""

import json
import re
import subprocess

from . import config, python
from .process import say


def audit():
    """Ask pip-audit about every locked list.

    Without a database within reach nothing can be said, and that is said. A version
    that Odoo itself prescribes is named, but fails nothing: only Odoo can change it.

    :return: False when a version that was chosen here is vulnerable
    """
    fine = True
    for lock in sorted(python.REQUIREMENTS.glob("*.txt")):
        packages = ask(lock)
        known = [package for package in packages if "vulns" in package]
        if not known:
            say(f"pip-audit: no database within reach, {lock.name} is left out")
            continue
        prescribed = pinned(lock.with_suffix(".in").read_text(encoding="utf-8"))
        for package in known:
            names = ", ".join(vuln["id"] for vuln in package["vulns"])
            if not names:
                continue
            odoos = lock.name == "odoo.txt" and normal(package["name"]) in prescribed
            fine = fine and odoos
            who = ", prescribed by Odoo" if odoos else ""
            say(f"pip-audit: {package['name']} {package['version']}: {names}{who}")
    return fine


def ask(lock):
    """Return what pip-audit knows of each package in *lock*, empty without answer."""
    words = [config.LINT_VENV / "bin/pip-audit", "--disable-pip", "--require-hashes"]
    words += ["--progress-spinner=off", "--timeout=10", "--format=json", "-r", lock]
    try:
        result = subprocess.run(
            [str(word) for word in words],
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
        return json.loads(result.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return []


def normal(name):
    """Return the name of a package as indexes compare it.

    >>> normal("Python_DateUtil")
    'python-dateutil'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(text):
    """Return the packages that a list of requirements pins to one version.

    >>> sorted(pinned("# why\\nPillow==12.1 ; python_version < '3.13'\\npytest\\n"))
    ['pillow']
    """
    return {normal(name) for name in re.findall(r"^([\w.-]+)==", text, re.M)}
