"""What is counted of visits, without the ORM."""

from odoo.tests import BaseCase, tagged

from ..tools import coverage


@tagged("post_install", "-at_install")
class TestPlainCoverage(BaseCase):
    def numbers(self, *rows):
        found = coverage.count(rows)
        return tuple(found[name] for name in coverage.NUMBERS)

    def test_numbers(self):
        #   planned done skipped unplanned verified customers covered kept
        for rows, wanted in (
            ((), (0, 0, 0, 0, 0, 0, 0, 0)),
            (((1, True, "planned", None, 3),), (3, 0, 0, 0, 0, 1, 0, 0)),
            (((1, True, "done", "verified", 2),), (2, 2, 0, 0, 2, 1, 1, 1)),
            (((1, True, "done", "far", 2),), (2, 2, 0, 0, 0, 1, 1, 1)),
            (((1, True, "skipped", None, 2),), (0, 0, 2, 0, 0, 0, 0, 0)),
            (((1, False, "skipped", None, 1),), (0, 0, 1, 0, 0, 0, 0, 0)),
            (((1, False, "done", "verified", 2),), (0, 0, 0, 2, 2, 0, 0, 0)),
            (((1, False, "planned", None, 2),), (0, 0, 0, 0, 0, 0, 0, 0)),
            # made up for by a visit without a plan
            (
                ((1, True, "planned", None, 1), (1, False, "done", "unknown", 1)),
                (1, 0, 0, 1, 0, 1, 1, 1),
            ),
            (
                ((1, True, "planned", None, 2), (1, False, "done", "unknown", 1)),
                (2, 0, 0, 1, 0, 1, 1, 0),
            ),
            (
                ((1, True, "done", "far", 1), (2, True, "planned", None, 1)),
                (2, 1, 0, 0, 0, 2, 1, 1),
            ),
        ):
            self.assertEqual(self.numbers(*rows), wanted, rows)

    def test_who_is_covered_and_kept(self):
        found = coverage.count(
            [
                (7, True, "done", "far", 1),
                (5, True, "done", "verified", 1),
                (5, True, "planned", None, 1),
                (9, True, "planned", None, 1),
            ]
        )
        self.assertEqual((found["covered_ids"], found["kept_ids"]), ([5, 7], [7]))
        self.assertEqual(found["made"], 2)

    def test_shares(self):
        for part, whole, wanted in (
            (0, 0, None),
            (1, 0, None),
            (0, 4, 0.0),
            (1, 1, 100.0),
            (2, 3, 66.7),
            (1, 800, 0.1),
        ):
            self.assertEqual(coverage.share(part, whole), wanted)
        numbers = dict.fromkeys((*coverage.NUMBERS, "made"), 0)
        numbers |= {"planned": 10, "done": 5, "made": 8, "verified": 2}
        numbers |= {"customers": 4, "covered": 3, "kept": 1}
        self.assertEqual(
            coverage.shares(numbers),
            {
                "done_share": 50.0,
                "verified_share": 25.0,
                "coverage": 75.0,
                "kept_share": 25.0,
            },
        )
