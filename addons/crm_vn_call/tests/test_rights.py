import json

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, new_test_user, tagged

from odoo.addons.crm_vn_call_provider.tests.test_bridge import load

from .common import VnCallCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-03 03:00:00")
class TestRights(VnCallCommon):
    def test_who_sees_a_call(self):
        call = self.answer(to_number="102")
        stranger = self._make_user("vn_stranger", "sales_team.group_sale_salesman")
        portal = new_test_user(self.env, "vn_call_portal", groups="base.group_portal")
        calls = self.env["crm.vn.call"]
        # the owner of the customer, who talked, leaders
        for user in (self.user_own, self.user_all, self.manager):
            self.assertIn(call, calls.with_user(user).search([]), user.login)
        self.assertNotIn(call, calls.with_user(stranger).search([]))
        self.assertNotIn(call, calls.with_user(self.user_2).search([]))
        for user in (self.employee, portal):
            with self.assertRaises(AccessError):
                calls.with_user(user).search([])
        with self.assertRaises(AccessError):
            call.with_user(stranger).read(["number"])
        with self.assertRaises(AccessError):
            call.with_user(stranger).leg_ids.with_user(stranger).read(["extension"])

    def test_keys_of_the_switchboard(self):
        self.provider.write({"api_secret": "s3", "signing_secret": "s4"})
        provider = self.provider.with_user(self.manager)
        for name in ("api_secret", "signing_secret", "webhook_key_hash", "api_url"):
            with self.assertRaises(AccessError):
                provider.read([name])
            with self.assertRaises(AccessError):
                provider.search([(name, "=like", "s%")])
        with self.assertRaises(AccessError):
            provider.write({"name": "x"})
        with self.assertRaises(AccessError):
            provider.action_vn_new_address()
        call = self.answer(recording_url="https://r.example/1")
        with self.assertRaises(AccessError):
            call.with_user(self.manager).read(["recording"])

    def test_popup_shows_no_more_than_may_be_read(self):
        self.caller.company_id = self.company_2
        call = self.answer("p1", from_number="0911222333")
        call.sudo().partner_id = self.caller
        payload = call.sudo()._get_popup(self.user_own)
        self.assertEqual(payload["customer"], "")

    def test_to_do_of_a_colleague(self):
        activity = self.caller.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.manager.id
        )
        log = (
            self.env["crm.vn.call.log"]
            .with_user(self.user_own)
            .create(
                {
                    "partner_id": self.caller.id,
                    "result_id": self.env.ref(
                        "crm_vn_call.crm_vn_call_result_talked"
                    ).id,
                    "activity_id": activity.id,
                }
            )
        )
        with self.assertRaisesRegex(UserError, "somebody else"):
            log.action_save()
        self.assertTrue(activity.active)


@tagged("post_install", "-at_install")
class TestDoor(VnCallCommon, HttpCase):
    def test_the_address_is_the_key(self):
        address = self.provider._vn_new_address()
        path = address[address.index("/vn/hook/") :]
        body = b'{"sip_call_id": "h1", "state": "ringing", "from_number": "0912345678"}'
        events = self.env["crm.vn.webhook.event"]
        for content_type in (
            "application/json",
            "application/x-www-form-urlencoded",
            "text/plain",
        ):
            answer = self.url_open(
                path, data=body, headers={"Content-Type": content_type}
            )
            self.assertEqual((answer.status_code, answer.text), (200, "ok"))
            [event] = events.search([("provider_id", "=", self.provider.id)])
            self.assertEqual(event._get_body(), body, content_type)
        self.assertEqual(self.url_open(path[:-1] + "x", data=body).status_code, 404)
        self.assertEqual(self.url_open(path, data=b"x" * 300_000).status_code, 413)
        # a new address leaves the one before it valid, the one before that not
        newer = self.provider._vn_new_address()
        self.assertEqual(self.url_open(path, data=body).status_code, 200)
        self.provider._vn_new_address()
        self.assertEqual(self.url_open(path, data=body).status_code, 404)
        self.provider.action_vn_drop_old_address()
        path = newer[newer.index("/vn/hook/") :]
        self.assertEqual(self.url_open(path, data=body).status_code, 404)

    def test_behind_a_proxy(self):
        """Whatever host and scheme it is called by, the body is what was signed."""
        self.provider.write({"kind": "asterisk", "signing_secret": "khoa"})
        address = self.provider._vn_new_address()
        path = address[address.index("/vn/hook/") :]
        fact = {"conversation": "p1", "state": "ringing", "number": "0912345678"}
        body = json.dumps({"facts": [fact]}).encode()
        headers = {
            "Content-Type": "application/json",
            "X-Forwarded-Host": "crm.example.vn",
            "X-Forwarded-Proto": "https",
            "X-CRM-VN-Signature": load().sign("khoa", body),
        }
        answer = self.url_open(path, data=body, headers=headers)
        self.assertEqual(answer.status_code, 200)
        answer = self.url_open(path, data=body + b" ", headers=headers)
        self.assertEqual(answer.status_code, 404)

    def test_whatever_the_body_is_called(self):
        """Signed over its raw bytes: they arrive as they were sent, as each type."""
        self.provider.write({"kind": "asterisk", "signing_secret": "khoa"})
        address = self.provider._vn_new_address()
        path = address[address.index("/vn/hook/") :]
        for number, kind in enumerate(
            (
                "application/json",
                "application/x-www-form-urlencoded",
                "text/plain",
                "multipart/form-data; boundary=x",
            )
        ):
            # cut at these signs when a form is made of it
            fact = {"conversation": f"t=+&{number}", "state": "ringing", "raw": "a=b&c"}
            body = json.dumps({"facts": [fact]}).encode()
            sign = load().sign
            for key, status in (("sai", 404), ("khoa", 200)):
                headers = {"Content-Type": kind, "X-CRM-VN-Signature": sign(key, body)}
                answer = self.url_open(path, data=body, headers=headers)
                self.assertEqual(answer.status_code, status, kind)
            self.provider._vn_process_events()
            self.assertEqual(self.find(f"t=+&{number}").state, "ringing", kind)

    def test_a_feed_that_comes_as_parameters(self):
        self.provider.kind = "voip24h"
        address = self.provider._vn_new_address()
        path = address[address.index("/vn/hook/") :]
        query = (
            "?callid=1767.12&calldate=2026-01-05+09:00:00&src=0912345678&dst=101"
            "&type=inbound&disposition=MISSED&duration=12&billsec=0"
        )
        self.assertEqual(self.url_open(path + query).status_code, 200)
        self.provider._vn_process_events()
        self.assertEqual(self.find("1767.12").state, "missed")

    def test_nobody_listens_without_the_right(self):
        self.provider.write(
            {"announcement_played": True, "recording_hosts": "127.0.0.1"}
        )
        self.answer("r1", recording_url="http://127.0.0.1:1/x.mp3")
        call = self.find("r1")
        self.user_own.group_ids = [
            Command.unlink(self.env.ref("crm_vn_call.group_vn_listen").id)
        ]
        self.authenticate("vn_user_own", "vn_user_own")
        self.assertEqual(
            self.url_open(f"/vn/call/{call.id}/recording").status_code, 403
        )
        self.authenticate(None, None)
        answer = self.url_open(f"/vn/call/{call.id}/recording", allow_redirects=False)
        self.assertIn(answer.status_code, (303, 302))
