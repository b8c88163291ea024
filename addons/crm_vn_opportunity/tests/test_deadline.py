from odoo import Command
from odoo.tests import freeze_time, tagged

from .common import VnOpportunityCommon, local, utc


@tagged("post_install", "-at_install")
class TestDeadline(VnOpportunityCommon):
    """The clock of a lead; 6 March 2026 is a Friday."""

    def _lead_at(self, moment, **values):
        with freeze_time(utc(moment)):
            return self._create_leads(1, user_id=self.hoa.id, **values)

    def test_friday_evening(self):
        lead = self._lead_at("2026-03-06 17:00")
        self.assertEqual(local(lead.vn_handling_deadline), "2026-03-09 12:00")
        self.assertEqual(local(lead.vn_dispatch_date), "2026-03-06 17:00")
        self.assertEqual(local(lead.vn_escalation_date), "2026-03-09 17:00")

    def test_within_a_day(self):
        lead = self._lead_at("2026-03-05 10:00")
        self.assertEqual(local(lead.vn_handling_deadline), "2026-03-05 15:00")

    def test_over_tet(self):
        """Tết 2026: Saturday 14 to Sunday 22 February; work goes on on Monday 23."""
        self._add_holiday("2026-02-14", "2026-02-22", "Tết Nguyên Đán")
        lead = self._lead_at("2026-02-13 17:00")
        self.assertEqual(local(lead.vn_handling_deadline), "2026-02-23 12:00")
        lead = self._lead_at("2026-02-13 16:00")
        self.assertEqual(local(lead.vn_handling_deadline), "2026-02-23 11:00")

    def test_holiday_entered_later_is_offered(self):
        lead = self._lead_at("2026-03-05 15:00")
        self.assertEqual(local(lead.vn_handling_deadline), "2026-03-06 10:00")
        with freeze_time(utc("2026-03-05 16:00")):
            team = self.team.with_user(self.manager)
            self.assertEqual(team.vn_stale_deadline_count, 0)
            self._add_holiday("2026-03-06", "2026-03-06")
            team.invalidate_recordset()
            self.assertEqual(team.vn_stale_deadline_count, 1)
            self.assertEqual(local(lead.vn_handling_deadline), "2026-03-06 10:00")
            for _again in range(2):
                team.action_vn_renew_deadlines()
                self.assertEqual(local(lead.vn_handling_deadline), "2026-03-09 10:00")
                self.assertEqual(lead.vn_notice_date, lead.vn_handling_deadline)
            team.invalidate_recordset()
            self.assertEqual(team.vn_stale_deadline_count, 0)

    def test_hours_given_later_are_offered(self):
        self.team.vn_handling_hours = 0
        lead = self._lead_at("2026-03-05 10:00")
        handled = self._lead_at("2026-03-05 10:00")
        handled._vn_mark_handled(utc("2026-03-05 10:30"))
        self.team.vn_handling_hours = 4
        with freeze_time(utc("2026-03-05 14:00")):
            team = self.team.with_user(self.manager)
            self.assertEqual(team.vn_stale_deadline_count, 1)
            self.assertFalse(lead.vn_handling_deadline)
            team.action_vn_renew_deadlines()
        self.assertEqual(local(lead.vn_handling_deadline), "2026-03-06 09:00")
        self.assertFalse(handled.vn_handling_deadline)

    def test_no_hours_no_deadline(self):
        self.team.vn_handling_hours = 0
        lead = self._lead_at("2026-03-06 10:00")
        self.assertFalse(lead.vn_handling_deadline)
        self.assertFalse(lead.vn_is_overdue)

    def test_company_without_calendar(self):
        self.company.resource_calendar_id = False
        lead = self._lead_at("2026-03-06 17:00")
        self.assertEqual(local(lead.vn_handling_deadline), "2026-03-06 21:00")

    def test_starts_with_an_owner_only(self):
        with freeze_time(utc("2026-03-06 09:00")):
            lead = self._create_leads(1)
        self.assertFalse(lead.vn_handling_deadline)
        with freeze_time(utc("2026-03-06 13:00")):
            lead.user_id = self.hoa
        self.assertEqual(local(lead.vn_handling_deadline), "2026-03-06 17:00")

    def test_new_owner_restarts(self):
        lead = self._lead_at("2026-03-05 08:00")
        with freeze_time(utc("2026-03-05 09:00")):
            lead.with_user(self.hoa).message_post(body="Đã gọi", message_type="comment")
        self.assertTrue(lead.vn_handled_date)
        with freeze_time(utc("2026-03-05 13:00")):
            lead.user_id = self.minh
        self.assertFalse(lead.vn_handled_date)
        self.assertEqual(local(lead.vn_handling_deadline), "2026-03-05 17:00")

    def test_same_owner_does_not_restart(self):
        lead = self._lead_at("2026-03-05 08:00")
        with freeze_time(utc("2026-03-05 09:00")):
            lead.user_id = self.hoa
        self.assertEqual(local(lead.vn_handling_deadline), "2026-03-05 12:00")

    def test_no_owner_no_deadline(self):
        lead = self._lead_at("2026-03-05 08:00")
        lead.user_id = False
        self.assertFalse(lead.vn_handling_deadline)
        self.assertFalse(lead.vn_dispatch_date)

    def test_comment_of_owner_stops(self):
        lead = self._lead_at("2026-03-05 08:00")
        with freeze_time(utc("2026-03-05 10:00")):
            lead.message_post(
                body="Gọi khách chưa?",
                message_type="comment",
                author_id=self.manager.partner_id.id,
            )
            self.assertFalse(lead.vn_handled_date)
            lead.with_user(self.hoa).message_post(body="Rồi", message_type="comment")
        self.assertEqual(local(lead.vn_handled_date), "2026-03-05 10:00")
        with freeze_time(utc("2026-03-05 15:00")):
            self.assertFalse(lead.vn_is_overdue)

    def test_stage_change_stops(self):
        leads = self._lead_at("2026-03-05 08:00") + self._lead_at("2026-03-05 08:00")
        stages = self.env["crm.stage"].search([("is_won", "=", False)], limit=2)
        leads[0].stage_id = stages[0]
        leads[1].stage_id = stages[0]
        leads._vn_as_engine().vn_handled_date = False
        leads.with_user(self.manager).write({"stage_id": stages[1].id})
        self.assertTrue(all(lead.vn_handled_date for lead in leads))

    def test_done_activity_stops(self):
        lead = self._lead_at("2026-03-05 08:00")
        activity = lead.with_user(self.hoa).activity_schedule(
            "mail.mail_activity_data_call", user_id=self.hoa.id
        )
        self.assertFalse(lead.vn_handled_date)
        with freeze_time(utc("2026-03-05 11:00")):
            activity.with_user(self.hoa).action_feedback(feedback="Khách đồng ý")
        self.assertEqual(local(lead.vn_handled_date), "2026-03-05 11:00")

    def test_pause_keeps_what_was_left(self):
        lead = self._lead_at("2026-03-05 08:00")
        with freeze_time(utc("2026-03-05 09:00")):
            lead.action_vn_pause()
        with freeze_time(utc("2026-03-06 10:00")):
            self.assertFalse(lead.vn_is_overdue)
            lead.action_vn_resume()
        # three hours were left: 10-12 and 13-14
        self.assertEqual(local(lead.vn_handling_deadline), "2026-03-06 14:00")
        self.assertFalse(lead.vn_paused_date)

    def test_answer_of_customer_resumes(self):
        lead = self._lead_at("2026-03-05 08:00", partner_id=self.customer_person.id)
        with freeze_time(utc("2026-03-05 09:00")):
            lead.action_vn_pause()
        with freeze_time(utc("2026-03-05 13:00")):
            lead.message_post(
                body="Tôi đồng ý",
                message_type="email",
                author_id=self.customer_person.id,
            )
        self.assertFalse(lead.vn_paused_date)
        self.assertEqual(local(lead.vn_handling_deadline), "2026-03-05 16:00")

    def test_overdue_and_its_search(self):
        lead = self._lead_at("2026-03-05 08:00")
        Lead = self.env["crm.lead"].with_user(self.hoa)
        mine = [("id", "=", lead.id)]
        with freeze_time(utc("2026-03-05 12:00")):
            self.assertFalse(lead.vn_is_overdue)
            self.assertFalse(Lead.search([*mine, ("vn_is_overdue", "=", True)]))
        with freeze_time(utc("2026-03-05 12:01")):
            lead.invalidate_recordset(["vn_is_overdue"])
            self.assertTrue(lead.vn_is_overdue)
            self.assertTrue(Lead.search([*mine, ("vn_is_overdue", "=", True)]))
            self.assertFalse(Lead.search([*mine, ("vn_is_overdue", "=", False)]))

    def test_never_for_won_lost_archived(self):
        leads = [self._lead_at("2026-03-05 08:00") for _number in range(3)]
        leads[0].action_set_won()
        leads[1].action_set_lost()
        leads[2].active = False
        with freeze_time(utc("2026-03-06 12:01")):
            for lead in leads:
                lead.invalidate_recordset(["vn_is_overdue"])
                self.assertFalse(lead.vn_is_overdue)
            found = self.env["crm.lead"].search(
                [
                    ("vn_is_overdue", "=", True),
                    ("active", "in", [True, False]),
                    ("id", "in", [lead.id for lead in leads]),
                ]
            )
            self.assertFalse(found)

    def test_restored_lead_starts_anew(self):
        lead = self._lead_at("2026-03-05 08:00")
        lead.action_set_lost()
        with freeze_time(utc("2026-03-10 08:00")):
            lead.action_restore()
            self.assertFalse(lead.vn_is_overdue)
        self.assertEqual(local(lead.vn_handling_deadline), "2026-03-10 12:00")

    def test_copies_of_two_start_anew(self):
        leads = self._lead_at("2026-03-05 08:00") + self._lead_at("2026-03-05 08:00")
        with freeze_time(utc("2026-03-06 08:00")):
            copies = leads.copy()
        for copied in copies:
            self.assertEqual(local(copied.vn_handling_deadline), "2026-03-06 12:00")
            self.assertFalse(copied.vn_notice_ids)

    def test_calendar_of_the_leads_company(self):
        """Another company works from 7 to 11 only."""
        self.company_2.resource_calendar_id = self.calendar.copy(
            {
                "company_id": self.company_2.id,
                "attendance_ids": [Command.clear()]
                + [
                    Command.create(
                        {
                            "name": str(day),
                            "dayofweek": str(day),
                            "hour_from": 7,
                            "hour_to": 11,
                            "day_period": "morning",
                        }
                    )
                    for day in range(5)
                ],
            }
        )
        team = self.env["crm.team"].create(
            {
                "name": "Kinh doanh Huế",
                "company_id": self.company_2.id,
                "vn_handling_hours": 4,
            }
        )
        with freeze_time(utc("2026-03-05 10:00")):
            lead = (
                self.env["crm.lead"]
                .with_user(self.user_2)
                .create({"name": "Cơ hội", "team_id": team.id})
            )
        self.assertEqual(lead.company_id, self.company_2)
        self.assertEqual(local(lead.vn_handling_deadline), "2026-03-06 10:00")

    def test_salesperson_may_do_all_of_it(self):
        with freeze_time(utc("2026-03-05 08:00")):
            lead = (
                self.env["crm.lead"]
                .with_user(self.hoa)
                .create({"name": "Cơ hội", "team_id": self.team.id})
            )
            self.assertEqual(lead.user_id, self.hoa)
            lead.action_vn_pause()
            lead.action_vn_resume()
        self.assertEqual(local(lead.vn_handling_deadline), "2026-03-05 12:00")
