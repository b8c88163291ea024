"""Updating a database of an earlier version, with data in it, to what is here.

Nothing was released before 19.0.1.0.0; until there is a version before, any commit of
the project serves for it: ``make upgrade-test FROM=<commit or tag>``.
"""

import re
import shutil
import tarfile

from . import config, databases, groups, snapshot, source
from .process import output, run, say

SUITE = "crm_vn"
FOLDER = config.DEV / "upgrade"
DATABASE = f"{config.PREFIX}_upgrade"
#: what is named by people, or counted: a new database has others
OTHER = {"sequences", "parameters"}
#: an id stands before names that come several times
ID = re.compile(r"^\d+ ")


def upgrade(origin):
    """Install the suite of *origin*, put data into it, update it, compare.

    :param origin: what git knows: a tag, a branch, a commit
    :raise config.Problem: the update complains, or its result is not what a new
        installation gives
    """
    configuration = bring(origin)
    before = installed_names()
    group = groups.of(SUITE)
    databases.copy(databases.base(group.core), DATABASE)
    try:
        say(f"Installing the suite of {origin} …")
        install(configuration, "-i", SUITE, log="upgrade-install.log")
        say("A company at work …")
        code = "from devtools.killing import jobs\njobs.company(env)\nenv.cr.commit()\n"
        words = databases.odoo_command("shell", "-c", configuration, "-d", DATABASE)
        values = databases.environment()
        values["PYTHONPATH"] += f":{config.ROOT}"
        run(
            [*words, "--no-http", "--log-level=error"],
            log="upgrade-data.log",
            env=values,
            cwd=config.ROOT,
            input=code.encode(),
        )
        say("Updating it …")
        lines = databases.install(
            DATABASE, [], update=["crm_vn_base"], log="upgrade-update.log"
        )
        gone = before - set(config.addon_names())
        lines += [f"{name} was there and is no more" for name in sorted(gone)]
        databases.of_group(group)
        lines += compare(snapshot.snapshot(group.database), snapshot.snapshot(DATABASE))
        if lines:
            raise config.Problem("\n".join(lines))
        say(f"A database of {origin} is, updated, what a new one is.")
    finally:
        databases.drop(DATABASE)
        shutil.rmtree(FOLDER, ignore_errors=True)


def bring(origin):
    """Put the addons of *origin* aside, with a configuration that finds them.

    :return: path of the configuration
    """
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    archive = FOLDER / "addons.tar"
    output(
        ["git", "archive", "--format=tar", f"--output={archive}", origin, "addons"],
        cwd=config.ROOT,
    )
    with tarfile.open(archive) as file:
        file.extractall(FOLDER, filter="data")
    path = FOLDER / "odoo.conf"
    text = databases.CONFIG_FILE.read_text(encoding="utf-8")
    ours = ",".join(map(str, [*source.addons_paths(), FOLDER / "addons"]))
    text = re.sub(r"^addons_path = .*$", f"addons_path = {ours}", text, flags=re.M)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def installed_names():
    return {path.parent.name for path in FOLDER.glob("addons/*/__manifest__.py")}


def install(configuration, *words, log):
    options = ["-c", configuration, "-d", DATABASE, "--stop-after-init", "--no-http"]
    options += ["--load-language", config.LANGUAGES, "--max-cron-threads=0"]
    databases.odoo(*options, *words, log=log)
    lines = databases.complaints(log)
    if lines:
        raise config.Problem("\n".join(lines))


def compare(wanted, found):
    """Return what an updated database has beyond a new one, or lacks.

    >>> new = {part: set() for part in snapshot.PARTS}
    >>> new["columns"], new["views"] = {"a.x"}, {"7 form"}
    >>> old = {**new, "columns": {"a.x", "a.y"}, "views": {"9 form"}}
    >>> compare(new, old)
    ['columns: left a.y']
    """
    parts = set(snapshot.PARTS) - OTHER
    before, after = (
        {
            part: {ID.sub("", name) for name in names} if part in parts else set()
            for part, names in one.items()
        }
        for one in (wanted, found)
    )
    return snapshot.left_over(before, after)
