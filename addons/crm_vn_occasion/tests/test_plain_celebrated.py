import doctest
from datetime import date, timedelta

from odoo.tests import BaseCase, tagged

from ..tools import celebrated


@tagged("post_install", "-at_install")
class TestCelebrated(BaseCase):
    def test_examples(self):
        self.assertFalse(doctest.testmod(celebrated).failed)

    def test_every_birthday_once_a_year(self):
        """Solar ones once in each solar year, lunar ones once in each lunar year."""
        seen = {}
        day = date(2024, 1, 1)
        while day < date(2036, 1, 1):
            for key, year in celebrated.celebrated(day).items():
                seen.setdefault((key, year), []).append(day)
            day += timedelta(days=1)
        self.assertEqual(
            [days for days in seen.values() if len(days) > 1], [], "no day twice"
        )
        for year in range(2025, 2035):
            keys = {key for key, of_year in seen if of_year == year}
            for month in range(1, 13):
                for number in range(1, 31):
                    self.assertIn((True, False, month, number), keys)
                    self.assertIn((True, True, month, number), keys)
            self.assertIn((False, False, 2, 29), keys)

    def test_what_is_wrong_with_a_birthday(self):
        for values, wrong in (
            ((False, False, 0, 1), "month"),
            ((False, False, 1, 0), "day"),
            ((False, False, 1, 31), None),
            ((False, False, 2, 29), None),
            ((False, False, 4, 31), "day"),
            ((True, False, 12, 30), None),
            ((True, True, 12, 31), "day"),
            ((True, True, 12, 30, 2020), None),
            ((False, True, 12, 30), "leap"),
            ((False, False, 12, 30, 1849), "year"),
            ((False, False, 12, 30, 1850), None),
            ((False, False, 12, 30, 2150), None),
            ((False, False, 12, 30, 2151), "year"),
        ):
            with self.subTest(values=values):
                self.assertEqual(celebrated.fault(*values), wrong)

    def test_a_leap_month_that_the_year_has(self):
        # 2025 has a leap sixth month from 25 July on
        plain, leap = date(2025, 6, 25), date(2025, 7, 25)
        self.assertIn((True, False, 6, 1), celebrated.celebrated(plain))
        self.assertNotIn((True, True, 6, 1), celebrated.celebrated(plain))
        self.assertIn((True, True, 6, 1), celebrated.celebrated(leap))
        self.assertNotIn((True, False, 6, 1), celebrated.celebrated(leap))
