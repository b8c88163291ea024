import json
from urllib.parse import urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from ..tools import states
from .common import VnMessagingCommon


@tagged("post_install", "-at_install")
class TestReports(VnMessagingCommon):
    """What gateways tell: late, twice, in any order."""

    def sent(self):
        message = self.send()
        self.work()
        return message

    def test_delivered(self):
        message = self.sent()
        self.tell(self.double.report_esms(message.uuid))
        self.assertEqual(message.state, "delivered")
        self.assertEqual(message.price, 350)
        self.assertTrue(message.delivered_date)
        notice = message.mail_message_id.notification_ids
        self.assertEqual(notice.notification_status, "sent")

    def test_late_error_undoes_nothing(self):
        message = self.sent()
        self.tell(self.double.report_esms(message.uuid))
        self.tell(self.double.report_esms(message.uuid, good=False))
        notice = message.mail_message_id.notification_ids
        self.assertEqual(message.state, "delivered")
        self.assertEqual(notice.notification_status, "sent")
        tracker = notice.sms_tracker_ids
        tracker._action_update_from_provider_error("expired")
        self.assertEqual(notice.notification_status, "sent")

    def test_failed_then_late_sent(self):
        message = self.sent()
        self.tell(self.double.report_esms(message.uuid, good=False))
        self.tell(self.double.report_esms(message.uuid, status="1"))
        self.assertEqual(message.state, "failed")
        self.assertEqual(message.error_code, "5")

    def test_twice_is_once(self):
        message = self.sent()
        told = self.double.report_esms(message.uuid)
        self.assertTrue(self.tell(told))
        self.assertFalse(self.tell(told))

    def test_a_failed_report_is_tried_again(self):
        message = self.sent()
        self.tell(self.double.report_esms(message.uuid))
        event = self.env["crm.vn.webhook.event"].search([], limit=1)
        event.write({"state": "error", "attempts": 9})
        with self.assertRaises(AccessError):
            event.with_user(self.user_own).action_retry()
        administrator = event.with_user(self.env.ref("base.user_admin"))
        with self.enter_registry_test_mode():
            administrator.action_retry()
        self.assertEqual((event.state, event.attempts), ("new", 0))

    def test_report_before_the_answer_is_stored(self):
        self.provider.kind = "speedsms"
        message = self.send()
        told = {"type": "report", "tranId": 424242, "phone": "84912000111", "status": 0}
        self.tell(told)
        event = self.env["crm.vn.webhook.event"].search([], limit=1)
        self.assertEqual((event.state, event.attempts), ("error", 1))
        message._vn_write({"reference": "424242", "state": "accepted"})
        event.retry_at = False
        self.provider._vn_process_events()
        self.assertEqual(event.state, "done")
        self.assertEqual(message.state, "delivered")

    def test_never_known(self):
        self.tell(self.double.report_esms("no such id"))
        event = self.env["crm.vn.webhook.event"].search([], limit=1)
        for _number in range(9):
            event.retry_at = False
            self.provider._vn_process_events()
        self.assertEqual((event.state, event.attempts), ("error", 6))
        self.assertTrue(event.error)

    def test_one_bad_report_stops_no_other(self):
        message = self.sent()
        for body in (b"{broken", b"hello", json.dumps([1, "x"]).encode()):
            self.provider._vn_receive(body)
        self.provider._vn_receive(json.dumps(self.double.report_esms("x")).encode())
        self.tell(self.double.report_esms(message.uuid))
        self.assertEqual(message.state, "delivered")
        events = self.env["crm.vn.webhook.event"].search([], limit=5)
        self.assertEqual(
            events.mapped("state"), ["done", "error", "ignored", "error", "error"]
        )

    def test_a_body_of_several(self):
        """One that is not known yet is no reason to use the others twice."""
        self.provider.kind = "speedsms"
        message = self.sent()
        known = {"type": "report", "tranId": int(message.reference), "status": 0}
        reply = {"type": "incoming", "phone": "84912000111", "content": "ok"}
        self.tell([reply, known, {**known, "tranId": 1}])
        self.assertEqual(message.state, "accepted")
        self.assertFalse(self.env["crm.vn.message"].search([("direction", "=", "in")]))
        self.tell([reply, known])
        self.assertEqual(message.state, "delivered")
        self.assertTrue(message.answered)

    def test_report_of_another_company_s_gateway(self):
        message = self.sent()
        other = self.provider.copy(
            {"company_id": self.company_2.id, "url": self.double.url}
        )
        self.tell(self.double.report_esms(message.uuid), other)
        self.assertEqual(message.state, "accepted")

    @settings(
        max_examples=200,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.permutations(["accepted", "sent", "failed", "delivered"] * 3),
        st.integers(0, 12),
    )
    def test_any_order(self, told, gap):
        del told[gap : gap + 1]
        state = "accepted"
        for one in told:
            new = states.advance(state, one)
            self.assertGreaterEqual(states.RANKS[new], states.RANKS[state])
            state = new
        self.assertEqual(state, "delivered")


@tagged("post_install", "-at_install")
class TestReplies(VnMessagingCommon):
    """What customers answer."""

    def reply(self, text, number="84912000111"):
        self.provider.kind = "speedsms"
        self.tell({"type": "incoming", "phone": number, "content": text})
        return self.env["crm.vn.message"].search([("direction", "=", "in")], limit=1)

    def test_reply_is_a_comment(self):
        self.provider.kind = "speedsms"
        sent = self.send()
        self.work()
        message = self.reply("Cảm ơn em")
        self.assertEqual(message.partner_id, self.person)
        self.assertTrue(sent.answered)
        comment = self.person.message_ids[0]
        self.assertIn("Cảm ơn em", comment.body)
        self.assertEqual(comment.author_id, self.person)
        self.assertIn(self.user_own.partner_id, comment.notified_partner_ids)
        self.assertEqual(self.person.vn_last_contact_kind, "reply")

    def test_stop(self):
        self.agree(self.person, "sms")
        self.reply("Từ chối")
        verdict = self.person._vn_contact_verdicts(
            "sms", "advert", self.at(self.company._vn_today().year + 1, 7, 1, 10)
        )[self.person.id]
        self.assertEqual(verdict[:2], (False, "withdrawn"))

    def test_stop_of_nobody(self):
        number = self.numbers(1, 7000)[0]
        self.reply("STOP", number)
        row = self.env["crm.vn.consent"].search([("address", "=", number)])
        self.assertEqual((row.state, row.method), ("withdrawn", "reply"))

    def test_number_of_two_customers_is_nobody_s(self):
        self.Partner.create({"name": "Chồng chị Mơ", "phone": "0912000111"})
        message = self.reply("Chào em")
        self.assertFalse(message.partner_id)

    def test_repeated_reply(self):
        self.reply("ok")
        self.reply("ok")
        self.assertEqual(
            self.env["crm.vn.message"].search_count([("direction", "=", "in")]), 1
        )


@tagged("post_install", "-at_install")
class TestDoor(HttpCase, VnMessagingCommon):
    """The address that gateways call."""

    def setUp(self):
        super().setUp()
        self.path = "/" + self.provider.callback_url.split("/", 3)[3]
        self.events = self.env["crm.vn.webhook.event"]

    def test_get_and_every_kind_of_body(self):
        told = {"SendStatus": "5", "SMSID": "1", "RequestId": "a+b=c&d"}
        self.assertEqual(self.url_open(f"{self.path}?SMSID=2&x=1").status_code, 200)
        for kind in (
            "application/json",
            "text/plain",
            "application/x-www-form-urlencoded",
        ):
            told["SMSID"] = kind
            response = self.url_open(
                self.path, data=json.dumps(told), headers={"Content-Type": kind}
            )
            self.assertEqual(response.status_code, 200)
            data = self.events.search([], limit=1)._get_data()
            self.assertEqual(data, told, kind)
        self.url_open(self.path, data={"SMSID": "form", "RequestId": "a+b=c&d"})
        data = self.events.search([], limit=1)._get_data()
        self.assertEqual(data["RequestId"], "a+b=c&d")
        self.url_open(self.path, files={"SMSID": (None, "multipart")})
        data = self.events.search([], limit=1)._get_data()
        self.assertEqual(data["SMSID"], "multipart")

    def test_the_same_again_and_again(self):
        """A gateway that repeats, at once and late, in both ways, changes nothing."""
        message = self.send()
        self.work()
        good = self.double.report_esms(message.uuid)
        late = self.double.report_esms(message.uuid, good=False)
        before = self.events.search_count([])
        for told in (good, good, late, good, late):
            response = self.url_open(
                self.path,
                data=json.dumps(told),
                headers={"Content-Type": "application/json"},
            )
            self.assertEqual(response.status_code, 200)
        for _time in range(2):
            query = urlencode(good)
            self.assertEqual(self.url_open(f"{self.path}?{query}").status_code, 200)
        self.assertEqual(self.events.search_count([]), before + 3)
        self.provider._vn_process_events()
        self.env.invalidate_all()
        self.assertEqual(message.state, "delivered")
        self.assertEqual((message.price, message.error_code), (350, False))
        self.assertEqual(set(self.double.sent.values()), {1})

    def test_probe(self):
        before = self.events.search_count([])
        self.assertEqual(self.url_open(self.path, data={}).status_code, 200)
        self.assertEqual(self.events.search_count([]), before)

    def test_wrong_secret(self):
        before = self.events.search_count([])
        for path in (
            f"{self.path}x",
            f"{self.path}é",
            f"{self.path[:-3]}abc",
            "/vn/hook/abc",
        ):
            self.assertEqual(self.url_open(f"{path}?SMSID=3").status_code, 404)
        self.assertEqual(self.events.search_count([]), before)

    def test_two_secrets_are_good(self):
        self.provider.action_vn_new_address()
        self.assertEqual(self.url_open(f"{self.path}?SMSID=4").status_code, 200)
        self.assertNotIn(self.path, self.provider.callback_url)
        self.provider.action_vn_new_address()
        self.assertEqual(self.url_open(f"{self.path}?SMSID=5").status_code, 404)

    def test_another_database_has_no_address(self):
        """Its own secret makes other keys: reports of the first never reach it."""
        self.assertTrue(self.provider.callback_url)
        self.env["ir.config_parameter"].set_param("database.secret", "khac")
        self.provider.invalidate_recordset()
        self.assertFalse(self.provider.callback_url)
