import json

from odoo.addons.crm_vn_messaging.tests.common import VnMessagingCommon
from odoo.addons.crm_vn_zalo.tools import zalo

from .double import ZaloDouble


class VnZaloCommon(VnMessagingCommon):
    """A connected account with an approved template."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.double = ZaloDouble()
        cls.addClassCleanup(cls.double.close)
        cls.provider.url = cls.double.url
        accounts = cls.env["crm.vn.zalo.account"]
        accounts.search([]).active = False
        cls.account = accounts.create(
            {
                "name": "Sao Mai",
                "app_id": "11",
                "oa_id": "22",
                "app_secret": "bi mat",
                "webhook_secret": "chu ky",
                "server_url": cls.double.url,
                "company_id": cls.company.id,
            }
        )
        cls.account._keep_tokens(
            {"access_token": "token-0", "refresh_token": "refresh-0"}
        )
        cls.template = cls.env["crm.vn.zalo.template"].create(
            {
                "name": "Cảm ơn",
                "code": "300",
                "account_id": cls.account.id,
                "state": "enabled",
                "price": 200,
                "param_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "customer_name",
                            "kind": "STRING",
                            "required": True,
                            "most": 30,
                            "path": "name",
                        },
                    )
                ],
            }
        )
        cls.cron = cls.env.ref("crm_vn_zalo.ir_cron_send")
        cls.watch = cls.env.ref("crm_vn_zalo.ir_cron_watch")

    def queue_one(self, partner=None, user=None, **values):
        """Put a message by template into the queue; return it."""
        partner = (partner or self.person).with_user(user or self.user_own)
        log = self.env["crm.vn.message"].with_user(user or self.user_own)
        sent, refused = log._vn_queue_template(self.template, partner, **values)
        self.assertFalse(refused)
        return sent[partner.id].with_env(self.env)

    def send_zalo(self):
        self.work(self.cron)

    def event(self, name, **values):
        """Let Zalo tell something, and use it."""
        told = {"event_name": name, "app_id": "11", "timestamp": "1767000000456"}
        raw, mac = self.signed({**told, **values})
        event = self.account._vn_receive(raw, {"X-ZEvent-Signature": mac})
        is_new = event.state == "new"
        self.env.flush_all()
        self.account._vn_process_events()
        self.env.invalidate_all()
        return is_new

    def delivered(self, message):
        return self.event(
            "user_received_message",
            sender={"id": "22"},
            recipient={"id": "84912000111"},
            message={
                "delivery_time": "1767000000123",
                "msg_id": message.reference or "m0",
                "tracking_id": message.uuid,
            },
        )

    @classmethod
    def people(cls, count):
        return cls.Partner.create(
            [
                {
                    "name": f"Khách {number}",
                    "phone": phone,
                    "vn_relationship_id": cls.relationship_customer.id,
                }
                for number, phone in enumerate(cls.numbers(count, 6000))
            ]
        )

    @staticmethod
    def signed(told, secret="chu ky", first="11"):
        """Return (raw body, signature header) of a webhook."""
        raw = json.dumps(told).encode()
        mac = zalo.sign(first, raw, told.get("timestamp", ""), secret)
        return raw, f"mac={mac}"
