import threading
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from odoo import api, fields
from odoo.exceptions import AccessError, UserError
from odoo.sql_db import db_connect
from odoo.tests import tagged

from .common import VnZaloCommon


@tagged("post_install", "-at_install")
class TestToken(VnZaloCommon):
    """A refresh token is good once."""

    def expire(self):
        self.account.token_end = fields.Datetime.now() - timedelta(hours=1)
        self.env.flush_all()

    def test_refresh_and_send(self):
        self.expire()
        message = self.queue_one()
        self.send_zalo()
        self.assertEqual(message.state, "accepted")
        self.assertEqual(self.double.refreshes, 1)
        self.assertEqual(self.account.access_token, "token-1")
        self.assertEqual(self.account.refresh_token, "refresh-1")

    def test_token_that_zalo_refuses(self):
        self.double.access = "another"
        message = self.queue_one()
        self.send_zalo()
        self.assertEqual(message.state, "accepted")
        self.assertEqual(self.double.refreshes, 1)

    def test_lost_answer_is_an_alarm_not_a_loop(self):
        self.expire()
        self.double.lose_refresh = True
        for partner in self.people(3):
            self.queue_one(partner)
        self.send_zalo()
        self.send_zalo()
        self.assertEqual(self.account.state, "lost")
        self.assertEqual(self.double.refreshes, 1)
        self.assertEqual(len(self.account.message_ids.filtered("partner_ids")), 1)
        waiting = self.env["crm.vn.message"].search(
            [("zalo_account_id", "=", self.account.id)]
        )
        self.assertEqual(set(waiting.mapped("state")) - {"queued", "held"}, set())
        self.assertFalse(self.double.sent)

    def test_connect(self):
        admin = self.env.ref("base.user_admin")
        account = self.account.with_user(admin)
        url = account.action_connect()["url"]
        asked = parse_qs(urlsplit(url).query)
        state = asked["state"][0]
        self.assertTrue(asked["code_challenge"][0])
        with self.assertRaises(UserError):
            account._vn_connect("another", "code", "22")
        with self.assertRaises(AccessError):
            self.account.with_user(self.manager).action_connect()
        account._vn_connect(state, "code", "22")
        self.assertEqual(self.account.state, "connected")
        self.assertEqual(self.account.access_token, "token-1")
        verifier = self.double.asked[-1][1]["code_verifier"]
        self.assertGreater(len(verifier), 42)
        with self.assertRaises(UserError):
            account._vn_connect(state, "code", "22")

    def test_an_account_that_fails_stops_no_other(self):
        other = self.account.copy({"oa_id": "23", "server_url": self.double.url})
        other._keep_tokens({"access_token": "token-0", "refresh_token": "refresh-0"})
        self.check_cron_failure(
            "crm_vn_zalo.ir_cron_refresh",
            "_read_quota",
            self.account,
            other,
            lambda account: account.quota_date,
        )

    def test_secrets_are_the_administrator_s(self):
        account = self.as_user(self.account, self.manager)
        for name in ("access_token", "refresh_token", "app_secret", "webhook_secret"):
            with self.assertRaises(AccessError):
                account.read([name])

    def test_ten_senders_with_an_expired_token(self):
        """Ten transactions of their own, as ten workers have."""
        name = self.env.cr.dbname
        with db_connect(name).cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            account = env["crm.vn.zalo.account"].create(
                {
                    "name": "Mười người gửi",
                    "app_id": "99",
                    "app_secret": "bi mat",
                    "server_url": self.double.url,
                }
            )
            account._keep_tokens(
                {"access_token": "token-0", "refresh_token": "refresh-0"}
            )
            account.token_end = fields.Datetime.now() - timedelta(hours=1)
            known = account.id
        found, start = [], threading.Barrier(10)

        def work():
            with db_connect(name).cursor() as cr:
                env = api.Environment(cr, api.SUPERUSER_ID, {})
                mine = env["crm.vn.zalo.account"].browse(known)
                start.wait()
                found.append(mine._vn_get_token())

        threads = [threading.Thread(target=work) for _number in range(10)]
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            with db_connect(name).cursor() as cr:
                env = api.Environment(cr, api.SUPERUSER_ID, {})
                env["crm.vn.zalo.account"].browse(known).unlink()
        self.assertEqual(self.double.refreshes, 1)
        self.assertEqual(found, ["token-1"] * 10)
