import re

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import HttpCase, freeze_time, tagged

from .common import VnZaloCommon


@tagged("post_install", "-at_install")
class TestWho(HttpCase, VnZaloCommon):
    """A person says in a browser which customer he or she is, by a signed link."""

    def setUp(self):
        super().setUp()
        moment = int(fields.Datetime.now().timestamp() * 1000)
        self.event(
            "user_send_text",
            sender={"id": "777"},
            recipient={"id": "22"},
            message={"text": "Chào shop", "msg_id": "in1"},
            timestamp=str(moment),
        )
        self.zalo_user = self.env["crm.vn.zalo.user"].search(
            [("account_id", "=", self.account.id)]
        )

    def ask(self, partner=None, user=None):
        dialogs = self.env["crm.vn.zalo.link.set"].with_user(user or self.user_own)
        values = {
            "zalo_user_id": self.zalo_user.id,
            "partner_id": (partner or self.person).id,
        }
        return dialogs.create(values).action_ask()

    def link(self):
        """Return the path of the link that reached the person on Zalo."""
        self.send_zalo()
        text = self.double.asked[-1][1]["message"]["text"]
        return re.search(r"/vn/zalo/who/\S+", text)[0]

    def confirm(self, path):
        page = self.url_open(path)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
        return self.url_open(path, data={"csrf_token": token})

    def test_the_person_confirms(self):
        action = self.ask()
        self.assertEqual(action["tag"], "mail.action_discuss")
        path = self.link()
        self.assertEqual(self.double.sent, {"777": 1})
        for _time in range(2):
            page = self.url_open(path)
            self.assertEqual(page.status_code, 200)
        self.assertIn(self.company.name, page.text)
        self.assertIn("111</strong>", page.text)
        self.assertNotIn(self.person.name, page.text)
        self.assertNotIn("0912000111", page.text)
        self.env.invalidate_all()
        self.assertFalse(self.zalo_user.partner_id, "looking at it says nothing")
        self.assertEqual(self.confirm(path).status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self.zalo_user.partner_id, self.person)
        self.assertEqual(self.zalo_user.link_ids.method, "signed")
        self.assertIn(self.person.name, self.zalo_user.channel_id.name)
        self.assertEqual(self.url_open(path).status_code, 404, "good once")

    def test_an_employee_is_not_the_person(self):
        """Who sees the link in the chat can't confirm it in the person's place."""
        self.ask()
        path = self.link()
        self.authenticate(self.user_own.login, self.user_own.login)
        self.assertNotIn("csrf_token", self.url_open(path).text)
        page = self.url_open(path, data={"csrf_token": Request.csrf_token(self)})
        self.assertEqual(page.status_code, 200)
        self.env.invalidate_all()
        self.assertFalse(self.zalo_user.partner_id)

    def test_who_was_linked_meanwhile_stays_so(self):
        self.ask()
        path = self.link()
        other = self.Partner.create({"name": "Người khác"})
        self.zalo_user._vn_link(other, "hand")
        self.env.flush_all()
        self.assertEqual(self.url_open(path).status_code, 404)

    def test_only_what_was_signed_opens(self):
        token = self.zalo_user._vn_sign_who(self.person)
        for wrong in (token[:-4], f"{token[:-4]}AAAA", "x", "é", "A" * 60):
            page = self.url_open(f"/vn/zalo/who/{wrong}")
            self.assertEqual(page.status_code, 404, wrong)
        with freeze_time("2026-01-01"):
            old = self.zalo_user._vn_sign_who(self.person)
        self.assertFalse(self.zalo_user._vn_read_who(old)[0])

    def test_who_may_ask_and_about_whom(self):
        with self.assertRaisesRegex(UserError, "no phone number"):
            self.ask(self.Partner.create({"name": "Không số"}), self.manager)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.ask(user=self.user_2)
        self.assertFalse(self.double.sent)
