"""Hours of a working day, and which of two weeks it lies in."""

from datetime import date, datetime, timedelta

from odoo.tests import BaseCase, tagged

from ..tools import day as days

MONDAY = date(2027, 2, 1)
EIGHT, TWELVE, ONE, FIVE = (datetime(2027, 2, 1, hour) for hour in (8, 12, 13, 17))


@tagged("post_install", "-at_install")
class TestPlainDay(BaseCase):
    def test_office_hours(self):
        hours = [(8.0, 12.0), (13.0, 17.0)]
        week = {(n, weekday): hours for n in (0, 1) for weekday in range(5)}
        self.assertEqual(days.office_week(), week)
        week = {(n, weekday): hours for n in (0, 1) for weekday in range(7)}
        self.assertEqual(days.every_day(), week)

    def test_weeks_alternate_from_monday_to_monday(self):
        first = days.week_parity(MONDAY)
        for number in range(28):
            found = days.week_parity(MONDAY + timedelta(days=number))
            self.assertEqual(found, (first + number // 7) % 2, number)
        # 1 January of the year 1 was a Monday
        self.assertEqual(days.week_parity(date(1, 1, 1)), 0)
        self.assertEqual(days.week_parity(date(1, 1, 8)), 1)

    def test_a_country_of_one_zone(self):
        self.assertEqual(days.company_zone(None, None, "JP"), "Asia/Tokyo")
        self.assertEqual(days.company_zone("Etc/GMT", None, None), "Asia/Ho_Chi_Minh")

    def left(self, *off, first=MONDAY, last=MONDAY):
        return days.working_hours(first, last, days.office_week(), off)

    def test_both_ends_count(self):
        found = self.left(last=MONDAY + timedelta(days=7))
        self.assertEqual([day.day for day in found], [1, 2, 3, 4, 5, 8])
        self.assertEqual(found[MONDAY], [(EIGHT, TWELVE), (ONE, FIVE)])
        self.assertEqual(self.left(last=MONDAY - timedelta(days=1)), {})

    def test_what_a_day_off_leaves(self):
        for begin, until, wanted in (
            # exactly half of it is left
            (EIGHT, TWELVE, [(ONE, FIVE)]),
            (ONE, FIVE, [(EIGHT, TWELVE)]),
            # less than half
            (EIGHT, ONE + timedelta(minutes=1), None),
            (EIGHT, FIVE, None),
            # an hour within the morning
            (
                EIGHT + timedelta(hours=1),
                EIGHT + timedelta(hours=2),
                [
                    (EIGHT, EIGHT + timedelta(hours=1)),
                    (EIGHT + timedelta(hours=2), TWELVE),
                    (ONE, FIVE),
                ],
            ),
            # the break at noon is no work
            (TWELVE, ONE, [(EIGHT, TWELVE), (ONE, FIVE)]),
        ):
            found = self.left((begin, until)).get(MONDAY)
            self.assertEqual(found, wanted, (begin, until))

    def test_several_days_off(self):
        morning = (EIGHT, EIGHT + timedelta(hours=2))
        evening = (FIVE - timedelta(hours=2), FIVE)
        kept = [(morning[1], TWELVE), (ONE, evening[0])]
        self.assertEqual(self.left(morning, evening), {MONDAY: kept})
        more = (ONE, ONE + timedelta(minutes=1))
        self.assertEqual(self.left(morning, evening, more), {})

    def test_the_days_beside_it_are_not_touched(self):
        tuesday = MONDAY + timedelta(days=1)
        whole = (datetime(2027, 2, 1), datetime(2027, 2, 2))
        self.assertEqual(list(self.left(whole, last=tuesday)), [tuesday])
        whole = (datetime(2027, 2, 2), datetime(2027, 2, 3))
        self.assertEqual(list(self.left(whole, last=tuesday)), [MONDAY])
