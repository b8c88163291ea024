from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common import VnCallCommon


@tagged("post_install", "-at_install")
class TestKeeping(VnCallCommon):
    """What is forgotten of calls, and when."""

    def forget(self):
        with self.enter_registry_test_mode():
            cron = self.env.ref("crm_vn_call.ir_cron_forget_recordings")
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_old_recordings(self):
        """The call stays; where its recording stands is forgotten, in its facts too."""
        self.company.vn_recording_months = 12
        url = "https://rec.example/1.wav"
        with freeze_time("2026-03-03 12:00:00"):
            old = self.answer("old", recording_url=url)
        moments = {
            f"time_{what}": f"2027-02-03 09:{minute}:00"
            for what, minute in (("started", 10), ("answered", 11), ("ended", 12))
        }
        with freeze_time("2027-02-03 12:00:00"):
            recent = self.answer("recent", recording_url=url, **moments)
        with freeze_time("2027-03-04 03:00:00"):
            self.forget()
            self.forget()
        self.assertFalse(old.recording)
        self.assertNotIn("rec.example", str(old.facts))
        self.assertEqual((old.state, old.talk_seconds), ("answered", 12))
        self.assertEqual(recent.recording, url)
        with self.assertRaisesRegex(UserError, "not recorded"):
            self.user_own.group_ids += self.env.ref("crm_vn_call.group_vn_listen")
            old.with_user(self.user_own)._open_recording()

    def test_for_ever(self):
        self.company.vn_recording_months = 0
        old = self.answer("old", recording_url="https://rec.example/1.wav")
        with freeze_time("2036-03-04 03:00:00"):
            self.forget()
        self.assertTrue(old.recording)

    @freeze_time("2026-03-03 05:00:00")
    def test_who_is_erased(self):
        """The calls stay as numbers; of who it was and what was said nothing does."""
        person = self.customer_person
        person.phone = "0987 654 321"
        told = {
            "from_number": "0987654321",
            "recording_url": "https://rec.example/2.wav",
        }
        call = self.answer("gone", **told)
        self.assertEqual(call.partner_id, person)
        call.note = f"{person.name} hẹn thứ hai"
        call.message_post(body="Gọi số 0987 654 321")
        moment = "2026-03-03 10:00:00"
        missed = self.miss("missed", from_number="0987654321", time_started=moment)
        back = self.env["crm.vn.call.back"].search([("call_id", "=", missed.id)])
        self.assertEqual((back.number_key, back.hour), ("+84987654321", 10))
        self.env.flush_all()
        report = self.env["crm.vn.eraser"]._erase(person)
        self.env.invalidate_all()
        self.assertEqual(report["crm.vn.call"], 2)
        self.assertEqual((call.state, call.talk_seconds), ("answered", 12))
        for name in ("recording", "facts", "note", "number", "number_key"):
            self.assertFalse(call[name], name)
        self.assertFalse(back.exists().filtered(lambda one: "987" in one.number))
        told = self.env["crm.vn.webhook.event"].search([]).mapped("text")
        self.assertFalse([text for text in told if "0987654321" in text])

    def test_a_form_in_parts(self):
        """Some switchboards send their events so."""
        parts = "".join(
            f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in self.event("answered", "parts").items()
        )
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        self.provider._vn_receive(f"{parts}--x--\r\n".encode(), headers, {})
        self.provider._vn_process_events()
        call = self.find("parts")
        self.assertEqual((call.state, call.partner_id), ("answered", self.caller))
        self.assertEqual(call.user_id, self.user_own)
