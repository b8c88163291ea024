"""Cells of phone numbers, put together from parts, and how they are read.

``phones.csv`` holds the numbers and the notes of each cell as somebody last looked at
them. Whoever changes the reader on purpose writes it anew and reads the difference::

    python3 -m devtools.mutation.run crm_vn_duplicate test_plain_phones write
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
    # an area code stands before the next numbers, too
    "024 3825 1234 / 3825 1235 / 38251236 - 3825 1237",
    "0236 3822 111 / 3822 112; 822 113",
    "028 38291234, 0381 234 56",
    "+84 24 3825 1234/35",
    "0236 3822 111 - 0822 112",
    "024 3825 1234 / 62345678 / 623456789",
    # extensions, told in words or in brackets
    "024 3825 1234 ext 123456 0912345678",
    "024 3825 1234 ext 1234567",
    "0912345678 x 12 34",
    "0912345678 (12) 0987654321 [3]",
    "(12) 0912345678",
    "024 3825 1234 máy lẻ 12 - 13",
    "ext 5 0912345678",
    # numbers of another kind
    "Fax: +84 24 3825 1236; ĐT 0912345678",
    "ghi chú; Fax 024 3825 1236; 0912345678",
    "a; b; Fax (024) 3825 1236",
    "CCCD 048088012345 0912345678",
    "CMND: 201234567 - ĐT: 0912345678 - MST 0100109106",
    "STK 0123456789 | 0912345678",
    "Fax 0912345678\n0987654321",
    # what divides numbers, and what does not
    "+84 912 345 678 +84 987 654 321",
    "0912345678+84987654321",
    "0912 345 678 0987 654 321",
    "0912345678,0987654321",
    "0912.345.678, 0987.654.321",
    "09/12/345678",
    "091/2345678",
    "0912/345678",
    "04/38251234",
    "01/02/2018 0912345678",
    "0912345678 01/02/2018",
    "0912 345 678 - 12",
    "12 - 0912 345 678",
    "1 2 3 0912 345 678",
    "+1 212 555 0100 / +44 20 7946 0958",
    "+1 212 555 0100 0912345678",
    "(+84) 912 345 678",
    "( +84 )912345678",
    "+ 84 912 345 678",
    "1234567 89012345",
    "84912345678 84987654321",
    "0084912345678 / 0084987654321",
    "1900 1234 / 1800 123456",
    "1900123456 - 19001234",
    "012345678901234 0912345678",
    "12345678901234567 0912345678",
    # long words beside a number
    "Điện thoại của chị kế toán trưởng công ty: 0912345678",
    "ĐT của chị kế toán trưởng công ty Sao: 0912345678",
    "0912345678 ĐT của chị kế toán trưởng công ty S",
    "9.1234567E+07",
    "9.123456789E+08",
    "9.12345678000E+08",
    "9E+08",
    "'912345678,0",
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
