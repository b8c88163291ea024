import json
from contextlib import suppress

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import VnMessagingCommon


@tagged("post_install", "-at_install")
class TestQueue(VnMessagingCommon):
    """From the customer's page to the gateway, once."""

    def test_one_message(self):
        message = self.send(text="Chào chị Mơ")
        self.assertEqual(message.state, "queued")
        self.assertEqual(message.partner_id, self.person)
        self.assertEqual(message.user_id, self.user_own)
        self.assertFalse(self.double.sent)
        self.work()
        self.assertEqual(self.double.sent, {"0912000111": 1})
        _path, asked = self.double.asked[0]
        self.assertEqual(asked["RequestId"], message.uuid)
        self.assertEqual(asked["IsUnicode"], "1")
        self.assertEqual(asked["Brandname"], "SAOMAI")
        self.assertEqual(message.state, "accepted")
        self.assertEqual(message.verdict, "ok")
        self.assertEqual((message.parts, message.price), (1, 650))
        notice = message.mail_message_id.notification_ids
        self.assertEqual(notice.notification_status, "pending")
        self.work()
        self.assertEqual(self.double.sent, {"0912000111": 1})

    def test_nothing_leaves_before_the_commit(self):
        with self.assertRaises(ZeroDivisionError), self.cr.savepoint():
            self.send()
            raise ZeroDivisionError
        self.work()
        self.assertFalse(self.double.asked)

    def test_two_companies_in_one_queue(self):
        other = self.provider.copy(
            {
                "active": True,
                "company_id": self.company_2.id,
                "brand": "HAIAU",
                "url": self.double.url,
                "key": "k2",
                "secret": "s2",
            }
        )
        numbers = self.numbers(4)
        for number, company in zip(
            numbers, [self.company, self.company_2] * 2, strict=True
        ):
            self.put(number, vn_company_id=company.id)
        self.work()
        brands = {data["Phone"]: data["Brandname"] for _path, data in self.double.asked}
        self.assertEqual(
            list(brands.values()).count("HAIAU"), 2, "each company by its own gateway"
        )
        self.assertEqual(sum(self.double.sent.values()), 4)
        self.assertFalse(self.env["sms.sms"].search([("state", "=", "outgoing")]))
        messages = self.env["crm.vn.message"].search([("number", "in", numbers)])
        self.assertEqual(set(messages.mapped("state")), {"accepted"})
        self.assertEqual(messages.provider_id, self.provider | other)

    def test_five_hundred_with_one_poison(self):
        numbers = self.numbers(500)
        poison = numbers[137]
        self.double.behaviour[f"0{poison[3:]}"] = "poison"
        for number in numbers:
            self.put(number)
        self.work()
        self.work()
        self.assertEqual(len(self.double.sent), 499)
        self.assertEqual(set(self.double.sent.values()), {1})
        rows = self.env["sms.sms"].search([("number", "in", numbers)])
        self.assertEqual(
            [rows.mapped("state").count(s) for s in ("outgoing", "process", "error")],
            [0, 0, 1],
        )
        failed = self.env["crm.vn.message"].search(
            [("number", "in", numbers), ("state", "=", "failed")]
        )
        self.assertEqual(failed.number, poison)
        self.assertEqual(failed.error_code, "108")

    def test_wrong_numbers_do_not_leave(self):
        rows = [self.put(number) for number in ("abc", "028 3829 1234", "0912")]
        self.work()
        self.assertFalse(self.double.asked)
        for sms in rows:
            self.assertEqual(sms.state, "error")
            self.assertEqual(sms.failure_type, "sms_number_format")
            self.assertEqual(sms.vn_message_id.state, "failed")

    def test_lost_answer_of_a_gateway_that_knows_repeats(self):
        self.double.behaviour["0912000111"] = "lost"
        message = self.send()
        self.work()
        self.assertEqual(message.state, "held")
        self.assertEqual(self.double.sent, {"0912000111": 1})
        self.double.behaviour.clear()
        self.soon(message)
        self.work()
        self.assertEqual(message.state, "accepted")
        self.assertEqual(self.double.sent, {"0912000111": 1}, "sent once")
        logs = self.env["crm.vn.contact.log"].search(
            [("partner_id", "=", self.person.id), ("channel", "=", "sms")]
        )
        self.assertEqual(len(logs), 1, "and counted once")

    def test_lost_answer_of_a_gateway_that_does_not(self):
        self.provider.kind = "speedsms"
        self.double.behaviour["84912000111"] = "lost"
        message = self.send()
        self.work()
        self.assertEqual(message.state, "unknown")
        self.work(self.env.ref("crm_vn_messaging.ir_cron_recover"))
        self.work()
        self.assertEqual(self.double.sent, {"84912000111": 1})
        message.with_user(self.manager).action_was_sent()
        self.assertEqual(message.state, "accepted")

    def kill(self, text):
        """Make the worker die while answers are stored."""

        def store(self, *_args, **_kwargs):
            raise SystemExit

        self.patch(type(self.env["sms.sms"]), "_vn_store", store)
        message = self.send(text=text)
        self.env.flush_all()
        # a cursor of its own: what it committed stays when the worker dies; and no
        # assertRaises, which would undo it
        with self.enter_registry_test_mode(), suppress(SystemExit):
            with self.registry.cursor() as cr:
                self.env(cr=cr)["sms.sms"]._process_queue()
            self.fail("The worker did not die")
        self.env.invalidate_all()
        return message

    def test_a_report_between_answer_and_commit(self):
        """The gateway tells while its answer is stored: one request, delivered."""
        message = self.send()
        queue = type(self.env["sms.sms"])
        keep = queue._vn_keep

        def report_first(sms, answers, unlink_sent):
            report = self.double.report_esms(message.uuid)
            self.provider._vn_receive(json.dumps(report).encode())
            self.provider._vn_process_events()
            return keep(sms, answers, unlink_sent)

        self.patch(queue, "_vn_keep", report_first)
        self.work()
        self.work()
        self.assertEqual(message.state, "delivered")
        self.assertEqual(message.mail_message_id.notification_ids.failure_type, False)
        self.assertEqual(set(self.double.sent.values()), {1})
        self.assertEqual(len(self.double.asked), 1)

    def test_killed_between_answer_and_commit(self):
        original = type(self.env["sms.sms"])._vn_store
        message = self.kill("Chao")
        self.assertEqual(message.state, "sending")
        self.assertEqual(self.double.sent, {"0912000111": 1})
        self.patch(type(self.env["sms.sms"]), "_vn_store", original)
        self.work()
        self.assertEqual(len(self.double.asked), 1, "a claimed row is nobody's else")
        sms = self.env["sms.sms"].search([("uuid", "=", message.uuid)])
        self.assertEqual(sms.state, "process")
        sms.vn_claimed_date = "2026-01-01 00:00:00"
        self.work(self.env.ref("crm_vn_messaging.ir_cron_recover"))
        self.work()
        self.assertEqual(message.state, "accepted")
        self.assertEqual(self.double.sent, {"0912000111": 1}, "asked, not sent again")

    def test_killed_between_claim_and_answer(self):
        self.provider.kind = "speedsms"
        message = self.kill("Chao")
        sms = self.env["sms.sms"].search([("uuid", "=", message.uuid)])
        sms.vn_claimed_date = "2026-01-01 00:00:00"
        self.work(self.env.ref("crm_vn_messaging.ir_cron_recover"))
        self.work()
        self.assertEqual(message.state, "unknown")
        self.assertEqual(len(self.double.asked), 1, "a person decides")

    def test_a_lost_message_that_fails_stops_no_other(self):
        self.provider.kind = "speedsms"
        first, second = self.send(text="Một"), self.send(text="Hai")
        queue = self.env["sms.sms"]
        lost = queue.search([("uuid", "in", [first.uuid, second.uuid])])
        lost.write({"state": "process", "vn_claimed_date": "2026-01-01 00:00:00"})
        self.check_cron_failure(
            "crm_vn_messaging.ir_cron_recover",
            "_vn_give_up",
            lost[0],
            lost[1],
            lambda sms: sms.state == "error",
        )

    def test_a_gateway_that_fails_stops_no_other(self):
        """It stands in the list of failures, until a message leaves through it."""
        other = self.provider.copy(
            {
                "active": True,
                "company_id": self.company_2.id,
                "brand": "HAIAU",
                "url": self.double.url,
                "key": "k2",
                "secret": "s2",
            }
        )
        waiting = self.put(self.numbers(1, 8200)[0]).vn_message_id
        number = self.numbers(1, 8201)[0]
        waiting |= self.put(number, vn_company_id=self.company_2.id).vn_message_id
        queue = self.env["sms.sms"]

        def run():
            queue.search([("state", "=", "outgoing")]).vn_not_before = False
            with mute_logger("odoo.addons.crm_vn_messaging.models.sms_sms"):
                self.work()

        def is_done(provider):
            mine = waiting.filtered(lambda message: message.provider_id == provider)
            return mine.state == "accepted"

        self.check_cron_failure(
            "sms.ir_cron_sms_scheduler_action",
            "_open_line",
            self.provider,
            other,
            is_done,
            run,
        )

    def test_later_and_then_not_for_ever(self):
        self.double.behaviour["0912000111"] = "limit"
        message = self.send()
        for _number in range(9):
            self.work()
            self.soon(message)
        self.assertEqual(message.state, "failed")
        self.assertFalse(self.double.sent)
        self.assertFalse(
            self.env["crm.vn.contact.log"].search_count(
                [("partner_id", "=", self.person.id), ("channel", "=", "sms")]
            ),
            "what reached nobody is no contact",
        )

    def test_without_money_everything_waits(self):
        self.double.behaviour["*"] = "money"
        self.provider.parallel = 1
        for number in self.numbers(60):
            self.put(number)
        self.work()
        self.assertEqual(len(self.double.asked), 1, "one is tried, the others wait")
        self.assertTrue(self.provider.blocked_reason)
        alerts = self.provider.message_ids.filtered("partner_ids")
        self.assertEqual(len(alerts), 1)
        self.work()
        self.assertEqual(len(self.double.asked), 1, "and none before its time")
        self.double.behaviour.clear()
        self.provider.action_unblock()
        self.work()
        self.assertEqual(sum(self.double.sent.values()), 60)
        self.assertFalse(self.provider.blocked_reason)

    def soon(self, message):
        """Let the time of a message that waits come."""
        sms = self.env["sms.sms"].search([("uuid", "=", message.uuid)])
        sms.vn_not_before = False

    def test_every_gateway(self):
        values = {
            "speedsms": ("84912000111", {}),
            "vietguys": ("84912000111", {}),
            "stringee": ("84912000111", {}),
            "generic": (
                "+84912000111",
                {
                    "url": f"{self.double.url}/send",
                    "number_form": "plus",
                    "body": '{"to": "{number}", "m": "{text}", "id": "{id}"}',
                    "accept_path": "status",
                    "accept_value": "ok",
                    "id_path": "data.id",
                },
            ),
        }
        for kind, (number, more) in values.items():
            with self.subTest(kind=kind):
                self.double.reset()
                self.provider.write({"kind": kind, **more})
                message = self.send(text='Chào "chị" & anh')
                self.work()
                self.assertEqual(self.double.sent, {number: 1})
                self.assertEqual(message.state, "accepted")
                self.assertTrue(message.reference)
                self.double.behaviour["*"] = "poison"
                refused = self.send()
                self.work()
                self.assertEqual(refused.state, "failed")

    def test_test_goes_once_and_to_oneself(self):
        admin = self.env.ref("base.user_admin")
        admin.partner_id.phone = "0912 999 888"
        self.provider.with_user(admin).action_test()
        self.work()
        self.work()
        self.assertEqual(self.double.sent, {"0912999888": 1})
