from datetime import date, timedelta
from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from .common import MONDAY, VnConsentCareCommon


@tagged("post_install", "-at_install")
class TestConsentCare(VnConsentCareCommon):
    """Care that sells, with and without consent, inside and outside the hours."""

    def run_cron(self):
        cron = self.env.ref("crm_vn_consent_care.ir_cron_check_contact")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_mere_care_is_as_before(self):
        with freeze_time(self.at(2027, 6, 7, 22)):
            lines = self._enroll(self.customer.with_user(self.lan), base_date=MONDAY)
            lines = lines.sudo().line_ids
        self.assertEqual(set(lines.mapped("purpose")), {"care"})
        self.assertEqual(len(lines.activity_id), 3)
        self.assertFalse(any(lines.mapped("obstacle")))

    def test_a_restriction_stops_mere_care_too(self):
        def restrict(value):
            partner = self.customer.sudo()._vn_as_engine()
            partner.vn_processing_restricted = value

        with freeze_time(self.at(2027, 6, 7, 9)):
            lines = self._enroll(self.customer.with_user(self.lan), base_date=MONDAY)
            lines = lines.sudo().line_ids
            restrict(True)
            self.assertEqual(set(lines.mapped("obstacle")), {"restricted"})
            self.assertFalse(lines.activity_id)
            self.assertEqual(set(lines.mapped("state")), {"planned"})
            restrict(False)
            self.assertFalse(any(lines.mapped("obstacle")))
            self.assertEqual(len(lines.activity_id), 3)
            # nor does care begin that is set while it lasts
            other = self.customer.copy({"name": "Người khác", "phone": False}).sudo()
            other._vn_as_engine().vn_processing_restricted = True
            lines = self._enroll(other.with_user(self.lan), base_date=MONDAY)
            lines = lines.sudo().line_ids
            self.assertEqual(set(lines.mapped("obstacle")), {"restricted"})
            self.assertFalse(lines.activity_id)

    def test_without_consent_it_is_listed_with_the_reason(self):
        with freeze_time(self.at(2027, 6, 7, 9)):
            lines = self.sell()
            self.assertEqual(set(lines.mapped("obstacle")), {"no_consent"})
            self.assertFalse(lines.activity_id)
            self.assertEqual(set(lines.mapped("state")), {"planned"})
            words = dict(lines._fields["obstacle"]._description_selection(self.env))
            self.assertIn("No consent", words["no_consent"])
            listed = self.env["crm.vn.care.line"].with_user(self.lan)
            found = listed.search([("obstacle", "!=", False)])
            self.assertEqual(found.ids, lines.sorted("id").ids)

    def test_consent_brings_it_to_life_and_withdrawal_ends_it(self):
        with freeze_time(self.at(2027, 6, 7, 9)):
            lines = self.sell()
            self.say("given")
            self.assertEqual(len(lines.activity_id), 2)
            self.assertEqual(lines.activity_id.user_id, self.lan)
        with freeze_time(self.at(2027, 6, 7, 10)):
            self.say("withdrawn")
            self.assertFalse(lines.activity_id)
            self.assertEqual(set(lines.mapped("obstacle")), {"withdrawn"})
            self.assertEqual(lines.enrollment_id.state, "running")

    def test_by_the_channel_agreed_to(self):
        with freeze_time(self.at(2027, 6, 7, 9)):
            self.say("given", "sms")
            self.assertEqual(set(self.sell().mapped("obstacle")), {"no_consent"})
            self.selling.sudo().template_ids.vn_channel = "sms"
            self.env["crm.vn.care.line"].search([])._vn_recheck_contact()
            lines = self.env["crm.vn.care.line"].search(
                [("plan_id", "=", self.selling.id)]
            )
            self.assertFalse(any(lines.mapped("obstacle")))
            self.assertEqual(len(lines.activity_id), 2)

    def test_outside_the_hours_it_moves_to_the_next_allowed_day(self):
        for moment, day, reason in (
            ((2027, 6, 7, 7, 59), MONDAY, False),
            ((2027, 6, 7, 8, 0), MONDAY, False),
            ((2027, 6, 7, 16, 59), MONDAY, False),
            ((2027, 6, 7, 17, 0), MONDAY + timedelta(days=1), "hours"),
            # Friday evening: Monday
            ((2027, 6, 11, 18, 0), date(2027, 6, 14), "hours"),
        ):
            customer = self.customer.copy({"name": str(moment), "phone": False})
            with self.subTest(moment=moment), freeze_time(self.at(*moment)):
                self.say("given", customer=customer)
                line = self.sell(date(*moment[:3]), customer)[0]
                self.assertEqual((line.date, line.move_reason), (day, reason))
                self.assertEqual(line.activity_id.date_deadline, day)

    def test_what_nobody_did_in_time_is_late_and_does_not_slide(self):
        with freeze_time(self.at(2027, 6, 7, 9)):
            self.say("given")
            line = self.sell()[0]
        with freeze_time(self.at(2027, 6, 7, 19)):
            self.run_cron()
            self.assertEqual(line.date, MONDAY)
        with freeze_time(self.at(2027, 6, 8, 9)):
            self.run_cron()
            self.assertEqual(line.date, MONDAY)
            self.assertTrue(line.is_overdue)

    def test_the_limit_of_a_day(self):
        with freeze_time(self.at(2027, 6, 7, 8)):
            self.say("given")
            line = self.sell()[0]
            self.customer.with_user(self.lan)._vn_register_contact("call", "advert")
        with freeze_time(self.at(2027, 6, 7, 9)):
            self.run_cron()
            self.assertEqual(line.date, MONDAY + timedelta(days=1))
            self.assertEqual(line.activity_id.date_deadline, line.date)
            self.run_cron()
            self.assertEqual(line.date, MONDAY + timedelta(days=1))

    def test_checked_although_finding_them_took_all_the_time(self):
        with freeze_time(self.at(2027, 6, 7, 8)):
            self.say("given")
            line = self.sell()[0]
            self.customer.with_user(self.lan)._vn_register_contact("call", "advert")
        with (
            freeze_time(self.at(2027, 6, 7, 9)),
            patch("odoo.addons.base.models.ir_cron.MIN_TIME_PER_JOB", 0),
        ):
            self.run_cron()
            self.assertEqual(line.date, MONDAY + timedelta(days=1))

    def test_its_day_has_passed(self):
        with freeze_time(self.at(2027, 6, 7, 9)):
            first, second = self.sell()
        with freeze_time(self.at(2027, 6, 8, 9)):
            for _time in range(2):
                self.run_cron()
            self.assertEqual((first.state, second.state), ("skipped", "planned"))
            self.assertEqual(first.obstacle, "no_consent")
            self.say("given")
            self.assertTrue(second.activity_id)
            self.assertEqual(first.state, "skipped")

    def test_paused_care_stays_paused(self):
        with freeze_time(self.at(2027, 6, 7, 9)):
            lines = self.sell()
            lines.enrollment_id.action_pause()
            self.say("given")
            self.assertFalse(lines.activity_id)
            lines.enrollment_id.action_resume()
            self.assertEqual(len(lines.activity_id), 2)

    def test_a_schedule_that_begins_to_sell(self):
        with freeze_time(self.at(2027, 6, 7, 9)):
            lines = self._enroll(self.customer.with_user(self.lan), base_date=MONDAY)
            lines = lines.sudo().line_ids
            self.plan.sudo().template_ids[0].vn_purpose = "advert"
            self.assertEqual(lines.mapped("purpose").count("advert"), 1)
            lines._vn_recheck_contact()
            self.assertEqual(len(lines.activity_id), 2)

    def test_one_statement_for_many(self):
        self.say("given")
        people = self.env["res.partner"].create(
            [
                {"name": f"Khách {number}", "user_id": self.lan.id}
                for number in range(30)
            ]
        )
        with freeze_time(self.at(2027, 6, 7, 9)):
            self.selling.sudo()._vn_enroll(people, base_date=MONDAY)
            lines = self.env["crm.vn.care.line"].search(
                [("partner_id", "in", people.ids)]
            )
            counts = []
            for some in (lines[:4], lines):
                self.env.flush_all()
                some._vn_get_contact_codes()
                before = self.cr.sql_log_count
                some._vn_get_contact_codes()
                counts.append(self.cr.sql_log_count - before)
            self.assertEqual(*counts)
