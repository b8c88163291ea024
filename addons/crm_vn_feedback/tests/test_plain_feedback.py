"""Signs of machines, and limits of calls."""

from unittest.mock import patch

from odoo.tests import BaseCase, tagged

from ..tools import human, rate

PHONE = "Mozilla/5.0 (iPhone)"


@tagged("post_install", "-at_install")
class TestPlainHuman(BaseCase):
    def test_ages_of_the_page(self):
        for seconds, wanted in (
            (None, "no_page"),
            (0, "too_fast"),
            (1.9, "too_fast"),
            (2, ""),
            (86_400, ""),
            (86_401, "old_page"),
        ):
            self.assertEqual(human.get_suspicion(seconds, agent=PHONE), wanted)

    def test_signs(self):
        for signs, wanted in (
            ({"agent": ""}, "machine"),
            ({"agent": "x" * 297 + "bot"}, "machine"),
            ({"agent": "x" * 298 + "bot"}, ""),
            ({"agent": "HeadlessChrome"}, "machine"),
            ({"agent": PHONE, "trap": " "}, "trap"),
            ({"agent": PHONE, "method_seen": False}, "no_page"),
        ):
            self.assertEqual(human.get_suspicion(30, **signs), wanted, signs)


@tagged("post_install", "-at_install")
class TestPlainRate(BaseCase):
    def _rate(self, number, *moments):
        return rate.Rate(number, 60, iter(moments).__next__)

    def test_so_many_in_a_minute(self):
        limit = self._rate(2, 0, 10, 59, 60, 61, 70, 120)
        found = [limit.allows("a") for _call in range(7)]
        # one leaves the minute on its last second; a refused one does not count
        self.assertEqual(found, [True, True, False, True, False, True, True])
        limit = self._rate(1, 0, 0, 0)
        self.assertEqual([limit.allows(key) for key in "aba"], [True, True, False])

    def test_the_oldest_are_forgotten(self):
        self.assertEqual(rate.KEYS, 10_000)
        with patch.object(rate, "KEYS", 2):
            limit = self._rate(1, *range(9))
            for key in "aba":
                limit.allows(key)
            self.assertEqual(list(limit.calls), ["b", "a"])
            limit.allows("c")
            self.assertEqual(list(limit.calls), ["a", "c"])
            self.assertFalse(limit.allows("a"))
            self.assertTrue(limit.allows("b"))
            self.assertEqual(list(limit.calls), ["a", "b"])
