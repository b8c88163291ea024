"""The ready-made catalogs of a few trades, as they are in ``data/trades.csv``."""

import csv
import functools
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "data/trades.csv"
#: trade: its name in English; the others are in the translations
TRADES = ("interior", "software", "distribution")


@functools.cache
def entries():
    """Return all entries: {key: row}, in the order of the file.

    A row has ``trade``, ``model``, ``parent`` (XML id of the customer type, of
    groups only), ``name_en`` and ``name_vi``.

    >>> {row["trade"] for row in entries().values()} == set(TRADES)
    True
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        return {key(row): row for row in csv.DictReader(file)}


def key(row):
    """Return what names an entry for good.

    >>> key({"trade": "a", "model": "crm.vn.need", "name_en": "Repair"})
    'a/crm.vn.need/Repair'
    """
    return "/".join((row["trade"], row["model"], row["name_en"]))


def of_trade(trade):
    """Return the entries of one trade, {key: row}.

    >>> len(of_trade("software")) > 10, of_trade("fishing")
    (True, {})
    """
    return {name: row for name, row in entries().items() if row["trade"] == trade}
