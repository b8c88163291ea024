from datetime import date, datetime

from odoo.tests import freeze_time, tagged

from .common import VnCareCommon


@tagged("post_install", "-at_install")
class TestHolidays(VnCareCommon):
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
