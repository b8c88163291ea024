"""The ready-made care schedules, as they are in ``data/care.csv``."""

import csv
import functools
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "data/care.csv"


@functools.cache
def schedules():
    """Return the schedules in the order of the file: {code: dict}.

    A schedule has ``name_en``, ``name_vi``, ``trigger`` (of ``vn_trigger``) and
    ``lines``: dicts with ``days`` after the document, ``type`` (XML id of the type of
    activity), ``summary_en`` and ``summary_vi``.

    >>> len(schedules()), sorted(schedules())
    (3, ['contract', 'first', 'order'])
    >>> [line["days"] for line in schedules()["order"]["lines"]]
    [3, 20, 90]
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {}
    for row in rows:
        head = {name: row[name] for name in ("name_en", "name_vi", "trigger")}
        schedule = found.setdefault(row["code"], {**head, "lines": []})
        schedule["lines"].append({**row, "days": int(row["days"])})
    return found
