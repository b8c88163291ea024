import psycopg2

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import VnCallCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-03 03:00:00")
class TestCallBack(VnCallCommon):
    def get_open(self, number="+84912345678"):
        return self.env["crm.vn.call.back"].search(
            [("number_key", "=", number), ("state", "=", "open")]
        )

    def test_one_for_each_number_and_day(self):
        self.miss("m1")
        self.miss("m2", time_started="2026-03-03 09:20:00")
        back = self.get_open()
        self.assertEqual(len(back), 1)
        self.assertEqual(back.missed_count, 2)
        self.assertEqual(back.user_id, self.user_own)
        self.assertEqual(back.activity_id.user_id, self.user_own)
        self.assertEqual(back.activity_id.res_model, "res.partner")
        self.assertIn("2", back.activity_id.summary)
        # a switchboard has no language: it is that of who calls back
        self.env["res.lang"]._activate_lang("vi_VN")
        back.user_id.lang = "vi_VN"
        self.assertTrue(back._get_summary().startswith("Gọi lại"))
        # told again is not missed again
        self.miss("m2", time_started="2026-03-03 09:20:00", note="again")
        self.assertEqual(self.get_open().missed_count, 2)
        with freeze_time("2026-03-04 03:00:00"):
            self.miss("m3", time_started="2026-03-04 09:00:00")
        self.assertEqual(len(self.get_open()), 2)

    def test_an_answered_call_closes_it_in_either_direction(self):
        for name, outgoing, hour in (("in", False, "08"), ("out", True, "09")):
            self.miss(f"m-{name}", time_started=f"2026-03-03 {hour}:00:00")
            back = self.get_open()
            activity = back.activity_id
            values = {
                f"time_{what}": f"2026-03-03 {hour}:{minute}:00"
                for what, minute in (("started", 30), ("answered", 31), ("ended", 40))
            }
            if outgoing:
                values.update(
                    direction="outbound", from_number="101", to_number="0912345678"
                )
            call = self.answer(f"a-{name}", talk=30, **values)
            self.assertEqual(back.state, "done", name)
            self.assertEqual(back.done_call_id, call)
            self.assertFalse(activity.active)
            # working hours of the company: half an hour after 9:00
            self.assertGreater(back.minutes_waited, 0)

    def test_too_short_a_call_closes_nothing(self):
        self.miss()
        self.answer(talk=2)
        self.assertTrue(self.get_open())

    def test_who_calls_back(self):
        duty = self.env["crm.vn.call.duty"]
        duty.create({"user_id": self.user_all.id, "hour_from": 8, "hour_to": 12})
        self.miss("u1", from_number="0966000111")
        self.assertEqual(self.get_open("+84966000111").user_id, self.user_all)
        self.assertEqual(
            self.get_open("+84966000111").activity_id.res_model, "crm.vn.call"
        )
        # out of the hours of the duty: who is named on the switchboard
        self.miss("u2", from_number="0966000222", time_started="2026-03-03 13:00:00")
        self.assertEqual(self.get_open("+84966000222").user_id, self.manager)
        # an owner who left does not call back
        self.user_own.active = False
        self.miss("u3")
        self.assertEqual(self.get_open().user_id, self.user_all)

    def test_a_lead_that_can_not_be_made(self):
        """The missed call and its task are there whatever becomes of the lead."""
        call = self.miss("u4", from_number="0966000444")
        back = self.get_open("+84966000444")
        leads = self.env["crm.lead"].with_user(self.user_own)
        context = call.action_new_lead()["context"]
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.IntegrityError),
            self.env.cr.savepoint(),
        ):
            leads.with_context(**context).create({"name": False}).flush_recordset()
        self.assertEqual((call.state, call.lead_id), ("missed", leads))
        self.assertEqual((back.state, back.activity_id.active), ("open", True))

    def test_finished_by_hand(self):
        self.miss()
        back = self.get_open()
        back.activity_id.with_user(self.user_own).action_feedback(feedback="Đã nhắn")
        self.assertEqual(back.state, "done")
        self.miss("m9")
        again = self.get_open()
        self.assertTrue(again)
        again.with_user(self.user_own).action_done()
        self.assertEqual(again.state, "done")
        with self.assertRaises(AccessError):
            again.with_user(self.user_own).write({"state": "open"})

    def test_what_is_found_to_be_answered_later(self):
        """The record of the call comes after the phone's own word."""
        call = self.miss("late")
        self.assertTrue(self.get_open())
        self.answer("late", talk=30)
        self.assertEqual(call.state, "answered")
        self.assertFalse(self.get_open())

    def test_what_is_told_late_is_nobody_s_task(self):
        """Of yesterday, or they have talked since: counted, and that is all."""
        call = self.miss("old", time_started="2026-03-02 09:59:00")
        self.assertEqual((call.state, call.is_settled), ("missed", True))
        self.assertFalse(self.get_open())
        self.answer(talk=30)
        call = self.miss("earlier", time_started="2026-03-03 09:10:00")
        self.assertEqual(call.state, "missed")
        self.assertFalse(self.get_open())
        self.miss("again", time_started="2026-03-03 09:50:00")
        self.assertTrue(self.get_open())

    def test_internal_and_outgoing_calls_are_not_missed(self):
        self.miss("i1", direction="local", from_number="102")
        self.miss("o1", direction="outbound", from_number="101", to_number="0977000111")
        self.assertFalse(
            self.env["crm.vn.call.back"].search([("company_id", "=", self.company.id)])
        )

    def test_deadline_in_working_time(self):
        # Tuesday, half an hour before the working day ends; hours are the company's
        self.company.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"
        self.company.vn_call_back_hours = 2
        self.miss(time_started="2026-03-03 16:30:00")
        local = self.company._vn_local(self.get_open().deadline)
        self.assertEqual(str(local.date()), "2026-03-04")
