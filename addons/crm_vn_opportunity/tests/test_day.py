from datetime import date, datetime

from odoo.tests import freeze_time, tagged

from .common import VnOpportunityCommon


@tagged("post_install", "-at_install")
class TestDeadlineDay(VnOpportunityCommon):
    def test_hours_are_where_the_company_is(self):
        self.company.partner_id.country_id = self.env.ref("base.vn")
        for zone in ("UTC", "Europe/Brussels", "Asia/Ho_Chi_Minh"):
            self.calendar.tz = zone
            # Friday 17:00 in Vietnam: four hours later is Monday noon
            with self.subTest(zone=zone), freeze_time("2026-11-27 10:00:00"):
                lead = self.env["crm.lead"].create(
                    {"name": "x", "team_id": self.team.id, "user_id": self.hoa.id}
                )
                self.assertEqual(
                    lead.vn_handling_deadline, datetime(2026, 11, 30, 5, 0)
                )
                monday = self.company._vn_moment(date(2026, 11, 30), 9)
                self.assertTrue(self.company._vn_is_notice_time(monday))
                self.assertFalse(
                    self.company._vn_is_notice_time(datetime(2026, 11, 30, 17, 0))
                )
