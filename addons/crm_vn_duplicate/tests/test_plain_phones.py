"""Cells of phone numbers, put together from parts, and how they are read.

``phones.csv`` holds the numbers and the notes of each cell as somebody last looked at
them. Whoever changes the reader on purpose writes it anew and reads the difference::

    python3 -m tools.mutation.run crm_vn_duplicate test_plain_phones write
"""

import csv
from itertools import product
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ..tools.phone import is_cut, parse

PHONES = Path(__file__).parent / "phones.csv"
COLUMNS = ("cell", "numbers", "notes", "cut")
NUMBERS = (
    "0912345678",
    "0912 345 678",
    "+84 24 3825 1234",
    "(028) 3829-1234",
    "0236 3822 111",
    "01689123456",
    "84912345678",
    "912345678",
    "+1 212 555 0100",
    "1900 1234",
)
BETWEEN = ("", " / ", " - ", "; ", "/", ", ", " hoặc ", "\n")
AROUND = (
    "%s",
    "ĐT: %s",
    "Fax: %s",
    "%s (A Nam)",
    "Chị Hoa %s",
    "%s máy lẻ 12",
    "%s, CCCD 048088012345",
    "Zalo %s gọi sau 5h",
)
ODD = (
    "024 3825 1234 / 3825 1235",
    "024 3825 1234 / 35",
    "0912345678/79",
    "0912.345.678-679",
    "9.12345678E+08",
    "9.12E+08",
    "912345678.0",
    "8.49123456780E+10",
    "12/05/1988",
    "09/05",
    "0905/11/22",
    "012 345",
    "123",
    "O9l2 345 678",
    "0912345678 0912345678",
    "1) 0905111222 2) 0905111333",
    "00842438251234",
    "+84 (0) 912 345 678",
    "0912 345 678 ext 12; 0987 654 321 ext. 7",
    "099999999999999",
    "không có",
    "-",
    "x" * 300 + " 0912345678",
    "0912345678 " + "y" * 300,
)


def cells():
    """Return the cells, each once."""
    found = [around % number for around, number in product(AROUND, NUMBERS)]
    found += [
        f"{first}{between}{second}"
        for between, first, second in product(BETWEEN, NUMBERS[:6], NUMBERS[3:])
        if between
    ]
    return list(dict.fromkeys([*found, *ODD]))


def reading(cell):
    """Return what the reader says, as texts."""
    found = parse(cell)
    return {
        "cell": cell,
        "numbers": " ".join(found.numbers),
        "notes": "|".join(found.notes),
        "cut": str(is_cut(cell)),
    }


def write():
    """Write what the reader says now."""
    with PHONES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(reading, cells()))


@tagged("post_install", "-at_install")
class TestPlainPhones(BaseCase):
    def test_cells(self):
        with PHONES.open(encoding="utf-8", newline="") as file:
            wanted = {row["cell"]: row for row in csv.DictReader(file)}
        self.assertEqual(list(wanted), cells())
        for cell, row in wanted.items():
            self.assertEqual(reading(cell), row)
