"""Making a set: database and files as they were at one moment."""

import contextlib
import datetime
import shutil

from . import database as pg
from . import sets


def make(database, data_dir, folder):
    """Make a set of *database* in *folder*; return its path and what is wrong.

    One transaction sees the database as it was at one moment; PostgreSQL's dump takes
    the same snapshot. Meanwhile nothing collects unused files (that waits for a lock
    that the transaction holds), and Odoo never rewrites one: all that the snapshot
    refers to is there. People go on working.

    :return: (path, [what was wrong with the files before this]); such a set is whole
        as far as it can be
    :raise sets.Problem: when it can't be made; then nothing is left of it
    """
    moment = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    whole = folder / sets.name_of(database, moment)
    part = whole.with_name(whole.name + sets.PART)
    before = next(reversed(sets.every(folder, database)), None)
    folder.mkdir(parents=True, exist_ok=True)
    # everything of the company is in it
    part.mkdir(mode=0o700)
    try:
        with pg.connected(database) as cursor:
            # nobody waits for it but the collection of unused files
            cursor.execute("LOCK TABLE ir_attachment IN ROW EXCLUSIVE MODE")
            snapshot = pg.column(cursor, "SELECT pg_export_snapshot()")[0]
            stored = pg.column(cursor, pg.STORED)
            faults = copy_files(data_dir / "filestore" / database, part, stored, before)
            words = ["--format=custom", f"--snapshot={snapshot}"]
            pg.run("pg_dump", *words, f"--file={part / sets.DUMP}", database)
            manifest = {
                "format": sets.FORMAT,
                "database": database,
                "moment": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
                "postgresql": cursor.connection.server_version,
                "locale": pg.locale(cursor),
                "addons": dict(pg.rows(cursor, pg.ADDONS)),
                "rows": pg.counts(cursor),
                "indexes": pg.column(cursor, pg.INDEXES),
                "stored": stored,
                "erased": pg.erased(cursor),
                "faults": faults,
            }
        sets.seal(part, manifest)
        part.rename(whole)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return whole, faults


def copy_files(origin, part, stored, before):
    """Copy the files *stored* of Odoo's store; return what is wrong with them."""
    faults = []
    for name in stored:
        path, target = origin / name, part / sets.FILES / name
        if not path.is_file():
            faults.append(f"missing in the store: {name}")
            continue
        sets.put(path, target, before / sets.FILES / name if before else None)
        if not sets.is_what_its_name_says(target):
            faults.append(f"damaged in the store: {name}")
    return faults


def restore(
    folder,
    database,
    data_dir,
    *,
    live=False,
    neutralise=None,
    newer=None,
    erase=None,
    recount=None,
    hold=True,
):
    """Restore the set *folder* as the new *database*, and compare it.

    Before a server sees it, it is neutralised (no e-mail, scheduled action, webhook,
    message), unless it is to be the *live* one.

    :param neutralise: called with the name of the database
    :param newer: a later set: who was erased until then is erased again
    :param erase: called with the name of the database and (hash, id) of those people
    :param recount: called with the name of the database and the day of the set; it
        returns what is stored and would be counted otherwise, as lines
    :param hold: whether a live one lets nothing leave that waited when it was saved
    :return: (the manifest, those lines): such a database is what was saved, and was
        wrong then; what is held stands in the manifest
    :raise sets.Problem: when the set is damaged, the database is there already, or
        what came back is not what was saved; then nothing is left of it
    """
    manifest = sets.check(folder)
    known = list(map(tuple, manifest["erased"]))
    later = sets.check(newer)["erased"] if newer else []
    people = [tuple(row) for row in later if tuple(row) not in known]
    files = data_dir / "filestore" / database
    if pg.exists(database):
        raise sets.Problem(f"The database {database} is there: take another name.")
    if files.exists():
        raise sets.Problem(f"{files} is there: take another name.")
    pg.create(database, manifest["locale"])
    try:
        dump = folder / sets.DUMP
        words = ["--exit-on-error", "--no-owner", "--jobs=2"]
        pg.run("pg_restore", *words, f"--dbname={database}", dump)
        if (folder / sets.FILES).is_dir():
            shutil.copytree(folder / sets.FILES, files)
        faults = compare(folder, manifest, database, files)
        if people and not faults:
            erase(database, people)
        if not live:
            neutralise(database)
            faults += make_harmless(database)
        elif hold and not faults:
            with pg.connected(database) as cursor:
                manifest["held"] = pg.hold(cursor)
        if faults:
            raise sets.Problem("\n".join(["What came back differs:", *faults]))
        wrong = recount(database, manifest["moment"][:10]) if recount else []
        pg.release(database)
    except BaseException:
        with contextlib.suppress(sets.Problem):
            pg.drop(database)
        shutil.rmtree(files, ignore_errors=True)
        raise
    return manifest, wrong


def compare(folder, manifest, database, files):
    """Return what differs between a set and what was restored from it, as lines."""
    faults = []
    with pg.connected(database) as cursor:
        found = pg.counts(cursor)
        for table in sorted({*found, *manifest["rows"]}):
            there, saved = found.get(table), manifest["rows"].get(table)
            if there != saved:
                faults.append(f"{table}: {there} rows, {saved} were saved")
        indexes = set(pg.column(cursor, pg.INDEXES))
        lost = sorted(set(manifest["indexes"]) - indexes)
        faults += [f"index {name} is missing" for name in lost]
        if pg.column(cursor, pg.STORED) != manifest["stored"]:
            faults.append("the database names other files than were saved")
    prefix = f"{sets.FILES}/"
    for name, checksum in sets.sums(folder).items():
        if name.startswith(prefix):
            path = files / name.removeprefix(prefix)
            if not path.is_file() or sets.digest(path) != checksum:
                faults.append(f"the file {name} is not what was saved")
    return faults


def make_harmless(database):
    """Give a copy an identity of its own; return what is still awake in it."""
    with pg.connected(database) as cursor:
        cursor.execute(
            "UPDATE ir_config_parameter SET value = gen_random_uuid()::text"
            " WHERE key = 'database.uuid'"
        )
        awake = [
            f"{what}: {name}"
            for what, query in pg.AWAKE.items()
            for name in pg.column(cursor, query)
        ]
        return awake + pg.ready(cursor)
