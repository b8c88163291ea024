import doctest
from datetime import UTC, date, datetime, timedelta

from odoo import Command, fields
from odoo.tests import BaseCase, freeze_time, tagged
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tools import day as days

from .common import VnCustomerCommon

NEW_YEAR = date(2027, 1, 1)


@tagged("post_install", "-at_install")
class TestDayArithmetic(BaseCase):
    def test_examples(self):
        self.assertEqual(doctest.testmod(days).failed, 0)


@tagged("post_install", "-at_install")
class TestDay(VnCustomerCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.write(
            {"country_id": cls.env.ref("base.vn").id, "tz": False}
        )
        cls.calendar = cls.company.resource_calendar_id
        cls.seat = cls.company.partner_id
        cls.own_company = cls.company.with_user(cls.user_own)

    def _zone(self, calendar="UTC", seat=False, country="base.vn"):
        self.calendar.tz = calendar
        self.seat.tz = seat
        self.seat.country_id = self.env.ref(country) if country else False
        return self.own_company._vn_timezone()

    def test_whose_zone(self):
        for expected, *places in (
            # what Odoo puts there by itself says nothing of a company in Vietnam
            ("Asia/Ho_Chi_Minh", "UTC"),
            ("Asia/Ho_Chi_Minh", "Europe/Brussels"),
            ("Asia/Ho_Chi_Minh", "UTC", "Europe/Brussels"),
            ("Asia/Ho_Chi_Minh", "UTC", False, None),
            # what somebody chose
            ("Asia/Tokyo", "Asia/Tokyo", "Europe/Paris"),
            ("Asia/Tokyo", "UTC", "Asia/Tokyo"),
            ("Asia/Tokyo", "UTC", False, "base.jp"),
            ("Europe/Brussels", "Europe/Brussels", False, "base.be"),
        ):
            with self.subTest(places=places):
                self.assertEqual(self._zone(*places), expected)

    def test_other_hours_other_zone(self):
        tokyo = self.calendar.copy({"tz": "Asia/Tokyo"})
        self.company.resource_calendar_id = tokyo
        self.assertEqual(self.own_company._vn_timezone(), "Asia/Tokyo")

    def test_the_day_at_every_hour(self):
        for zone in ("UTC", "Europe/Brussels", "Asia/Ho_Chi_Minh"):
            self._zone(zone)
            for moment, day in (
                ("2026-12-31 16:59:59", "2026-12-31"),
                ("2026-12-31 17:00:00", "2027-01-01"),  # 0:00
                ("2026-12-31 17:30:00", "2027-01-01"),  # 0:30
                ("2026-12-31 23:30:00", "2027-01-01"),  # 6:30
                ("2028-02-28 17:01:00", "2028-02-29"),
            ):
                with self.subTest(zone=zone, moment=moment), freeze_time(moment):
                    self.assertEqual(str(self.own_company._vn_today()), day)
                    self.assertEqual(str(self.own_company._vn_day(moment)), day)
                    parsed = fields.Datetime.to_datetime(moment)
                    self.assertEqual(str(self.own_company._vn_day(parsed)), day)
                    aware = parsed.replace(tzinfo=UTC)
                    self.assertEqual(str(self.own_company._vn_day(aware)), day)
                    sql = self.own_company._vn_day_sql(SQL("%s::timestamp", moment))
                    [(found,)] = self.env.execute_query(SQL("SELECT %s", sql))
                    self.assertEqual(str(found), day)

    def test_a_day_stays_a_day(self):
        self.assertEqual(self.own_company._vn_day(NEW_YEAR), NEW_YEAR)
        self.assertEqual(self.own_company._vn_day("2027-01-01"), NEW_YEAR)
        self.assertFalse(self.own_company._vn_day(False))

    def test_a_day_begins_at_midnight(self):
        self.assertEqual(
            self.own_company._vn_moment(NEW_YEAR), datetime(2026, 12, 31, 17)
        )
        self.assertEqual(
            self.own_company._vn_moment(NEW_YEAR, 7.5), datetime(2027, 1, 1, 0, 30)
        )

    @freeze_time("2026-12-31 17:30:00")
    def test_each_company_its_day(self):
        self.company_2.resource_calendar_id.tz = "America/New_York"
        todays = self.env["res.company"].with_user(self.user_own)._vn_todays()
        self.assertEqual(todays[self.company.id], NEW_YEAR)
        self.assertEqual(todays[self.company_2.id], NEW_YEAR - timedelta(days=1))
        # asked of no company: the current one
        nobody = self.env["res.company"].with_user(self.user_own)
        self.assertEqual(nobody._vn_today(), NEW_YEAR)

    @freeze_time("2026-12-31 23:30:00")
    def test_an_activity_is_done_on_the_day_of_the_company(self):
        activity = self.customer_company.with_user(self.user_own).activity_schedule(
            "mail.mail_activity_data_call", date_deadline=NEW_YEAR
        )
        activity.action_feedback()
        self.assertEqual(activity.date_done, NEW_YEAR)
        self.assertEqual(self.customer_company.vn_last_contact_date, NEW_YEAR)
        self.assertEqual(self.customer_company.vn_days_since_contact, 0)
        self.env["res.partner"]._vn_contact_refresh()
        self.assertEqual(self.customer_company.vn_last_contact_date, NEW_YEAR)

    # === Working days ===
    def _off(self, start, end, **values):
        company = self.company
        day, last = (fields.Date.to_date(moment[:10]) for moment in (start, end))
        hours = [int(m[11:13]) + int(m[14:16]) / 60 for m in (start, end)]
        leave = self.env["resource.calendar.leaves"].create(
            {
                "name": "Nghỉ lễ",
                "calendar_id": False,
                "date_from": company._vn_moment(day, hours[0]),
                "date_to": company._vn_moment(last, hours[1]),
                **values,
            }
        )
        leave.flush_recordset()
        return leave

    def test_working_days(self):
        first, last = date(2027, 2, 1), date(2027, 2, 28)
        company = self.own_company
        self.assertEqual(len(company._vn_working_days(first, last)), 20)
        self._off("2027-02-04 00:00", "2027-02-10 23:59")
        self.assertEqual(
            company._vn_working_days(first, date(2027, 2, 12)),
            [date(2027, 2, number) for number in (1, 2, 3, 11, 12)],
        )
        self.assertFalse(company._vn_is_working_day(date(2027, 2, 8)))
        self.assertFalse(company._vn_is_working_day(date(2027, 2, 13)))  # Saturday
        self.assertTrue(company._vn_is_working_day(date(2027, 2, 11)))
        self.assertEqual(
            company._vn_public_holidays(first, last),
            {date(2027, 2, number) for number in range(4, 11)},
        )

    def test_half_a_holiday_is_a_working_day(self):
        self._off("2027-02-15 00:00", "2027-02-15 12:00")
        self.assertTrue(self.own_company._vn_is_working_day(date(2027, 2, 15)))
        self._off("2027-02-16 00:00", "2027-02-16 16:00")
        self.assertFalse(self.own_company._vn_is_working_day(date(2027, 2, 16)))

    def test_holidays_of_one_person_or_another_company(self):
        person = self.env["resource.resource"].create(
            {"name": "Lan", "company_id": self.company.id}
        )
        self._off("2027-02-15 00:00", "2027-02-15 23:59", resource_id=person.id)
        other = self._off("2027-02-16 00:00", "2027-02-16 23:59")
        other.company_id = self.company_2
        for number in (15, 16):
            self.assertTrue(self.own_company._vn_is_working_day(date(2027, 2, number)))

    def test_alternating_weeks_as_odoo_counts_them(self):
        lines = [
            Command.create(
                {
                    "name": f"{week}{weekday}",
                    "dayofweek": str(weekday),
                    "hour_from": 8,
                    "hour_to": 17,
                    "day_period": "morning",
                    "week_type": str(week),
                }
            )
            for week, weekdays in ((0, range(5)), (1, range(6)))
            for weekday in weekdays
        ]
        calendar = self.env["resource.calendar"].create(
            {
                "name": "Hai tuần",
                "tz": "Asia/Ho_Chi_Minh",
                "two_weeks_calendar": True,
                "attendance_ids": [Command.clear(), *lines],
            }
        )
        self.company.resource_calendar_id = calendar
        for number in (5, 12, 19, 26):
            day = date(2026, 12, number)
            start, stop = (
                self.company._vn_moment(midnight).replace(tzinfo=UTC)
                for midnight in (day, day + timedelta(days=1))
            )
            work = calendar._work_intervals_batch(start, stop)[False]
            with self.subTest(day=day):
                self.assertEqual(
                    self.own_company._vn_is_working_day(day), bool(list(work))
                )
                self.assertEqual(
                    self.own_company._vn_is_working_day(day),
                    days.week_parity(day) == 1,
                )

    def test_no_working_hours_means_monday_to_friday(self):
        self.calendar.attendance_ids.unlink()
        period = date(2027, 2, 1), date(2027, 2, 28)
        self.assertEqual(len(self.own_company._vn_working_days(*period)), 20)
