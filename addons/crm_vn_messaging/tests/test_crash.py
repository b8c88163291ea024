"""Workers that die, and reports that come while the queue commits."""

import json
from contextlib import suppress

from odoo import SUPERUSER_ID, api
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import VnMessagingCommon

LONG_AGO = "2026-01-01 00:00:00"


@tagged("post_install", "-at_install")
class TestCrash(VnMessagingCommon):
    """Whatever happens, a message leaves once, or a person is asked about it."""

    def die(self, message, before):
        """Let the worker die before, or after, the gateway is asked."""
        queue = type(self.env["sms.sms"])
        send = queue._vn_send_claimed

        def dies(sms, sms_api, line):
            if not before:
                send(sms, sms_api, line)
            raise SystemExit

        self.patch(queue, "_vn_send_claimed", dies)
        self.env.flush_all()
        # a cursor of its own: what it committed stays when the worker dies; and no
        # assertRaises, which would undo it
        with self.enter_registry_test_mode(), suppress(SystemExit):
            with self.registry.cursor() as cr:
                self.env(cr=cr)["sms.sms"]._process_queue()
            self.fail("The worker did not die")
        self.env.invalidate_all()
        self.patch(queue, "_vn_send_claimed", send)
        self.assertEqual(message.state, "sending")
        self.work()
        sms = self.env["sms.sms"].search([("uuid", "=", message.uuid)])
        self.assertEqual(sms.state, "process", "a claimed row is nobody's else")
        sms.vn_claimed_date = LONG_AGO

    def recover(self):
        for _time in range(2):
            self.work(self.env.ref("crm_vn_messaging.ir_cron_recover"))
            self.work()

    def test_before_the_gateway_was_asked(self):
        """It is not lost: a gateway that knows repeats is asked, and sends it now."""
        message = self.send()
        self.die(message, before=True)
        self.assertFalse(self.double.asked)
        self.recover()
        self.assertEqual(message.state, "accepted")
        self.assertEqual(self.double.sent, {"0912000111": 1})

    def test_between_the_question_and_the_answer(self):
        """It is asked for again by the same ID, and is not sent again."""
        message = self.send()
        self.die(message, before=False)
        self.assertEqual(self.double.sent, {"0912000111": 1})
        self.recover()
        self.assertEqual(message.state, "accepted")
        self.assertEqual(self.double.sent, {"0912000111": 1})
        self.assertEqual(len(self.double.asked), 2)

    def test_where_the_gateway_knows_no_repeats(self):
        """Sent or not: a person decides, and it can be sent again then."""
        self.provider.kind = "speedsms"
        for before, sent in ((True, {}), (False, {"84912000111": 1})):
            with self.subTest(before=before):
                self.double.reset()
                message = self.send()
                self.die(message, before)
                self.recover()
                self.assertEqual(message.state, "unknown")
                self.assertEqual(self.double.sent, sent)
        message.with_user(self.manager).action_was_not_sent()
        sms = self.env["sms.sms"].search([("uuid", "=", message.uuid)])
        sms.with_user(self.env.ref("base.user_admin")).resend_failed()
        self.work()
        self.assertEqual(self.double.sent, {"84912000111": 2})
        self.assertEqual(message.state, "accepted")

    def test_a_report_while_the_queue_commits(self):
        """Two transactions of their own, as a worker and a request have.

        The report comes before the queue knows the answer: one request, delivered.
        """
        name = self.env.cr.dbname

        def begin():
            return db_connect(name).cursor()

        def environment(cr):
            return api.Environment(cr, SUPERUSER_ID, {})

        with begin() as cr:
            env = environment(cr)
            values = {"name": "Hai kết nối", "brand": "HAIKETNOI", "key": "k"}
            provider = env["crm.vn.sms.provider"].create(
                {**values, "kind": "esms", "url": self.double.url}
            )
            sms = env["sms.sms"].create(
                {
                    "number": self.numbers(1, 9900)[0],
                    "body": "Chao",
                    "vn_provider_id": provider.id,
                    "vn_purpose": "transaction",
                }
            )
            ids = provider.id, sms.id, sms.vn_message_id.id

        def report(_number, uuid):
            told = json.dumps(self.double.report_esms(uuid)).encode()
            with begin() as cr:
                provider = environment(cr)["crm.vn.sms.provider"].browse(ids[0])
                provider._vn_receive(told)
                provider._vn_process_events()

        self.double.on_taken = report
        try:
            with begin() as cr, mute_logger("odoo.sql_db"):
                row = environment(cr)["sms.sms"].browse(ids[1])
                for sms_api, group in row._split_by_api():
                    group._vn_send_part(sms_api)
            with begin() as cr:
                env = environment(cr)
                message = env["crm.vn.message"].browse(ids[2])
                self.assertEqual(message.state, "delivered")
                self.assertTrue(message.reference)
                row = env["sms.sms"].browse(ids[1]).exists()
                self.assertIn(row.state, (False, "pending", "sent"))
                # the next run of the queue finds nothing to send
                self.assertFalse(row.filtered(lambda sms: sms.state == "outgoing"))
        finally:
            with begin() as cr:
                env = environment(cr)
                message = env["crm.vn.message"].browse(ids[2])
                message.contact_log_id._vn_as_engine().unlink()
                events = env["crm.vn.webhook.event"].search(
                    [
                        ("provider_model", "=", "crm.vn.sms.provider"),
                        ("provider_id", "=", ids[0]),
                    ]
                )
                events.unlink()
                env["sms.sms"].browse(ids[1]).exists().unlink()
                message._vn_as_engine().unlink()
                env["crm.vn.sms.provider"].browse(ids[0]).unlink()
        self.assertEqual(len(self.double.asked), 1)
        self.assertEqual(sum(self.double.sent.values()), 1)

    def test_what_goes_with_the_addon(self):
        """Odoo's rows keep no value that nobody knows, and no action is left."""
        sms = self.put(self.numbers(1, 9000)[0])
        sms.write({"state": "error", "failure_type": "sms_not_allowed"})
        self.env.flush_all()
        values = self.env["ir.model.fields.selection"].search(
            [
                ("field_id.model", "=", "sms.sms"),
                ("field_id.name", "=", "failure_type"),
                ("value", "in", ("sms_not_allowed", "sms_rejected")),
            ]
        )
        self.assertEqual(len(values), 2)
        values._process_ondelete()
        self.assertFalse(sms.failure_type)
        crons = self.env["ir.cron"].search([("code", "like", "_vn_recover")])
        self.assertEqual(set(crons.mapped("model_id.model")), {"sms.sms"})
        known = self.env["ir.model.data"].search(
            [("module", "=", "crm_vn_messaging"), ("model", "=", "ir.cron")]
        )
        self.assertEqual(set(known.mapped("res_id")), set(crons.ids))
