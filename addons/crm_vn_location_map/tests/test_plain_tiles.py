"""The map of tiles, as it is drawn."""

from odoo.tests import BaseCase, tagged

from ..tools.tiles import TILES, shade

#: codes of the provinces, column by column and row by row
MAP = """
    .. 12 .. 08 04 ..
    11 .. 15 .. 19 20
    .. 14 25 01 24 22
    .. .. .. 37 33 31
    .. .. 38 .. .. ..
    .. .. 40 .. .. ..
    .. .. .. 42 .. ..
    .. .. .. 44 .. ..
    .. .. .. .. 46 ..
    .. .. .. .. .. 48
    .. .. .. .. .. 51
    .. .. .. .. 52 ..
    .. .. .. .. 66 56
    .. .. 80 75 68 ..
    91 82 .. 79 .. ..
    .. 92 86 .. .. ..
    96 .. .. .. .. ..
"""


@tagged("post_install", "-at_install")
class TestPlainTiles(BaseCase):
    def test_the_map(self):
        rows = [line.split() for line in MAP.strip().splitlines()]
        wanted = {
            code: (column, row)
            for row, codes in enumerate(rows)
            for column, code in enumerate(codes)
            if code != ".."
        }
        self.assertEqual(len(wanted), 34)
        self.assertEqual(TILES, wanted)

    def test_shades_are_fifths_of_the_highest(self):
        shades = [shade(value, 10) for value in range(11)]
        self.assertEqual(shades, [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
        self.assertEqual([shade(value, 0.5) for value in (0.1, 0.2, 0.5)], [1, 2, 5])
        # a number that came late is no darker than the darkest
        self.assertEqual(shade(20, 10), 5)
        self.assertEqual((shade(1, 0), shade(1, -1), shade(-30, 10)), (0, 0, 0))
