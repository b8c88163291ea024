from datetime import date, datetime

from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .common import VnBaseCommon


@tagged("post_install", "-at_install")
class TestCompany(VnBaseCommon):
    def test_the_day_begins_at_midnight_in_vietnam(self):
        company = self.company.with_user(self.employee)
        self.assertEqual(company._vn_timezone(), "Asia/Ho_Chi_Minh")
        for now, day in (
            ("2026-12-31 16:59:59", date(2026, 12, 31)),
            ("2026-12-31 17:00:00", date(2027, 1, 1)),
            ("2026-12-31 23:30:00", date(2027, 1, 1)),
            ("2027-01-01 00:30:00", date(2027, 1, 1)),
        ):
            with self.subTest(now), freeze_time(now):
                self.assertEqual(company._vn_today(), day)
                self.assertEqual(company._vn_day(datetime.fromisoformat(now)), day)
                sql = company._vn_day_sql(SQL("%s::timestamp", now))
                rows = self.env.execute_query(SQL("SELECT %s", sql))
                self.assertEqual(rows, [(day,)])

    def test_working_days(self):
        company = self.company.with_user(self.employee)
        days = company._vn_working_days(date(2026, 11, 20), date(2026, 11, 24))
        # Friday, Monday, Tuesday
        self.assertEqual([day.day for day in days], [20, 23, 24])
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Nghỉ bù",
                "company_id": self.company.id,
                "calendar_id": self.company.resource_calendar_id.id,
                "date_from": "2026-11-22 17:00:00",
                "date_to": "2026-11-23 16:59:59",
            }
        )
        self.assertFalse(company._vn_is_working_day(date(2026, 11, 23)))
        self.assertTrue(company._vn_is_working_day(date(2026, 11, 24)))
