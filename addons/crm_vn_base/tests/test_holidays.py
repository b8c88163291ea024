import doctest
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, Form, tagged

from ..tools import holidays, lunar
from .common import VnCompanyCase

# Tết, full moon of January, Hung Kings, Doan Ngo, Vu Lan, mid-autumn
LUNAR_FACTS = {
    2023: ("2023-01-22", "2023-02-05", "2023-04-29", "2023-06-22"),
    2025: ("2025-01-29", "2025-02-12", "2025-04-07", "2025-05-31"),
    2027: ("2027-02-06", "2027-02-20", "2027-04-16", "2027-06-09"),
}
# where Vietnam's new year is not China's
TET = {1968: (1, 29), 1969: (2, 16), 1985: (1, 21), 2007: (2, 17), 2030: (2, 2)}


@tagged("post_install", "-at_install")
class TestHolidayArithmetic(BaseCase):
    def test_examples(self):
        for module in (lunar, holidays):
            result = doctest.testmod(module, extraglobs={"date": date})
            self.assertEqual(result.failed, 0, module.__name__)

    def test_the_day_beside_national_day_is_never_on_a_weekend(self):
        for year in range(2031, 2060):
            with self.subTest(year):
                names = {d["date"]: d["name_en"] for d in holidays.computed(year)}
                (beside,) = (day for day, name in names.items() if "adjacent" in name)
                self.assertLess(beside.weekday(), 5)
                self.assertEqual(abs((beside - date(year, 9, 2)).days), 1)
        substitutes = [
            day
            for day in holidays.computed(2033)
            if day["date"].month == 9 and "substitute" in day["name_en"]
        ]
        self.assertFalse(substitutes)

    def test_lunar_facts(self):
        dates = ((1, 1), (1, 15), (3, 10), (5, 5))
        for year, expected in LUNAR_FACTS.items():
            found = tuple(str(lunar.to_solar(year, *day)) for day in dates)
            self.assertEqual(found, expected)
        for year, (month, day) in TET.items():
            self.assertEqual(lunar.to_solar(year, 1, 1), date(year, month, day))

    @settings(max_examples=300, deadline=None)
    @given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
    def test_lunar_and_back(self, day):
        self.assertEqual(lunar.to_solar(*lunar.to_lunar(day)), day)

    def test_computed_years_agree_with_announced_statutory_days(self):
        for year in (2026, 2027, 2028):
            known = {
                row["date"]
                for row in holidays.proposal(year)
                if row["date"].weekday() < 5
            }
            fixed = {date(year, 4, 30), date(year, 9, 2), lunar.to_solar(year, 3, 10)}
            computed = {row["date"] for row in holidays.computed(year)}
            self.assertLessEqual({d for d in fixed if d.weekday() < 5}, known)
            self.assertLessEqual(fixed, computed)


@tagged("post_install", "-at_install")
class TestHolidayProposal(VnCompanyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_staff("vn_base")
        cls._confirm(2027)

    @classmethod
    def _confirm(cls, year):
        wizard = cls.env["crm.vn.holiday.proposal"].with_user(cls.huong)
        wizard.create({"year": year, "company_id": cls.company.id}).action_confirm()

    def _leaves(self):
        return self.env["resource.calendar.leaves"].search(
            [("company_id", "=", self.company.id), ("resource_id", "=", False)]
        )

    def test_tet_is_one_entry(self):
        works = self.company._vn_is_working_day
        for day in range(4, 11):
            self.assertFalse(works(date(2027, 2, day)))
        self.assertTrue(works(date(2027, 2, 11)))
        tet = self._leaves().filtered(
            lambda leave: leave.date_from.month == 2 and leave.date_from.year == 2027
        )
        self.assertEqual(len(tet), 1)

    def test_unticked_days_stay_working_days(self):
        with Form(
            self.env["crm.vn.holiday.proposal"]
            .with_user(self.huong)
            .with_company(self.company)
        ) as form:
            form.year = 2028
            with form.line_ids.edit(0) as line:
                line.selected = False
        wizard = form.record
        first = wizard.line_ids.sorted("date")[0].date
        wizard.action_confirm()
        works = self.company._vn_is_working_day
        unticked = wizard.line_ids.filtered(lambda ln: not ln.selected).date
        self.assertEqual(unticked, first)
        self.assertEqual(works(first), first.weekday() < 5)

    def test_other_company_works_on_these_days(self):
        works = self.other_company._vn_is_working_day
        self.assertTrue(works(date(2027, 2, 8)))

    def test_salesperson_may_not_confirm(self):
        with self.assertRaises(AccessError):
            self.env["crm.vn.holiday.proposal"].with_user(self.lan).create(
                {"year": 2028}
            )

    def test_absurd_year(self):
        with self.assertRaises(UserError):
            self.env["crm.vn.holiday.proposal"].with_user(self.huong).create(
                {"year": 0}
            )

    def test_confirmed_twice_is_once(self):
        before = self._leaves()
        self._confirm(2027)
        self.assertEqual(self._leaves(), before)
