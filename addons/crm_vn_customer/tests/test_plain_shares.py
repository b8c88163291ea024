"""Shares that add up to 100 %."""

from itertools import product

from odoo.tests import BaseCase, tagged

from ..tools.shares import shares


@tagged("post_install", "-at_install")
class TestPlainShares(BaseCase):
    def test_every_small_split(self):
        """None is off by a whole step; of equal rests the larger count gets it."""
        for counts in product(range(5), repeat=3):
            found = shares(counts)
            if not any(counts):
                self.assertEqual(found, [0, 0, 0])
                continue
            self.assertEqual(round(sum(found), 6), 100)
            for count, share in zip(counts, found, strict=True):
                self.assertLess(abs(share - 100 * count / sum(counts)), 0.1)
                self.assertEqual(share == 0, count == 0)

    def test_who_gets_the_rest(self):
        self.assertEqual(shares([1, 1, 1]), [33.4, 33.3, 33.3])
        self.assertEqual(shares([1, 7, 1, 7]), [6.2, 43.8, 6.2, 43.8])
        self.assertEqual(shares([7, 1, 7, 1]), [43.8, 6.2, 43.8, 6.2])

    def test_no_negative_counts(self):
        with self.assertRaises(ValueError):
            shares([1, -1])
