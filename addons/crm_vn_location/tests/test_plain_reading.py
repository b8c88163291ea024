"""Every address of the corpus is read as it was when somebody last looked at it.

``readings.csv`` holds what the reader says of each text, and of the same text without
accents. Whoever changes the reader on purpose writes it anew and reads the difference::

    python3 -m devtools.mutation.run crm_vn_location test_plain_reading write
"""

import csv
import unicodedata
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ..tools.reader import read

FOLDER = Path(__file__).parent
READINGS = FOLDER / "readings.csv"
COLUMNS = ("text", "ward", "province", "old", "era", "certainty", "candidates")
COLUMNS += ("reason", "street", "key")


def without_marks(text):
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def texts():
    """Return the texts of the corpus, each with and without its accents."""
    with (FOLDER / "corpus.csv").open(encoding="utf-8", newline="") as file:
        found = [row["text"] for row in csv.DictReader(file)]
    return list(dict.fromkeys([*found, *map(without_marks, found)]))


def reading(text):
    """Return what the reader says, as texts."""
    found = read(text.replace("\\n", "\n"))

    def code(unit):
        return unit.code if unit else ""

    return {
        "text": text,
        "ward": code(found.ward),
        "province": code(found.province),
        "old": code(found.old),
        "era": found.era or "",
        "certainty": found.certainty,
        "candidates": " ".join(found.candidates),
        "reason": found.reason,
        "street": found.street.replace("\n", "\\n"),
        "key": found.key,
    }


def write():
    """Write what the reader says now."""
    with READINGS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(reading, texts()))


@tagged("post_install", "-at_install")
class TestPlainReading(BaseCase):
    def test_readings(self):
        with READINGS.open(encoding="utf-8", newline="") as file:
            wanted = {row["text"]: row for row in csv.DictReader(file)}
        self.assertEqual(list(wanted), texts())
        for text, row in wanted.items():
            self.assertEqual(reading(text), row)
