from datetime import date

from odoo.tests import tagged

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
