"""Addresses put together from parts in every way people write them, and as read.

``composed.csv`` holds what the reader says of each, as somebody last looked at it.
Whoever changes the reader on purpose writes it anew and reads the difference::

    python3 -m devtools.mutation.run crm_vn_location test_plain_composed write
"""

import csv
from itertools import product
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ..tools.tokens import Tokens
from .test_plain_reading import COLUMNS, reading, without_marks

COMPOSED = Path(__file__).parent / "composed.csv"
#: (ward, district, province), of today without a district
PLACES = (
    ("phường Sài Gòn", "", "TP. Hồ Chí Minh"),
    ("xã Văn Lang", "", "tỉnh Thái Nguyên"),
    ("P. Hoàn Kiếm", "", "Hà Nội"),
    ("đặc khu Phú Quốc", "", "An Giang"),
    ("Bến Nghé", "Quận 1", "TPHCM"),
    ("P.5", "TP. Cà Mau", "Cà Mau"),
    ("phường 1", "thành phố Bảo Lộc", "Lâm Đồng"),
    ("xã Vân Canh", "huyện Hoài Đức", "HN"),
    ("TT. Trâu Quỳ", "H. Gia Lâm", "thành phố Hà Nội"),
    ("p thắng tam", "tp vũng tàu", "brvt"),
    ("Xã Tân Lập", "Bắc Tân Uyên", "Bình Dương"),
    ("Hòa Hải", "Ngũ Hành Sơn", "Đà Nẵng"),
    ("Mỹ Bình", "Phan Rang - Tháp Chàm", "Ninh Thuận"),
    ("Phường Phú Hội", "Huế", "Thừa Thiên - Huế"),
    ("xã Không Có Đâu", "Q. 7", "Sài Gòn"),
)
#: how the parts stand together; ``s`` is the street
FORMS = (
    "{s}, {w}, {d}, {p}",
    "{s} {w} {d} {p}",
    "{s} - {w} - {d} - {p}, Việt Nam",
    "{p}, {d}, {w}, {s}",
    "{s}\n{w}\n{d}, {p} 700000",
    "{w}, {d}",
    "{w} {p}",
    "{s}, {d}, {p}",
    "{s}, {w} ({w} cũ), {p}",
)
STREETS = ("12 Lý Thái Tổ", "thôn 3")


def texts():
    """Return the addresses, each with and without its accents, once."""
    found = []
    for (ward, district, province), form, street in product(PLACES, FORMS, STREETS):
        text = form.format(s=street, w=ward, d=district, p=province)
        # what a missing district leaves behind
        for left, right in ((", , ", ", "), (" -  - ", " - "), ("\n, ", "\n")):
            text = text.replace(left, right)
        text = text.strip(", ")
        found.append(text.replace("\n", "\\n"))
    found = list(dict.fromkeys(found))
    return list(dict.fromkeys([*found, *map(without_marks, found[::2])]))


def write():
    """Write what the reader says now."""
    with COMPOSED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(reading, texts()))


@tagged("post_install", "-at_install")
class TestPlainComposed(BaseCase):
    def test_composed(self):
        with COMPOSED.open(encoding="utf-8", newline="") as file:
            wanted = {row["text"]: row for row in csv.DictReader(file)}
        self.assertEqual(list(wanted), texts())
        for text, row in wanted.items():
            self.assertEqual(reading(text), row)


@tagged("post_install", "-at_install")
class TestPlainTokens(BaseCase):
    """How a text is taken apart."""

    def _edges(self, tokens):
        return [place for place in range(tokens.end + 1) if tokens.edges >> place & 1]

    def test_syllables_and_edges(self):
        for text, plain, edges in (
            ("", [], [0]),
            ("12 Lý Thái Tổ", ["12", "li", "thai", "to"], [0, 4]),
            ("Lê Lợi, P. 5", ["le", "loi", "p", "5"], [0, 2, 4]),
            ("Lê Lợi. Xã An", ["le", "loi", "xa", "an"], [0, 2, 4]),
            ("Phan Rang - Tháp Chàm", ["phan", "rang", "thap", "cham"], [0, 4]),
            ("Phan Rang, Tháp Chàm", ["phan", "rang", "thap", "cham"], [0, 2, 4]),
            ("Q1\nP5", ["q", "1", "p", "5"], [0, 2, 4]),
            ("p.sai gon", ["p", "sai", "gon"], [0, 3]),
        ):
            with self.subTest(text=text):
                tokens = Tokens(text)
                self.assertEqual(tokens.plain, plain)
                self.assertEqual(self._edges(tokens), edges)
                places = zip(tokens.starts, tokens.ends, strict=True)
                written = "".join(text[start:end] for start, end in places)
                written = without_marks(written).lower().replace("ly", "li")
                self.assertEqual(written, "".join(plain), "where they stand")

    def test_country_and_postal_code(self):
        for text, first, end in (
            ("Huế, Việt Nam", 0, 1),
            ("Việt Nam, Huế", 2, 3),
            ("Huế, VN", 0, 1),
            ("Huế 530000", 0, 1),
            ("Huế 53000, Việt Nam", 0, 1),
            ("Huế 5300", 0, 2),
            ("Huế 5300000", 0, 2),
            ("đường 53000", 0, 2),
            ("530000", 0, 1),
        ):
            with self.subTest(text=text):
                tokens = Tokens(text)
                self.assertEqual((tokens.first, tokens.end), (first, end))
        nothing = Tokens("Việt Nam")
        self.assertGreaterEqual(nothing.first, nothing.end)

    def test_what_is_left(self):
        tokens = Tokens("12  Lý Thái Tổ, P. Bến Nghé, Q.1")
        # 12 ly thai to p ben nghe q 1
        self.assertEqual(tokens.rest(0), "12 Lý Thái Tổ, P. Bến Nghé, Q.1")
        self.assertEqual(tokens.rest(0b1_1111_0000), "12 Lý Thái Tổ")
        self.assertEqual(tokens.rest(0b0_0111_0000), "12 Lý Thái Tổ, Q.1")
        self.assertEqual(tokens.rest(0b0_0000_1111), "P. Bến Nghé, Q.1")
        self.assertEqual(tokens.rest(0b1_1111_1111), "")
        self.assertEqual(tokens.segments(0), [(0, 4), (4, 7), (7, 9)])
        self.assertEqual(
            tokens.segments(0b0_0010_0000), [(0, 4), (4, 5), (6, 7), (7, 9)]
        )
        self.assertEqual(tokens.segments(0b1_1000_1111), [(4, 7)])
        long = Tokens("một hai ba bốn năm sáu bảy, tám")
        self.assertEqual(long.segments(0), [(0, 7), (7, 8)])
        longer = Tokens("một hai ba bốn năm sáu bảy tám, chín")
        self.assertEqual(longer.segments(0), [(8, 9)])

    def test_without_marks(self):
        tokens = Tokens("Lê Lợi ha noi")
        self.assertFalse(tokens.is_blind(0))
        self.assertFalse(tokens.is_blind(0b0001))
        self.assertTrue(tokens.is_blind(0b0011))
        self.assertTrue(Tokens("le loi, ha noi").is_blind(0))
        # the country is none of it
        self.assertTrue(Tokens("ha noi, Việt Nam").is_blind(0))

    def test_markers(self):
        tokens = Tokens("xã An, thị trấn Bình, tp Huế")
        found = [(marker.length, place) for marker, place in tokens.markers]
        self.assertEqual(found, [(1, 0), (2, 2), (1, 5)])
