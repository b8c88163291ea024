"""Python and Node packages, from locked lists with hashes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import config
from .process import digest, run, step

REQUIREMENTS = config.ROOT / "requirements"
# what makes a Python able to hold our packages, some of which are compiled
ABLE = """
import ensurepip, os, sysconfig, venv
os.stat(os.path.join(sysconfig.get_path("include"), "Python.h"))
"""


def venv_python(venv=config.VENV):
    return venv / "bin/python"


def ensure_odoo():
    """Install what Odoo and the tests need."""
    _ensure(config.VENV, "odoo")


def ensure_lint():
    """Install the linters, apart from Odoo's own packages."""
    _ensure(config.LINT_VENV, "lint")
    ensure_node()


def ensure_mutation():
    """Install what makes mutants."""
    _ensure(config.MUTATION_VENV, "mutation")


def ensure_release():
    """Install what builds wheels."""
    _ensure(config.RELEASE_VENV, "release")


def interpreter(folder="/usr/bin"):
    """Return the Python that packages are installed for.

    It is the distribution's of the version that runs this, where that can hold them: it
    is built for speed, which that of a version manager often is not (it took a third
    longer to load Odoo).
    """
    major, minor = sys.version_info[:2]
    found = Path(folder) / f"python{major}.{minor}"
    if found.exists():
        words = [found, "-I", "-c", ABLE]
        if not subprocess.run(words, capture_output=True, check=False).returncode:
            return str(found)
    return sys.executable


def _ensure(venv, name):
    lock = REQUIREMENTS / f"{name}.txt"
    text = f"Installing Python packages ({name})"
    program = interpreter()
    fingerprint = digest(lock, sys.version, program)
    with step(f"venv-{name}", fingerprint, text) as todo:
        if not todo:
            return
        shutil.rmtree(venv, ignore_errors=True)
        run([program, "-m", "venv", venv], log=f"venv-{name}.log")
        pip = [venv_python(venv), "-m", "pip", "install", "--no-deps"]
        run(
            [*pip, "--require-hashes", "-r", lock],
            log=f"pip-{name}.log",
            env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        )


def ensure_node():
    """Install the JavaScript linters."""
    files = [config.ROOT / "package.json", config.ROOT / "package-lock.json"]
    with step("node", digest(*files), "Installing Node packages") as todo:
        if todo:
            shutil.rmtree(config.NODE, ignore_errors=True)
            config.NODE.mkdir(parents=True)
            for file in files:
                shutil.copy(file, config.NODE)
            run(
                ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
                cwd=config.NODE,
                log="npm.log",
            )


def ensure_test_node():
    """Install what tests bring into the browser: axe-core, for accessibility."""
    files = [config.ROOT / f"tests/node/package{part}.json" for part in ("", "-lock")]
    known = config.TEST_NODE / "digest"
    wanted = digest(*files)
    if known.exists() and known.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(config.TEST_NODE, ignore_errors=True)
    config.TEST_NODE.mkdir(parents=True)
    for file in files:
        shutil.copy(file, config.TEST_NODE)
    run(
        ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        cwd=config.TEST_NODE,
        log="npm-tests.log",
    )
    known.write_text(wanted, encoding="utf-8")


def lock():
    """Write the locked lists anew from the ``.in`` files."""
    uv = config.DEV / "uv"
    run([sys.executable, "-m", "venv", uv], log="uv.log")
    run([venv_python(uv), "-m", "pip", "install", "uv"], log="uv.log")
    for source in sorted(REQUIREMENTS.glob("*.in")):
        run(
            [
                uv / "bin/uv",
                "pip",
                "compile",
                "--universal",
                "--python-version=3.11",
                "--generate-hashes",
                "--no-emit-index-url",
                "--no-emit-find-links",
                "--no-header",
                "--no-annotate",
                "--upgrade",
                f"--output-file={source.with_suffix('.txt')}",
                source,
            ],
            log="uv.log",
        )
