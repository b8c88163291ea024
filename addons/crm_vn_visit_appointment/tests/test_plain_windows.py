"""Orders of stops that are expected at an hour, without the ORM."""

import itertools
import random

from odoo.tests import BaseCase, tagged

from ..tools.windows import Day, Pace


@tagged("post_install", "-at_install")
class TestPlainWindows(BaseCase):
    def day(self, seed, count, ends=(None, None)):
        """Return a day with stops by chance, about half of them expected."""
        chance = random.Random(seed)
        points = [
            (21 + chance.random() / 5, 105.8 + chance.random() / 5)
            for _stop in range(count)
        ]
        windows = []
        for _stop in range(count):
            begin = chance.randrange(480, 960, 30)
            windows.append(chance.choice([None, (begin, begin + 60)]))
        return Day(points, windows, *ends)

    def test_few_stops_have_the_best_order(self):
        for seed in range(12):
            count = seed % 5 + 2
            day = self.day(seed, count)
            best = min(map(day.cost, itertools.permutations(range(count))))
            cost = day.cost(day.best_order(range(count)))
            self.assertEqual(cost[0], best[0])
            self.assertAlmostEqual(cost[1], best[1])

    def test_many_stops_are_never_worse(self):
        for seed in range(4):
            day = self.day(seed, 16, ((21.0, 105.8), (21.2, 106.0)))
            given = list(range(16))
            order = day.best_order(given, given[::-1])
            self.assertEqual(sorted(order), given)
            self.assertLess(
                day.cost(order), min(day.cost(given), day.cost(given[::-1]))
            )

    def test_near_the_best_of_seven(self):
        """Late by no more than what is best, on a way that is not much longer."""
        for seed in range(3):
            day = self.day(seed + 50, 7)
            best = min(map(day.cost, itertools.permutations(range(7))))
            late, length = day.cost(day.best_order(range(7)))
            self.assertAlmostEqual(late, best[0], delta=1)
            self.assertLessEqual(length, 1.2 * best[1])

    def test_what_is_as_good_stays(self):
        point = (21.0, 105.8)
        for count in (1, 4, 9):
            day = Day([point] * count, [None] * count)
            self.assertEqual(day.best_order(range(count)), list(range(count)))

    def test_who_is_early_waits_and_who_is_late_is_late(self):
        point = (21.0, 105.8)
        pace = Pace(begin=480, stay=30)
        for window, after, late in (
            # the second stop begins at 8:30, or when the first one was waited for
            ((480, 490), (510, 510), 0),
            ((480, 490), (500, 509), 1),
            ((600, 660), (630, 630), 0),
            ((600, 660), (620, 625), 5),
        ):
            day = Day([point, point], [window, after], pace=pace)
            self.assertEqual(day.cost([0, 1]), (late, 0.0), (window, after))
        self.assertEqual(Day([], []).cost([]), (0.0, 0.0))
