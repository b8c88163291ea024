"""Hours, answers and traces, at their limits."""

import re
from datetime import datetime, timedelta

from odoo.tests import BaseCase, tagged

from ..tools import hours, reply, traces

DAY = datetime(2026, 7, 1)


@tagged("post_install", "-at_install")
class TestPlainConsent(BaseCase):
    def test_hours_to_the_second(self):
        for moment, wanted in (
            ((8, 29, 59), False),
            ((8, 30, 0), True),
            ((8, 45, 30), True),
            ((16, 44, 59), True),
            ((16, 45, 0), False),
            ((16, 45, 1), False),
        ):
            found = hours.is_open(
                DAY.replace(hour=moment[0], minute=moment[1], second=moment[2]),
                [(8.5, 16.75)],
            )
            self.assertEqual(found, wanted, moment)
        # a second before a full hour
        late = DAY.replace(hour=7, minute=59, second=59)
        self.assertFalse(hours.is_open(late, [(8, 9)]))
        self.assertTrue(hours.is_open(late, [(7.99, 8)]))

    def test_next_open_is_the_first_open_moment(self):
        """Compared with a look at each half hour."""
        weekdays = {0: [(8, 17)], 1: [(8, 17), (9.5, 20)], 2: [], 5: [(8, 8)]}

        def windows_of(day):
            return weekdays.get(day.weekday(), [(0, 12)])

        for number in range(0, 14 * 24, 5):
            local = DAY + timedelta(hours=number)
            step = local
            while not hours.is_open(step, windows_of(step.date())):
                step += timedelta(minutes=30)
            self.assertEqual(hours.next_open(local, windows_of), step, local)

    def test_next_open_looks_a_week_ahead(self):
        for ahead, found in ((7, True), (8, False)):
            only = (DAY + timedelta(days=ahead)).date()
            moment = hours.next_open(
                DAY, lambda day, only=only: [(8, 9) if day == only else (9, 8)]
            )
            self.assertEqual(bool(moment), found, ahead)

    def test_a_cap_is_free_when_the_contact_is_a_day_old(self):
        times = [DAY + timedelta(hours=hour) for hour in (1, 2, 3)]
        for hour in range(60):
            moment = DAY + timedelta(hours=hour)
            for cap in range(5):
                free = moment
                while (
                    cap
                    and sum(free - timedelta(hours=24) < one <= moment for one in times)
                    >= cap
                ):
                    free += timedelta(hours=1)
                found = hours.first_free(times, cap, moment)
                self.assertEqual(found, free, (hour, cap))

    def test_refusals(self):
        for text, wanted in (
            ("stop", True),
            ("STOP QC", True),
            ("Hủy Q C", True),
            ("Hủy đơn này nhé", False),
            ("TC 1234567", True),
            ("TC 12345678", False),
            ("HUY 1234567", True),
            ("HUY 12345678", False),
            ("từ chối", True),
            ("Từ chối nhận", True),
            ("đừng gửi nữa", True),
            ("đừng gửi nữa nhé", False),
            ("stopping", False),
            ("dừng", False),
            ("!!!", False),
        ):
            self.assertEqual(reply.is_refusal(text), wanted, text)

    def test_only_the_beginning_of_a_long_text_is_read(self):
        self.assertEqual(reply.fold("a" * 300), "A" * 200)

    def test_numbers_that_are_traces(self):
        def finds(number, text):
            found = traces.pattern(numbers=[number])
            return bool(found and re.search(found, text))

        for number, text, wanted in (
            ("+84912345678", "gọi 0912.345.678 nhé", True),
            ("+84912345678", "+84 912-345-678", True),
            ("+84912345678", "84 912 345 678", True),
            ("+84912345678", "0912345679", False),
            ("84123456", "84123456", True),
            ("84123456", "0123456", False),
            ("841234567", "841234567", True),
            ("841234567", "01234567", False),
            ("8412345678", "012345678", True),
            ("1234567", "1234567", False),
            ("12345678", "+12345678", True),
            ("", "", False),
            (None, "0", False),
        ):
            self.assertEqual(finds(number, text), wanted, (number, text))

    def test_addresses_and_names_that_are_traces(self):
        self.assertEqual(traces.pattern(addresses=["a@b.c"]), re.escape("a@b.c"))
        self.assertEqual(traces.pattern(addresses=["abcdef"]), "abcdef")
        self.assertEqual(traces.pattern(addresses=["a@bc", "", None]), "")
        self.assertEqual(traces.pattern(names=["Hoa", "", None]), "")
        found = traces.pattern(
            names=["Lê Hoa"], numbers=["12345678"], addresses=["x@y.vn"]
        )
        self.assertEqual(found.count("|") >= 2, True)
        for text in ("lê  hoa", "12345678", "X@Y.vn"):
            self.assertTrue(re.search(found, text, re.IGNORECASE), text)
