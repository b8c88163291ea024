from datetime import date, datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .common import VnCareCommon


@tagged("post_install", "-at_install")
class TestHolidays(VnCareCommon):
    def _leaves(self):
        return self.env["resource.calendar.leaves"].search(
            [("company_id", "=", self.company.id), ("resource_id", "=", False)]
        )

    def test_confirmed_twice_is_once(self):
        before = self._leaves()
        self._confirm_holidays(2027)
        self.assertEqual(self._leaves(), before)

    def test_tet_is_one_entry(self):
        is_off = self.company.resource_calendar_id._vn_is_off(
            self.company, date(2027, 1, 1), date(2027, 12, 31)
        )
        for day in range(4, 11):
            self.assertTrue(is_off(date(2027, 2, day)))
        self.assertFalse(is_off(date(2027, 2, 11)))
        tet = self._leaves().filtered(
            lambda leave: leave.date_from.month == 2 and leave.date_from.year == 2027
        )
        self.assertEqual(len(tet), 1)

    @freeze_time("2026-12-01 03:00:00")
    def test_holiday_entered_later_offers_to_move_care(self):
        first = self._enroll(self.customer)
        keep = self._make_plan("Giữ ngày", (5,))
        keep.sudo().template_ids.vn_off_day_policy = "keep"
        order = self._make_order(date_order=datetime(2026, 12, 2, 3))
        second = keep.with_company(self.company)._vn_enroll(order)
        lines = first.line_ids.sorted("date")
        day = lines[0].date
        self.assertEqual(day, date(2026, 12, 7))
        wizard = self.env["crm.vn.holiday.proposal"].with_user(self.huong)
        wizard = wizard.create({"year": 2026, "company_id": self.company.id})
        wizard.line_ids = [
            (5, 0),
            (0, 0, {"date": day, "name": "Ngày hội", "selected": True}),
        ]
        action = wizard.action_confirm()
        offered = self.env["crm.vn.care.line"].with_user(self.huong)
        offered = offered.search(action["domain"])
        self.assertEqual(offered, lines[0])
        self.assertEqual(lines[0].date, day, "only offered")
        for _again in range(2):
            offered.with_company(self.company).action_move_off_days()
            self.assertEqual(lines[0].date, date(2026, 12, 8))
            self.assertEqual(lines[0].activity_id.date_deadline, date(2026, 12, 8))
            self.assertEqual(lines[0].move_reason, "off_day")
        self.assertEqual(second.line_ids.date, day)

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
        is_off = self.company.resource_calendar_id._vn_is_off(
            self.company, date(2028, 1, 1), date(2028, 12, 31)
        )
        unticked = wizard.line_ids.filtered(lambda ln: not ln.selected).date
        self.assertEqual(unticked, first)
        self.assertEqual(is_off(first), first.weekday() >= 5)

    def test_other_company_works_on_these_days(self):
        is_off = self.other_company.resource_calendar_id._vn_is_off(
            self.other_company, date(2027, 1, 1), date(2027, 12, 31)
        )
        self.assertFalse(is_off(date(2027, 2, 8)))

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
