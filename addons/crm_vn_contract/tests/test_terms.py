import doctest
from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import TransactionCase, tagged

from odoo.addons.crm_vn_contract.tools import terms


@tagged("post_install", "-at_install")
class TestTerms(TransactionCase):
    def test_examples(self):
        result = doctest.testmod(terms)
        self.assertEqual(result.failed, 0)
        self.assertGreater(result.attempted, 10)

    def test_month_ends_stay_month_ends(self):
        """Every term between two ends of months, 2024-2032: first and last days."""
        ends = [
            date(year, month, monthrange(year, month)[1])
            for year in range(2024, 2033)
            for month in range(1, 13)
        ]
        for place, first in enumerate(ends):
            for months, end in enumerate(ends[place + 1 :], 1):
                for start, whole in (
                    (first, months),
                    (first.replace(day=1), months + 1),
                    (first + timedelta(days=1), months),
                ):
                    new_start, new_end = terms.renewed_term(start, end)
                    self.assertEqual(new_start, end + timedelta(days=1))
                    last = end.year * 12 + end.month - 1 + whole
                    year, month = divmod(last, 12)
                    right = date(year, month + 1, monthrange(year, month + 1)[1])
                    self.assertEqual(new_end, right, (start, end))

    def test_given_terms(self):
        for start, end, right in (
            ("2025-08-31", "2026-02-28", "2026-08-31"),
            ("2026-03-31", "2026-06-30", "2026-09-30"),
            ("2026-01-30", "2026-02-28", "2026-03-31"),
            ("2024-01-29", "2024-02-29", "2024-03-31"),
            # years from 29 February
            ("2024-02-29", "2025-02-28", "2026-02-28"),
            ("2024-02-29", "2028-02-28", "2032-02-28"),
            ("2024-02-29", "2028-02-29", "2032-02-29"),
            ("2027-03-01", "2028-02-29", "2029-02-28"),
            ("2028-02-29", "2029-02-27", "2030-02-27"),
            # no whole months: as many days
            ("2026-01-01", "2026-01-10", "2026-01-20"),
            ("2026-06-30", "2026-06-30", "2026-07-01"),
            ("2026-01-15", "2026-04-14", "2026-07-14"),
        ):
            term = date.fromisoformat(start), date.fromisoformat(end)
            self.assertEqual(str(terms.renewed_term(*term)[1]), right, term)

    @settings(max_examples=300, deadline=None)
    @given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(0, 1200))
    def test_renewed_is_as_long(self, start, days):
        end = start + timedelta(days=days)
        new_start, new_end = terms.renewed_term(start, end)
        self.assertEqual(new_start, end + timedelta(days=1))
        self.assertGreaterEqual(new_end, new_start)
        self.assertLessEqual(abs((new_end - new_start).days - days), 4)
