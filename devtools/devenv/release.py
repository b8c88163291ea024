"""What a company takes: zip files and Python wheels of the addons.

Everything goes to ``.dev/release``; the same files give the same zips, byte for byte.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from . import cluster, config, databases, groups, neutral, process, python, source
from .process import output, say

FOLDER = config.DEV / "release"
SUITE = "crm_vn"
#: for trying only: in no zip of the suite
DEMO = "crm_vn_demo"
#: what a wheel is built with, as the OCA does it
BUILD = """[build-system]
requires = ["whool"]
build-backend = "whool.buildapi"
"""
LEFT_OUT = {"__pycache__", ".git"}
#: the earliest moment that a zip can tell
BEGINNING = (1980, 1, 1, 0, 0, 0)


def make():
    """Make all of it anew: zips, wheels, and a list of their checksums."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    names = config.addon_names()
    made = [zip_addons([name], name, FOLDER) for name in names]
    suite = [name for name in names if name != DEMO]
    made.append(zip_addons(suite, f"{SUITE}_suite", FOLDER, version_of=SUITE))
    say(f"{len(made)} zip files; now wheels …")
    python.ensure_release()
    made += [build_wheel(name, FOLDER) for name in names]
    write_checksums(made)
    say(f"{len(made)} files are in {FOLDER}")


def files_of(name):
    """Return the files of an addon in their order."""
    folder = config.ADDONS / name
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix != ".pyc"
        and not LEFT_OUT & set(path.relative_to(folder).parts)
    )


def zip_addons(names, title, target, *, version_of=None):
    """Pack addons, to be unpacked into a folder of the ``addons_path``.

    :param names: of the addons, each a folder on the top of the zip
    :param title: name of the file, which the version follows
    :param version_of: the addon whose version it bears, else the only one
    :return: its path
    """
    version = config.manifest(version_of or names[0])["version"]
    path = Path(target) / f"{title}-{version}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(names):
            for file in files_of(name):
                entry = zipfile.ZipInfo(str(file.relative_to(config.ADDONS)), BEGINNING)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, file.read_bytes())
    return path


def build_wheel(name, target):
    """Build the wheel of an addon with whool: ``odoo-addon-crm-vn-…``.

    :return: its path
    """
    words = [python.venv_python(config.RELEASE_VENV), "-m", "build", "--wheel"]
    words += ["--no-isolation", f"--outdir={target}"]
    environment = {
        **os.environ,
        # the version is that of the manifest, whatever git says
        "WHOOL_POST_VERSION_STRATEGY_OVERRIDE": "none",
        "SOURCE_DATE_EPOCH": "315532800",
        # whool imports manifests while it looks at them
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    # outside of this folder: whool takes the files that git knows, where there is git
    with tempfile.TemporaryDirectory() as stage:
        folder = Path(stage) / name
        for file in files_of(name):
            copy = folder / file.relative_to(config.ADDONS / name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
        (folder / "pyproject.toml").write_text(BUILD, encoding="utf-8")
        process.run([*words, folder], log="release.log", env=environment)
    version = config.manifest(name)["version"]
    return next(Path(target).glob(f"odoo_addon_{name}-{version}-*.whl"))


def write_checksums(paths):
    """Write ``SHA256SUMS``, which ``sha256sum --check`` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in sorted(paths)
    ]
    file = FOLDER / "SHA256SUMS"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def environment_with_wheels(target):
    """Make an empty environment beside Odoo's, and install all wheels into it.

    :param target: its folder; what Odoo itself needs is found where it is
    :return: its Python
    """
    shutil.rmtree(target, ignore_errors=True)
    process.run([python.venv_python(), "-m", "venv", target], log="release-venv.log")
    own = target / "bin/python"
    wheels = sorted(FOLDER.glob("*.whl"))
    process.run(
        [own, "-m", "pip", "install", "--no-deps", "--no-index", *wheels],
        log="release-pip.log",
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    beside = output([python.venv_python(), "-c", where]).strip()
    here = Path(output([own, "-c", where]).strip())
    lines = [beside, str(source.python_path())]
    (here / "odoo.pth").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return own


def start_with_wheels():
    """Install the whole suite from its wheels, without a folder of addons; start it.

    The company is in France and its people read French.

    :raise config.Problem: an addon is missing, the log has something to say, or the
        installation changed what is not Vietnam's
    """
    say("An empty environment, with the wheels …")
    folder = Path(tempfile.mkdtemp(prefix="crm_vn-wheels-"))
    database, before = f"{config.PREFIX}_wheels", f"{config.PREFIX}_french"
    try:
        own = environment_with_wheels(folder / "venv")
        values = {**databases.environment(), "PYTHONPATH": ""}
        code = (
            "import odoo.addons, pathlib\n"
            "for folder in odoo.addons.__path__:\n"
            "    for path in pathlib.Path(folder).glob('crm_vn*/__manifest__.py'):\n"
            "        print(path.parent.name)\n"
        )
        missing = set(config.addon_names()) - set(
            output([own, "-c", code], env=values, cwd=folder).split()
        )
        if missing:
            raise config.Problem(f"Odoo does not find: {', '.join(sorted(missing))}")
        neutral.abroad(databases.base(groups.of(SUITE).core), before)
        databases.copy(before, database)
        words = [own, "-m", "odoo", *options(folder, database)]
        say("Installing the suite from them …")
        process.run(
            [*words, "-i", SUITE, "--stop-after-init", "--no-http"],
            log="release-install.log",
            env=values,
            cwd=folder,
        )
        lines = databases.complaints("release-install.log")
        lines += neutral.differences(before, database)
        lines += answer(words, values, folder)
        if lines:
            raise config.Problem("\n".join(lines))
        count = len(databases.installed(database) & set(config.addon_names()))
        say(f"The server starts with {count} addons from wheels,")
        say("and what is not Vietnam's is what it was.")
    finally:
        databases.drop(database)
        databases.drop(before)
        shutil.rmtree(folder, ignore_errors=True)


def options(folder, database):
    """Return the options of an Odoo that has no folder of addons but its own."""
    values = cluster.environment()
    return [
        *("-d", database, "--max-cron-threads=0", "--http-interface=127.0.0.1"),
        f"--http-port={config.PORT + 2}",
        f"--data-dir={databases.DATA_DIR}",
        f"--addons-path={','.join(map(str, source.addons_paths()))}",
        f"--db_host={values['PGHOST']}",
        f"--db_user={values.get('PGUSER') or cluster.ROLE}",
        f"--db_port={values.get('PGPORT') or 5432}",
        "--no-database-list",
    ]


def answer(words, values, folder):
    """Start the server and ask for its page to log in.

    :return: what is wrong, as lines
    """
    config.LOGS.mkdir(parents=True, exist_ok=True)
    with (config.LOGS / "release-server.log").open("wb") as handle:
        server = subprocess.Popen(
            list(map(str, words)),
            env=values,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{config.PORT + 2}/web/login"
    found = None
    try:
        for _attempt in range(120):
            with contextlib.suppress(OSError, urllib.error.URLError):
                found = urllib.request.urlopen(url, timeout=30).status
                break
            time.sleep(0.5)
    finally:
        server.terminate()
        server.wait(30)
    lines = databases.complaints("release-server.log")
    return lines if found == 200 else [f"{url} answers {found}", *lines]
