"""The lives of the demo company's customers: the same on every day, and lively.

``lives.csv`` holds lives as somebody last looked at them. Whoever changes how customers
live writes it anew and reads the difference::

    python3 -m devtools.mutation.run crm_vn_demo test_plain_lives write
"""

import csv
import random
from itertools import product
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ..tools import lives

LIVES = Path(__file__).parent / "lives.csv"
COLUMNS = ("relationship", "slipping", "seed", "age", "size", "orders", "quotes")
COLUMNS += ("deeds", "plans", "comments", "basket")
SEEDS = range(1, 9)
GOODS = [("chair", True), ("table", False), ("lamp", True), ("sofa", False)]


def reading(relationship, is_slipping, seed):
    """Return one life, as texts, and what its first order holds."""
    found = lives.life(random.Random(seed), relationship, is_slipping)
    first = found.orders[0][1] if found.orders else seed
    return {
        "relationship": relationship,
        "slipping": "yes" if is_slipping else "",
        "seed": str(seed),
        "age": str(found.age),
        "size": str(found.size),
        "orders": " ".join(f"{days}:{what}" for days, what in found.orders),
        "quotes": " ".join(f"{days}{'+' * is_open}" for days, is_open in found.quotes),
        "deeds": " ".join(map(str, found.deeds)),
        "plans": " ".join(map(str, found.plans)),
        "comments": " ".join(map(str, found.comments)),
        "basket": " ".join(
            f"{key}:{number}" for key, number in lives.basket(first, found.size, GOODS)
        ),
    }


def everybody():
    """Yield (relationship, whether the team slips, seed)."""
    yield from product(lives.PATTERNS, (False, True), SEEDS)


def write():
    """Write what the lives are now."""
    with LIVES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(reading(*one) for one in everybody())


@tagged("post_install", "-at_install")
class TestPlainLives(BaseCase):
    def test_lives(self):
        with LIVES.open(encoding="utf-8", newline="") as file:
            wanted = list(csv.DictReader(file))
        self.assertEqual([reading(*one) for one in everybody()], wanted)

    def test_what_every_life_keeps_to(self):
        for relationship, is_slipping, seed in everybody():
            pattern = lives.PATTERNS[relationship]
            found = lives.life(random.Random(seed), relationship, is_slipping)
            with self.subTest(relationship=relationship, slip=is_slipping, seed=seed):
                self.assertTrue(pattern.age[0] <= found.age <= pattern.age[1])
                self.assertLessEqual(len(found.orders), pattern.orders[1])
                self.assertLessEqual(len(found.deeds), pattern.deeds[1] + 1)
                self.assertEqual(found.orders, sorted(found.orders))
                self.assertEqual(found.deeds, sorted(found.deeds))
                days = [*found.deeds, *(day for day, _seed in found.orders)]
                days += [day for day, _open in found.quotes] + found.comments
                last = max(min(found.age, lives.YEAR), pattern.quiet)
                self.assertTrue(all(0 <= day <= last for day in days))
                quiet = [*found.deeds, *(day for day, _seed in found.orders)]
                self.assertTrue(all(day >= pattern.quiet for day in quiet))
                if not is_slipping:
                    self.assertGreaterEqual(len(found.orders), pattern.orders[0])

    def test_a_team_that_slips_sells_less_and_is_late(self):
        def count(is_slipping):
            found = [
                lives.life(random.Random(seed), "vip", is_slipping)
                for seed in range(300)
            ]
            late = [one for one in found if any(day < 0 for day in one.plans)]
            recent = sum(
                day < lives.SLIPPING for one in found for day, _seed in one.orders
            )
            forgotten = sum(one.deeds[0] > lives.LIMITS["vip"] for one in found)
            return recent, len(late), forgotten

        good, slipping = count(False), count(True)
        self.assertLess(slipping[0], good[0] / 2)
        self.assertGreater(slipping[1], 2 * good[1])
        self.assertGreater(slipping[2], 2 * good[2])
