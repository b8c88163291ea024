"""Odoo databases: made once as templates, copied in a second or two."""

import os
import re
import shutil
import subprocess

from . import cluster, config, groups, python, source
from .process import digest, lock, output, run, say

CONFIG_FILE = config.DEV / "odoo.conf"
DATA_DIR = config.DEV / "data"

# lines of Odoo's own that are no fault of an addon's
HARMLESS = (
    # deprecations inside Odoo's own code
    "dist-packages/odoo/addons/",
    "odoo-git/",
    "DeprecationWarning: 'werkzeug.urls.",
    # Odoo's own import dialog sends more than its route reads
    "base_import.controllers.main.set_file> called ignoring args",
)
# addons have their demo data where those below have theirs
IN_VIETNAM = """
UPDATE ir_module_module SET demo = FALSE;
UPDATE res_partner
   SET country_id = (SELECT id FROM res_country WHERE code = 'VN'), state_id = NULL
 WHERE id IN (SELECT partner_id FROM res_company)
"""
LOG_LINE = re.compile(r"^\d{4}-\d\d-\d\d [\d:,]+ \d+ (WARNING|ERROR|CRITICAL) ")


def write_config(path=CONFIG_FILE, values=None):
    """Write the configuration file that every Odoo process uses.

    :param values: variables that lead to another PostgreSQL server
    """
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    paths = [*source.addons_paths(), config.ADDONS]
    values = values or cluster.environment()
    lines = [
        "[options]",
        f"addons_path = {','.join(map(str, paths))}",
        f"data_dir = {DATA_DIR}",
        f"db_host = {values.get('PGHOST') or False}",
        f"db_user = {values.get('PGUSER') or False}",
        f"db_template = {cluster.TEMPLATE}",
        "http_interface = 127.0.0.1",
        "list_db = False",
        "max_cron_threads = 1",
        "workers = 0",
        "server_wide_modules = base,web",
    ]
    # Odoo takes no word for "none" here, and warns
    for option, variable in (("db_port", "PGPORT"), ("db_password", "PGPASSWORD")):
        if values.get(variable):
            lines.append(f"{option} = {values[variable]}")
    text = "\n".join(lines) + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)


def environment():
    """Return the variables that an Odoo process runs with."""
    values = {**os.environ, **cluster.environment()}
    values["PYTHONPATH"] = str(source.python_path())
    values["PYTHONDONTWRITEBYTECODE"] = ""
    values.pop("PYTHONHOME", None)
    return values


def odoo_command(*words):
    """Return the words that run Odoo's command line."""
    return [python.venv_python(), "-m", "odoo", *map(str, words)]


def odoo(*words, log, check=True):
    """Run Odoo until it stops by itself."""
    return run(
        odoo_command(*words),
        log=log,
        check=check,
        env=environment(),
        cwd=config.ROOT,
        stdin=subprocess.DEVNULL,
    )


def install(database, addons, *, demo=False, log=None, update=()):
    """Install *addons*, and update those of *update*.

    :return: the WARNING and ERROR lines of the log
    """
    log = log or f"install-{database}.log"
    words = ["-c", CONFIG_FILE, "-d", database, "--stop-after-init", "--no-http"]
    for option, names in (("-i", addons), ("-u", update)):
        if names:
            words += [option, ",".join(names)]
    words.append("--max-cron-threads=0")
    # what is installed speaks the languages that are there; reading every term of all
    # that was there takes half of the time, and is needed where terms may have changed
    if update or not speaks(database):
        words += ["--load-language", config.LANGUAGES]
    if demo:
        words.append("--with-demo")
    odoo(*words, log=log)
    return complaints(log)


def speaks(database):
    """Say whether *database* has the languages of the project."""
    if cluster.psql("SELECT to_regclass('res_lang')", database) == "":
        return False
    active = cluster.psql("SELECT code FROM res_lang WHERE active", database)
    return set(config.LANGUAGES.split(",")) <= set(active.split())


def complaints(log):
    """Return the lines of a log that tell of something wrong."""
    text = (config.LOGS / log).read_text(encoding="utf-8", errors="replace")
    return [
        line
        for line in text.splitlines()
        if LOG_LINE.match(line) and not any(word in line for word in HARMLESS)
    ]


def exists(database):
    return database in cluster.databases()


def drop(database):
    cluster.psql_when_free(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
    shutil.rmtree(DATA_DIR / "filestore" / database, ignore_errors=True)


def copy(origin, database):
    """Make *database* a copy of *origin*, files included."""
    drop(database)
    cluster.psql_when_free(f'CREATE DATABASE "{database}" TEMPLATE "{origin}"')
    files = DATA_DIR / "filestore" / origin
    if files.exists():
        # the files are named after their content and never rewritten: link them
        output(["cp", "-al", files, DATA_DIR / "filestore" / database])


def mark(database, fingerprint):
    """Note on *database* itself what it was made from."""
    cluster.psql(f"COMMENT ON DATABASE \"{database}\" IS '{fingerprint}'")


def marks():
    """Return what each database was made from."""
    rows = cluster.psql(
        "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
    )
    return dict(row.split("|", 1) for row in rows.splitlines())


def marked(database):
    """Return what *database* was made from, empty when it is not there."""
    return marks().get(database, "")


def installed(database):
    """Return the names of the addons that *database* has."""
    sql = "SELECT name FROM ir_module_module WHERE state = 'installed'"
    return set(cluster.psql(sql, database).split())


def rename(origin, database):
    """Give *origin* the name *database*, files included."""
    drop(database)
    cluster.psql_when_free(f'ALTER DATABASE "{origin}" RENAME TO "{database}"')
    files = DATA_DIR / "filestore"
    if (files / origin).exists():
        (files / origin).rename(files / database)


def settle_in_vietnam(database):
    """Install Odoo's accounts, without its demo entries, in a company of Vietnam.

    Those are in dollars, and a company with entries can't change its currency any
    more. What comes later has its demo data as if there were no gap.
    """
    below = groups.all_manifests()["account"]["depends"]
    install(database, below, demo=True)
    cluster.psql(IN_VIETNAM, database)
    install(database, ["account", "l10n_vn"])
    cluster.psql("UPDATE ir_module_module SET demo = state = 'installed'", database)


def base_name(dependencies, demo):
    """Return name and fingerprint of a base with Odoo's addons *dependencies*."""
    kind = "vietnam" if demo else "base"
    name = f"crm_vn_{kind}_{digest(*sorted(dependencies))[:8]}"
    return name, digest("1", *sorted(dependencies), config.STAMPS / "odoo")


def base(dependencies, *, demo=False):
    """Return a database with only Odoo's own addons *dependencies* in it.

    It is built on the largest base there is that has none but these.
    """
    name, fingerprint = base_name(dependencies, demo)
    with lock(name):
        if marked(name).startswith(fingerprint):
            cluster.ensure_search(name)
            return name
        text = f"Installing Odoo's {', '.join(dependencies)}"
        say(text + demo * " with demo data")
        # several checkouts on one server may be making it
        part = f"{name}_{config.PREFIX}_part"
        below = nearest_base(dependencies, demo)
        copy(below or cluster.TEMPLATE, part)
        # one below may be older than this way of searching
        cluster.ensure_search(part)
        if demo and not below:
            settle_in_vietnam(part)
        install(part, dependencies, demo=demo)
        if marked(name).startswith(fingerprint):
            drop(part)
            return name
        rename(part, name)
        mark(name, " ".join([fingerprint, *sorted(dependencies)]))
    return name


def nearest_base(dependencies, demo):
    """Return the largest base that is there and has less than *dependencies*."""
    found = {}
    for name, note in marks().items():
        fingerprint, *core = note.split() or [""]
        same = base_name(core, demo) == (name, fingerprint)
        if same and set(core) < set(dependencies):
            found[name] = len(core)
    return max(found, key=found.get, default=None)


def addon_digest(names):
    """Return a fingerprint of what a database with these addons depends on.

    Tests and texts for people are no part of it: they change no database.
    """
    folders = [folder for name in names for folder in (config.ADDONS / name).iterdir()]
    return digest(
        *sorted(
            folder
            for folder in folders
            if folder.name not in ("tests", "readme", "README.rst", "__pycache__")
        )
    )


def of_group(group):
    """Return the complaints of making the test database of *group* as its files are.

    A change of the files updates the database instead of making it anew.
    """
    database = group.database
    fingerprint = addon_digest(group.installed)
    before = marked(database)
    if before == fingerprint:
        return []
    say(f"{'Updating' if before else 'Making'} database {database} …")
    ours = installed(database).intersection(config.addon_names()) if before else set()
    if not before or not can_be_updated(ours, group.installed):
        copy(base(group.core), database)
        ours = set()
    missing = [name for name in group.installed if name not in ours]
    lines = install(database, missing, update=sorted(ours))
    mark(database, fingerprint)
    return lines


def can_be_updated(present, wanted):
    """Say whether a database with the addons *present* can get those *wanted*.

    Not when one is gone, or when a new one stands below those that are there: what
    moved into it would be made twice.
    """
    if not present <= set(wanted):
        return False
    depends = {name for addon in present for name in config.manifest(addon)["depends"]}
    return depends.isdisjoint(set(wanted) - present)
