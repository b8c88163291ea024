"""Orders of stops, and days of visits, without the ORM."""

import itertools
import random
from datetime import date, timedelta

from odoo.tests import BaseCase, tagged

from ..tools import frequency, stops
from ..tools.places import Places

HANOI, SAIGON = (21.0285, 105.8542), (10.7769, 106.7009)
START, END = (21.0, 105.8), (21.2, 106.0)


def points_of(seed, number):
    chance = random.Random(seed)
    return [
        (21 + chance.random() / 5, 105.8 + chance.random() / 5)
        for _stop in range(number)
    ]


def line(*places):
    """Return points on one meridian, so many kilometres from the first, about."""
    return [(21 + place / 111.19, 105.8) for place in places]


@tagged("post_install", "-at_install")
class TestPlainStops(BaseCase):
    def test_distances(self):
        self.assertAlmostEqual(stops.distance_km(HANOI, SAIGON), 1143.53, 1)
        self.assertAlmostEqual(stops.distance_km((0, 0), (0, 180)), 20015.087, 2)
        self.assertAlmostEqual(stops.distance_km((0, 0), (1, 0)), 111.195, 3)
        self.assertAlmostEqual(stops.distance_km((60, 0), (60, 1)), 55.597, 3)
        self.assertAlmostEqual(
            stops.distance_km(HANOI, SAIGON), stops.distance_km(SAIGON, HANOI)
        )

    def test_lengths(self):
        points = line(0, 3, 1)
        for order, start, end, wanted in (
            ([0, 1, 2], None, None, 5),
            ([0, 2, 1], None, None, 3),
            ([2], None, None, 0),
            ([], None, None, 0),
            ([0, 2, 1], line(0, -4)[1], None, 7),
            ([0, 2, 1], None, line(0, 5)[1], 5),
            ([], line(0, -4)[1], line(0, 5)[1], 9),
        ):
            found = stops.length_km(points, order, start, end)
            self.assertAlmostEqual(found, wanted, 2)
            between = stops._Distances(points, start, end)
            if order:
                self.assertAlmostEqual(between.length(order), found)
        self.assertEqual(stops._Distances(points, START, END)(-1, -2), 0.0)

    def test_few_stops_have_the_best_order(self):
        for seed, number in itertools.product(range(4), range(2, 7)):
            points = points_of(seed, number)
            for start, end in ((None, None), (START, None), (None, END), (START, END)):
                found = stops.order_stops(points, start, end)
                self.assertEqual(sorted(found), list(range(number)))
                best = min(
                    stops.length_km(points, order, start, end)
                    for order in itertools.permutations(range(number))
                )
                length = stops.length_km(points, found, start, end)
                self.assertAlmostEqual(length, best)

    def test_an_order_that_is_the_best_stays(self):
        for number in (2, 5, 9, 10, 14):
            points = line(*range(number))
            self.assertEqual(stops.order_stops(points), list(range(number)))
            back = stops.order_stops(points, start=points[-1])
            self.assertEqual(back, list(range(number))[::-1])
        same = [(21.0, 105.8)] * 12
        self.assertEqual(stops.order_stops(same), list(range(12)))

    def test_nine_stops_are_tried_all(self):
        points = points_of(5, 9)
        between = stops._Distances(points, START, None)
        best = stops._best(9, between)
        self.assertEqual(stops.order_stops(points, START), best)
        # the best of all ends where the best of fewer ends, or somewhere else
        for _number in range(200):
            order = random.Random(_number).sample(range(9), 9)
            self.assertGreaterEqual(between.length(order), between.length(best) - 1e-9)

    def test_many_stops(self):
        for seed in range(6):
            for number, start, end in (
                (10, None, None),
                (17, START, None),
                (24, START, END),
            ):
                points = points_of(seed, number)
                found = stops.order_stops(points, start, end)
                self.assertEqual(sorted(found), list(range(number)))
                between = stops._Distances(points, start, end)
                length = between.length(found)
                self.assertLess(length, between.length(list(range(number))))
                # nothing that 2-opt or Or-opt knows makes it shorter
                self.assertAlmostEqual(
                    between.length(stops._reverse(found, between)), length
                )
                self.assertAlmostEqual(
                    between.length(stops._move(found, between)), length
                )
                for first in range(number):
                    for last in range(first + 1, number):
                        turned = (
                            found[:first]
                            + found[first : last + 1][::-1]
                            + found[last + 1 :]
                        )
                        self.assertGreaterEqual(between.length(turned), length - 1e-6)

    def test_a_circle_is_found(self):
        """Points on a line, shuffled, have one best order; so long lines show it."""
        for number in (10, 13, 20):
            order = random.Random(number).sample(range(number), number)
            points = line(*order)
            found = stops.order_stops(points, start=line(0, -1)[1])
            self.assertEqual([order[index] for index in found], list(range(number)))

    def test_nearest_neighbour(self):
        points = line(5, 1, 2, 9)
        between = stops._Distances(points, line(0)[0], None)
        self.assertEqual(stops._nearest(4, between, None), [1, 2, 0, 3])
        self.assertEqual(stops._nearest(4, between, 3), [3, 0, 2, 1])

    def test_stretches_are_reversed(self):
        between = stops._Distances(line(*range(6)), None, None)
        self.assertEqual(stops._reverse([0, 3, 2, 1, 4, 5], between), list(range(6)))
        self.assertEqual(stops._reverse([0, 1, 4, 3, 2, 5], between), list(range(6)))
        self.assertEqual(stops._reverse([0, 2, 1], between), [0, 1, 2])
        self.assertEqual(stops._reverse([0], between), [0])

    def test_stretches_are_moved(self):
        between = stops._Distances(line(*range(7)), line(0, -1)[1], line(0, 7)[1])
        for order in (
            [1, 0, 2, 3, 4, 5, 6],
            [2, 3, 0, 1, 4, 5, 6],
            [0, 1, 4, 5, 6, 2, 3],
            [3, 4, 5, 0, 1, 2, 6],
            [0, 3, 2, 1, 4, 5, 6],
        ):
            self.assertEqual(stops._move(order, between), list(range(7)), order)
        moved = stops._move_one([0, 1, 4, 5, 2, 3, 6], 2, 2, between)
        self.assertEqual(moved, list(range(7)))
        turned = stops._move_one([3, 2, 0, 1, 4, 5, 6], 0, 2, between)
        self.assertEqual(turned, list(range(7)))
        kept = stops._move_one(list(range(7)), 2, 2, between)
        self.assertEqual(kept, list(range(7)))


@tagged("post_install", "-at_install")
class TestPlainFrequency(BaseCase):
    #: a month that begins on a Friday, with five Fridays
    MONTH = date(2027, 1, 1), date(2027, 1, 31)

    def _days(self, code, weekday, *weeks):
        found = frequency.get_days(code, weekday, *self.MONTH, *weeks)
        return [day.day for day in found]

    def test_once_and_twice_a_month(self):
        for code, friday, thursday in (
            ("1.1", [1], [7]),
            ("1.2", [8], [14]),
            ("1.3", [15], [21]),
            ("1.4", [22], [28]),
            ("2.1", [1, 15], [7, 21]),
            ("2.2", [8, 22], [14, 28]),
        ):
            self.assertEqual(self._days(code, 4), friday, code)
            self.assertEqual(self._days(code, 3), thursday, code)

    def test_every_week(self):
        for code, weekday, wanted in (
            ("4", 4, [1, 8, 15, 22, 29]),
            ("8", 4, [1, 4, 8, 11, 15, 18, 22, 25, 29]),
            ("12", 0, [1, 4, 6, 8, 11, 13, 15, 18, 20, 22, 25, 27, 29]),
            ("24", 0, [day for day in range(1, 32) if day % 7 != 3]),
            ("24", 1, [day for day in range(1, 32) if day % 7 != 4]),
        ):
            self.assertEqual(self._days(code, weekday), wanted, (code, weekday))

    def test_every_so_many_weeks(self):
        # Monday 1 January 2024 is of the first week
        monday = date(2024, 1, 1)
        for weeks in range(1, 6):
            for week in range(20):
                day = monday + timedelta(days=7 * week)
                found = frequency.get_days("weeks", 0, day, day, weeks)
                self.assertEqual(bool(found), week % weeks == 0, (weeks, week))
                sunday = day + timedelta(days=6)
                found = frequency.get_days("weeks", 6, sunday, sunday, weeks)
                self.assertEqual(bool(found), week % weeks == 0, (weeks, week))
        self.assertEqual(self._days("weeks", 4), [1, 8, 15, 22, 29])
        self.assertEqual(self._days("weeks", 4, 0), [1, 8, 15, 22, 29])

    def test_both_ends_count(self):
        day = date(2027, 1, 1)
        self.assertEqual(frequency.get_days("4", 4, day, day), [day])
        self.assertEqual(frequency.get_days("4", 4, day, day - timedelta(days=1)), [])

    def test_days_between_two_visits(self):
        found = {code: frequency.get_interval(code) for code in frequency.CODES}
        self.assertEqual(
            found,
            {
                **dict.fromkeys(("1.1", "1.2", "1.3", "1.4"), 28),
                **dict.fromkeys(("2.1", "2.2"), 14),
                "4": 7,
                "8": 3.5,
                "12": 7 / 3,
                "24": 7 / 6,
                "weeks": 7,
            },
        )
        self.assertEqual(frequency.get_interval("weeks", 3), 21)
        self.assertEqual(frequency.get_interval("weeks", 0), 7)
        self.assertEqual(frequency.get_interval("4", 3), 7)


@tagged("post_install", "-at_install")
class TestPlainPlaces(BaseCase):
    def test_places(self):
        places = Places([5, 1, 3], {1: {"a", "b"}, 3: {"c"}}, limit=2)
        for customer, day, wanted in (
            ("a", 1, (1, False)),
            ("d", 1, (3, True)),
            ("d", 2, (3, False)),
            ("e", 2, (5, True)),
            ("f", 1, (5, True)),
            ("g", 1, (None, False)),
            ("c", 0, (3, False)),
            ("e", 6, (None, False)),
        ):
            self.assertEqual(places.take(customer, day), wanted, (customer, day))

    def test_days_that_several_share(self):
        """Routes of a person fill the same days, each up to its own limit."""
        taken = {}
        one, other = Places([1, 2], taken, limit=1), Places([1, 2], taken, limit=2)
        self.assertEqual(one.take("a", 1), (1, True))
        self.assertEqual(other.take("a", 1), (1, False))
        self.assertEqual(other.take("b", 1), (1, True))
        self.assertEqual(one.take("c", 1), (2, True))
        self.assertEqual(other.take("d", 1), (2, True))
        self.assertEqual(other.take("e", 1), (None, False))

    def test_no_limit(self):
        places = Places(range(3))
        for customer in range(50):
            self.assertEqual(places.take(customer, 1), (1, True))
        self.assertEqual(len(places.taken[1]), 50)
