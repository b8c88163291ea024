from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import email_normalize

from .common import VnZaloCommon


@tagged("post_install", "-at_install")
class TestDoor(HttpCase, VnZaloCommon):
    """Only what Zalo signed comes in, whatever its type is called."""

    def setUp(self):
        super().setUp()
        self.path = "/" + self.account._vn_new_address().split("/", 3)[3]
        self.events = self.env["crm.vn.webhook.event"]

    def test_signature_over_the_raw_body(self):
        for number, kind in enumerate(
            (
                "application/json",
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
            )
        ):
            told = {"event_name": "follow", "timestamp": str(number), "x": "a+b=c&d"}
            raw, mac = self.signed(told)
            headers = {"Content-Type": kind, "X-ZEvent-Signature": mac}
            response = self.url_open(self.path, data=raw, headers=headers)
            self.assertEqual(response.status_code, 200, kind)
            self.assertEqual(self.events.search([], limit=1)._get_data(), told)

    def test_either_first_term(self):
        raw, mac = self.signed({"event_name": "follow", "timestamp": "7"}, first="22")
        headers = {"Content-Type": "application/json", "X-ZEvent-Signature": mac}
        response = self.url_open(self.path, data=raw, headers=headers)
        self.assertEqual(response.status_code, 200)

    def test_what_is_not_signed_stays_out(self):
        before = self.events.search_count([])
        told = {"event_name": "follow", "timestamp": "8"}
        raw, mac = self.signed(told, secret="khac")
        for header in (mac, "", "mac=", "mac=é"):
            response = self.url_open(
                self.path,
                data=raw,
                headers={
                    "Content-Type": "application/json",
                    "X-ZEvent-Signature": header,
                },
            )
            self.assertEqual(response.status_code, 404)
        for path in (f"{self.path}x", f"{self.path}é"):
            self.assertEqual(self.url_open(path, data=raw).status_code, 404)
        self.assertEqual(self.events.search_count([]), before)

    def test_probe(self):
        response = self.url_open(
            self.path,
            data=b"",
            headers={"Content-Type": "application/json"},
            method="POST",
        )
        self.assertEqual(response.status_code, 200)


@tagged("post_install", "-at_install")
class TestEvents(VnZaloCommon):
    """What people on Zalo do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person.phone = "0912 000 111"

    def zalo_user(self):
        return self.env["crm.vn.zalo.user"].search(
            [("account_id", "=", self.account.id)], limit=1
        )

    def say(self, text, number="1", **values):
        return self.event(
            "user_send_text",
            sender={"id": "777"},
            recipient={"id": "22"},
            message={"text": text, "msg_id": f"in{number}"},
            **values,
        )

    def test_follow_and_unfollow(self):
        self.event("follow", follower={"id": "777"})
        self.assertTrue(self.zalo_user().is_follower)
        self.event("unfollow", follower={"id": "777"}, timestamp="1767000000999")
        self.assertFalse(self.zalo_user().is_follower)

    def test_link_by_the_person_s_own_act(self):
        self.event("follow", follower={"id": "777"})
        self.assertFalse(self.zalo_user().partner_id, "a number is never guessed")
        self.event(
            "user_submit_info",
            sender={"id": "777"},
            info={"name": "Mơ", "phone": "84912000111"},
        )
        person = self.zalo_user()
        self.assertEqual(person.partner_id, self.person)
        self.assertEqual(person.link_ids.method, "submit")

    def test_two_customers_of_one_number_are_not_linked(self):
        self.Partner.create({"name": "Người khác", "phone": "0912000111"})
        self.event(
            "user_submit_info", sender={"id": "777"}, info={"phone": "0912000111"}
        )
        self.assertFalse(self.zalo_user().partner_id)

    def test_link_by_hand(self):
        self.say("Chào shop")
        person = self.zalo_user().with_user(self.user_own)
        dialog = self.env["crm.vn.zalo.link.set"].with_user(self.user_own)
        dialog.create(
            {"zalo_user_id": person.id, "partner_id": self.person.id}
        ).action_link()
        self.assertEqual(person.partner_id, self.person)
        self.assertEqual(person.link_ids.user_id, self.user_own)
        self.assertEqual(person.link_ids.method, "hand")

    def talk(self):
        self.event("follow", follower={"id": "777"})
        person = self.zalo_user()
        person._vn_link(self.person, "hand")
        self.say("Còn hàng không em?", timestamp=self.now())
        return person

    def now(self):
        from odoo import fields

        moment = fields.Datetime.now()
        return str(int(moment.timestamp() * 1000))

    def test_a_name_is_no_address(self):
        """Whoever writes chooses the name, a colleague's address perhaps."""
        self.event("follow", follower={"id": "777"})
        person = self.zalo_user()
        for number, name in enumerate(["Mơ", 'Sếp" <own@example.com>', "own@a.vn"]):
            person.name = name
            self.say("Chào shop", number=str(number), timestamp=self.now())
            message = person.channel_id.message_ids[0]
            self.assertFalse(message.author_id)
            self.assertIn(name[:2], message.email_from)
            self.assertFalse(email_normalize(message.email_from), name)

    def test_chat_there_and_back(self):
        person = self.talk()
        channel = person.channel_id
        self.assertEqual(channel.channel_type, "vn_zalo")
        self.assertIn(self.user_own.partner_id, channel.channel_partner_ids)
        self.assertIn("Còn hàng", channel.message_ids[0].body)
        self.assertEqual(channel.message_ids[0].author_id, self.person)
        self.assertEqual(self.person.vn_last_contact_kind, "reply")
        channel.with_user(self.user_own).message_post(
            body="Dạ còn ạ", message_type="comment"
        )
        self.assertFalse(self.double.sent, "nothing leaves before the commit")
        self.send_zalo()
        self.assertEqual(self.double.sent, {"777": 1})
        self.assertEqual(self.double.asked[-1][1]["message"]["text"], "Dạ còn ạ")
        messages = self.env["crm.vn.message"].search(
            [("partner_id", "=", self.person.id)], order="id"
        )
        self.assertEqual(messages.mapped("direction"), ["in", "out"])
        self.assertEqual(messages[1].user_id, self.user_own)

    def test_nobody_turns_a_chat_to_somebody_else(self):
        """Who could write the person of a chat would write to that person."""
        person = self.talk()
        channels = self.env["discuss.channel"]
        to_person = {"vn_zalo_user_id": person.id}
        for user in (self.user_all, self.manager, self.env.ref("base.user_admin")):
            mine = channels.with_user(user)
            own = mine._create_channel("Nội bộ", None)
            forged = mine.with_context(default_vn_zalo_user_id=person.id)
            for way in (
                lambda own=own: own.write(to_person),
                lambda own=own: own.with_context(_vn_engine=True).write(to_person),
                lambda mine=mine: mine.create(
                    {"name": "Khách", "channel_type": "vn_zalo", **to_person}
                ),
                lambda mine=forged: mine.create({"name": "Khách"}),
            ):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    way()
            self.assertFalse(own.sudo().vn_zalo_user_id)

    def test_nobody_says_from_outside_that_a_message_came_in(self):
        """What is written in a chat goes to the person, whatever the context says."""
        person = self.talk()
        channel = person.channel_id.with_user(self.user_own)
        values = {
            "body": "Dạ còn ạ",
            "message_type": "comment",
            "context": {"vn_zalo_incoming": True},
        }
        call_kw(channel, "message_post", [channel.ids], values)
        self.send_zalo()
        self.assertEqual(self.double.sent, {"777": 1})

    def test_who_sees_the_customer_opens_the_chat(self):
        person = self.talk()
        action = person.with_user(self.manager).action_open_chat()
        opened = f"discuss.channel_{person.channel_id.id}"
        self.assertEqual(action["context"]["active_id"], opened)
        self.assertIn(self.manager.partner_id, person.channel_id.channel_partner_ids)
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            person.with_user(self.user_2).action_open_chat()

    def test_chat_ends_after_seven_days(self):
        with freeze_time("2026-07-01 03:00:00"):
            person = self.talk()
        with freeze_time("2026-07-08 02:59:00"):
            self.assertFalse(person._vn_check_open(), "not free any more")
        with freeze_time("2026-07-08 03:01:00"), self.assertRaises(UserError):
            person.channel_id.with_user(self.user_own).message_post(
                body="Chào chị", message_type="comment"
            )

    def test_same_event_twice(self):
        self.say("Chào shop")
        self.assertFalse(self.say("Chào shop"))
        messages = self.env["crm.vn.message"].search(
            [("zalo_account_id", "=", self.account.id)]
        )
        self.assertEqual(len(messages), 1)

    def test_stop(self):
        person = self.talk()
        self.agree(self.person, "zalo")
        self.say("TU CHOI", "2", timestamp=self.now())
        verdict = person.partner_id._vn_contact_verdicts("zalo", "advert")
        self.assertEqual(verdict[self.person.id][1], "withdrawn")

    def test_consent_and_withdrawal(self):
        self.talk()
        self.event("user_reply_consent", sender={"id": "777"}, user_consent="TRUE")
        rows = self.env["crm.vn.consent"].search(
            [("partner_id", "=", self.person.id), ("channel", "=", "zalo")]
        )
        self.assertEqual(rows[0].state, "given")
        self.event("user_withdraw", sender={"id": "777"})
        self.assertFalse(self.person._vn_may_contact("zalo", "care")[0])

    def test_templates_and_quota(self):
        self.account.action_read_templates()
        rejected = self.account.template_ids.filtered(lambda one: one.code == "301")
        self.assertEqual(rejected.state, "rejected")
        self.assertEqual(self.template.param_ids.path, "name", "kept")
        self.event(
            "change_template_status",
            template_id="300",
            status={"prev_status": "ENABLE", "new_status": "DISABLE"},
            reason="Vi phạm",
        )
        self.assertEqual(self.template.state, "disabled")
        self.event(
            "change_oa_daily_quota",
            oaId="22",
            quota={"prev_value": "20000", "new_value": "500"},
        )
        self.assertEqual(self.account.quota_daily, 500)

    def test_erased_with_the_person(self):
        person = self.talk()
        channel = person.channel_id
        self.person.with_user(self.officer)._vn_erase()
        self.assertFalse(person.exists())
        self.assertFalse(channel.exists())
