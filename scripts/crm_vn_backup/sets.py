"""A set on disk: its files, their checksums, and which sets to keep."""

import datetime
import hashlib
import json
import os
import re
import shutil

FORMAT = 1
DUMP = "database.dump"
FILES = "filestore"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
PART = ".part"
NAME = re.compile(r"(?P<database>.+)-(?P<moment>\d{8}T\d{6}Z)")


class Problem(Exception):
    """Something that somebody has to put right; its text says what."""


def name_of(database, moment):
    """Return the name of a set.

    >>> name_of("company", datetime.datetime(2026, 11, 26, 18, 30))
    'company-20261126T183000Z'
    """
    return f"{database}-{moment:%Y%m%dT%H%M%SZ}"


def moment_of(path):
    """Return when a set was made, in UTC.

    >>> import pathlib
    >>> moment_of(pathlib.Path("my-company-20261126T183000Z"))
    datetime.datetime(2026, 11, 26, 18, 30)
    """
    text = NAME.fullmatch(path.name)["moment"]
    return datetime.datetime.strptime(text, "%Y%m%dT%H%M%SZ")


def every(folder, database):
    """Return the whole sets of *database* in *folder*, the oldest first."""
    if not folder.is_dir():
        return []
    found = []
    for path in folder.iterdir():
        match = NAME.fullmatch(path.name)
        if match and match["database"] == database and (path / SUMS).exists():
            found.append(path)
    return sorted(found, key=moment_of)


def kept(moments, *, daily=7, weekly=4, monthly=12):
    """Return those of *moments* whose sets are kept.

    The last of each of the latest days, ISO weeks and months that have one, and the
    latest of all whatever the numbers are.

    >>> first = datetime.datetime(2026, 1, 1)
    >>> days = [first + datetime.timedelta(number) for number in range(60)]
    >>> [f"{day:%m-%d}" for day in sorted(kept(days, daily=2, weekly=2, monthly=3))]
    ['01-31', '02-22', '02-28', '03-01']
    >>> kept(days[:1], daily=0, weekly=0, monthly=0) == set(days[:1])
    True
    """
    newest_first = sorted(moments, reverse=True)
    result = set(newest_first[:1])
    for count, period in ((daily, "%Y-%j"), (weekly, "%G-%V"), (monthly, "%Y-%m")):
        last = {}
        for moment in newest_first:
            last.setdefault(moment.strftime(period), moment)
        result.update(list(last.values())[:count])
    return result


def prune(folder, database, **numbers):
    """Delete the sets of *database* that need not be kept; return their names."""
    sets = every(folder, database)
    stay = kept(map(moment_of, sets), **numbers)
    gone = [path for path in sets if moment_of(path) not in stay]
    for path in gone:
        # one that is half deleted must not look whole
        (path / SUMS).unlink()
        shutil.rmtree(path)
    return [path.name for path in gone]


def digest(path, algorithm="sha256"):
    """Return the checksum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def is_what_its_name_says(path):
    """Tell whether a file of Odoo's store has the content that it is named after."""
    name = path.name
    return not re.fullmatch(r"[0-9a-f]{40}", name) or digest(path, "sha1") == name


def members(folder):
    """Return the names of the files of a set, relative, without the checksums."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(str(p.relative_to(folder)) for p in found if p != folder / SUMS)


def seal(folder, manifest):
    """Write manifest and checksums; ``sha256sum -c`` reads them, too."""
    text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    lines = [f"{digest(folder / name)}  {name}\n" for name in members(folder)]
    with (folder / SUMS).open("w", encoding="utf-8") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


def sums(folder):
    """Return ``{name: checksum}`` of a set.

    :raise Problem: when it is none, or one that was not finished
    """
    path = folder / SUMS
    if folder.name.endswith(PART) or not path.exists():
        raise Problem(f"{folder} is no whole set: {SUMS} is missing.")
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line[66:]: line[:64] for line in lines}


def check(folder):
    """Compare every file of a set with its checksum; return its manifest.

    :raise Problem: names each file that is missing, changed, or not of the set
    """
    expected = sums(folder)
    present = set(members(folder))
    faults = [f"missing: {name}" for name in sorted(set(expected) - present)]
    faults += [f"not of the set: {name}" for name in sorted(present - set(expected))]
    faults += [
        f"changed: {name}"
        for name in sorted(present & set(expected))
        if digest(folder / name) != expected[name]
    ]
    if faults:
        raise Problem("\n".join([f"{folder} is damaged:", *faults]))
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if manifest["format"] != FORMAT:
        raise Problem(f"{folder} has the format {manifest['format']}, not {FORMAT}.")
    return manifest


def put(origin, target, before=None):
    """Copy *origin* to *target*; where the set *before* has the same, link that.

    Odoo names its files after their content and never rewrites them.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if before and before.exists() and before.stat().st_size == origin.stat().st_size:
        try:
            os.link(before, target)
            return
        except OSError:
            # another disk, or one that has no links
            pass
    shutil.copyfile(origin, target)
