from datetime import date

from odoo.tests import freeze_time, tagged

from .common import VnContractCommon


@tagged("post_install", "-at_install")
class TestContractDay(VnContractCommon):
    def test_a_contract_ends_with_the_day_of_its_company(self):
        def check():
            ended = self._make_contract(end_date=date(2026, 12, 31))
            ended.action_sign()
            self.assertEqual(ended.meaning, "expired")
            last = self._make_signed(end_date=date(2027, 1, 1))
            self.assertEqual(last.meaning, "active")
            self.assertEqual(last.days_left, 0)
            self.assertEqual(last.name[:7], "HD/2027")

        self._on_new_year_mornings(self.company, check)

    def test_what_expires_is_found_by_the_company_s_day(self):
        """By everybody, whatever the clock of his telephone says."""
        ends = self._make_signed(end_date=date(2026, 12, 31))
        abroad = self._contracts().with_context(tz="America/Los_Angeles")
        ahead = [("id", "=", ends.id), ("end_date", ">=", "today")]
        soon = [*ahead, ("end_date", "<=", "today +60d")]

        def check():
            self.assertFalse(abroad.search(ahead))
            [(count,)] = abroad._read_group(soon, aggregates=["__count"])
            self.assertEqual(count, 0)

        self._on_new_year_mornings(self.company, check)
        with freeze_time("2026-12-31 16:00:00"):
            self.assertEqual(abroad.search(soon), ends)
