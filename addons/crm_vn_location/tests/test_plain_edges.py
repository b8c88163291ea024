"""Addresses at the edges of the reader's rules, each said by a person."""

from odoo.tests import BaseCase, tagged

from ..tools.reader import read
from ..tools.tokens import Tokens

#: (text, certainty, code of the ward, what is left for the street)
EDGES = (
    # a district by its letter and number, in English
    ("12 Lê Lợi, P. Tân Phú, D7, HCM", "exact", "27487", "12 Lê Lợi"),
    ("12 Lê Lợi, P. Tân Phú, D.7, HCM", "exact", "27487", "12 Lê Lợi"),
    ("12 Lê Lợi, P. Tân Phú, 7, HCM", "exact", "27487", "12 Lê Lợi"),
    ("12 Lê Lợi, P. Tân Phú, e7, HCM", "exact", "27031", "12 Lê Lợi, e7"),
    # ... and only just before the province
    ("D7, 12 Lê Lợi, P. Tân Phú, HCM", "exact", "27031", "D7, 12 Lê Lợi"),
    # postal codes in front
    ("10000 Huế, P. Thuận Hòa", "exact", "19753", ""),
    ("1000 Huế, P. Thuận Hòa", "choice", None, "1000 Huế"),
    # letters that become two when they are small
    ("İ 12 Lê Lợi, P. Bến Nghé, Q1, TPHCM", "exact", "26740", "İ 12 Lê Lợi"),
    # a ward without its province: only where it is announced, or the text is short
    (
        "Tòa một hai ba bốn năm sáu bảy tám chín mười, Vĩnh Hải",
        "unknown",
        None,
        "Tòa một hai ba bốn năm sáu bảy tám chín mười, Vĩnh Hải",
    ),
    (
        "Tòa một hai ba bốn năm sáu bảy tám chín mười, P. Vĩnh Hải",
        "choice",
        None,
        "Tòa một hai ba bốn năm sáu bảy tám chín mười",
    ),
    ("Phường 1", "unknown", None, "Phường 1"),
    # initials of another province make a district of the one before them
    ("xã Vạn Ninh, Quảng Ninh, QB", "exact", "19237", ""),
    ("P. Ba Đình, Thanh Hóa, TH", "choice", None, ""),
    ("Phường Nguyễn Trãi, TP Hà Giang, HG", "exact", "00694", ""),
    ("phường Ba Đình, Bỉm Sơn, TH", "exact", "14812", ""),
    ("Cẩm Lệ, ĐN", "choice", None, ""),
    # a street's name is no ward, and "phường" in it announces none
    ("Trần Hưng Đạo, Hà Nội", "choice", None, ""),
    ("Số 5 đường Phường Đúc, Huế", "choice", None, "Số 5 đường Phường Đúc"),
    ("12 phố Xã Đàn, P. Ô Chợ Dừa, HN", "exact", "00190", "12 phố Xã Đàn"),
    # two wards in one text
    ("P. Bến Thành (trước là P. Bến Nghé, Q.1), TP.HCM", "choice", None, None),
    ("P. Sài Gòn (trước là P. Bến Nghé, Q.1), TP.HCM", "exact", "26740", None),
)


@tagged("post_install", "-at_install")
class TestPlainEdges(BaseCase):
    def test_edges(self):
        for text, certainty, ward, street in EDGES:
            with self.subTest(text=text):
                found = read(text)
                self.assertEqual(found.certainty, certainty)
                self.assertEqual(found.ward and found.ward.code, ward)
                if street is not None:
                    self.assertEqual(found.street, street)

    def test_syllables_as_they_are_written(self):
        tokens = Tokens("12 QB, Quảng Bình 510000")
        self.assertEqual([tokens.size(place) for place in range(4)], [2, 2, 5, 4])
        self.assertTrue(tokens.is_upper(1))
        self.assertFalse(tokens.is_upper(2))
        for text, found in (
            ("10000 Hà Nội", True),
            ("100000 Hà Nội", True),
            ("1000 Hà Nội", False),
            ("1000000 Hà Nội", False),
            ("10000", False),
            ("Hà Nội", False),
        ):
            tokens = Tokens(text)
            self.assertEqual(tokens.has_code(0, len(tokens.plain)), found, text)
