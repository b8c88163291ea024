"""The arithmetic of tiers, day by day and amount by amount."""

from datetime import date, timedelta

from odoo.tests import BaseCase, tagged

from ..tools.tier import Rule, kept_until, target, window_value

TODAY = date(2026, 11, 23)
SILVER, GOLD = RULES = [Rule(12, 200, 150), Rule(12, 500, 400)]


@tagged("post_install", "-at_install")
class TestPlainTier(BaseCase):
    def test_both_ends_of_the_window(self):
        start = date(2025, 11, 23)
        day = timedelta(days=1)
        for when, counts in (
            (start, False),
            (start + day, True),
            (TODAY, True),
            (TODAY + day, False),
        ):
            value = window_value([(when, 7)], TODAY, 12)
            self.assertEqual(value, 7 * counts, when)

    def test_every_value_and_base(self):
        """A tier is entered at its entry, and kept at its keep threshold."""
        for value in (0, 149, 150, 151, 199, 200, 201, 399, 400, 499, 500, 501):
            for base in range(3):
                for floor in range(3):
                    reached = sum(value >= rule.entry for rule in RULES)
                    kept = sum(value >= rule.keep for rule in RULES[:base])
                    found = target([value] * 2, RULES, base, floor=floor)
                    self.assertEqual(found, max(reached, kept, floor), (value, base))
                    between = target([value] * 2, RULES, base, review=False)
                    self.assertEqual(between, max(reached, base), (value, base))
        self.assertEqual(target([0, 0], RULES, 0), 0)

    def test_a_value_for_each_rule(self):
        with self.assertRaises(ValueError):
            target([1], RULES, 0)
        self.assertEqual(target([0, 500], RULES, 0), 2)
        self.assertEqual(target([200, 0], RULES, 0), 1)

    def test_kept_until_is_the_last_day_above_keep(self):
        """Compared with a look at each day that follows."""
        facts = [
            (date(2025, 12, 31), 120),
            (date(2026, 2, 28), 40),
            (date(2026, 3, 31), 90),
            (date(2026, 11, 23), 100),
        ]
        for keep in (1, 100, 101, 190, 230, 231, 350, 351):
            for months in (1, 2, 6, 12, 13):
                rule = Rule(months, keep, keep)
                self.assertEqual(
                    kept_until(facts, TODAY, rule), self._look(facts, rule), rule
                )

    def _look(self, facts, rule):
        day, last = TODAY, None
        while window_value(facts, day, rule.months) >= rule.keep:
            last, day = day, day + timedelta(days=1)
        return last

    def test_what_is_kept_for_ever_has_no_last_day(self):
        for keep in (0, -1):
            self.assertIsNone(kept_until([(TODAY, 1)], TODAY, Rule(12, 5, keep)))
        self.assertIsNone(kept_until([], TODAY, Rule(12, 5, 1)))
        leap = [(date(2024, 2, 29), 5)]
        self.assertEqual(
            kept_until(leap, date(2025, 2, 1), Rule(12, 5, 5)), date(2025, 2, 28)
        )
