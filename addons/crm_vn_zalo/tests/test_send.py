from contextlib import suppress

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common import VnZaloCommon


@tagged("post_install", "-at_install")
class TestSend(VnZaloCommon):
    """Messages by template: once, within the quota, with a class for each error."""

    def test_one_message(self):
        message = self.queue_one()
        self.assertFalse(self.double.sent)
        self.send_zalo()
        self.assertEqual(self.double.sent, {"84912000111": 1})
        _path, asked = self.double.asked[-1]
        self.assertEqual(asked["tracking_id"], message.uuid)
        self.assertEqual(asked["template_data"], {"customer_name": "Ngô Thị Mơ"})
        self.assertEqual(message.state, "accepted")
        self.assertEqual(message.price, 200)
        self.assertEqual(self.account.quota_left, 19999)
        self.assertEqual(self.person.vn_last_contact_kind, "message")
        self.send_zalo()
        self.assertEqual(self.double.sent, {"84912000111": 1})
        self.delivered(message)
        self.assertEqual(message.state, "delivered")

    def test_values_are_checked_before_anything_leaves(self):
        self.person.name = "x" * 31
        log = self.env["crm.vn.message"].with_user(self.user_own)
        sent, refused = log._vn_queue_template(self.template, self.person)
        self.assertFalse(sent)
        self.assertIn("customer_name", refused[self.person.id])
        self.person.name = "Nguyễn An"
        message = self.queue_one()
        self.assertIn("Nguyễn An", message.body)
        self.template.state = "disabled"
        with self.assertRaises(UserError):
            self.queue_one()

    @freeze_time("2026-07-01 03:00:00")
    def test_quota_ends_and_the_rest_goes_after_midnight_once(self):
        people = self.people(30)
        for partner in people:
            self.queue_one(partner)
        self.double.left = 12
        self.send_zalo()
        self.send_zalo()
        self.assertEqual(sum(self.double.sent.values()), 12)
        tries = len(self.double.asked)
        self.assertEqual(tries, 13, "one more was tried, the rest waits")
        self.assertEqual(str(self.account.paused_until), "2026-07-01 17:05:00")
        waiting = self.env["crm.vn.message"].search(
            [("partner_id", "in", people.ids), ("state", "in", ["held", "queued"])]
        )
        self.assertEqual(len(waiting), 18)
        self.double.left = 20000
        with freeze_time("2026-07-01 17:04:00"):
            self.send_zalo()
            self.assertEqual(len(self.double.asked), tries)
        with freeze_time("2026-07-01 17:05:00"):
            self.send_zalo()
            self.send_zalo()
        self.assertEqual(len(self.double.sent), 30)
        self.assertEqual(set(self.double.sent.values()), {1})

    def test_classes_of_errors(self):
        for code, state in (
            (-32, "held"),
            (-133, "held"),
            (-147, "held"),
            (-118, "failed"),
            (-131, "held"),
            (-146, "held"),
            (-1122, "failed"),
        ):
            with self.subTest(code=code):
                self.double.codes["*"] = code
                message = self.queue_one()
                self.send_zalo()
                self.assertEqual(message.state, state)
                self.assertEqual(message.error_code, str(code))
                message.sudo()._vn_as_engine().unlink()
                self.template.write({"state": "enabled", "paused_until": False})

    def queue_two_templates(self, code):
        """Queue messages of a template that Zalo answers *code* to, and of another."""
        people = self.people(8)
        values = {"code": "302", "name": "Nhắc hẹn", "state": "enabled"}
        other = self.template.copy(values)
        stopped = self.env["crm.vn.message"]
        for partner in people[:5]:
            stopped |= self.queue_one(partner)
            self.double.codes[f"84{partner.vn_contact_number[3:]}"] = code
        log = self.env["crm.vn.message"].with_user(self.user_own)
        sent, refused = log._vn_queue_template(other, people[5:])
        self.assertFalse(refused)
        return stopped, log.concat(*sent.values()).with_env(self.env)

    def test_a_template_that_zalo_refuses_holds_its_own_messages(self):
        """It is asked once and told once; when it is approved again, they go, once."""
        stopped, others = self.queue_two_templates(-131)
        self.send_zalo()
        self.send_zalo()
        self.assertEqual(len(self.double.asked), 1 + len(others))
        self.assertEqual(set(others.mapped("state")), {"accepted"})
        self.assertLessEqual(set(stopped.mapped("state")), {"held", "queued"})
        self.assertEqual(self.template.state, "disabled")
        self.assertIn("-131", self.template.reason)
        self.assertEqual(len(self.account.message_ids.filtered("partner_ids")), 1)
        self.assertFalse(self.account.blocked_reason)
        self.double.codes.clear()
        self.event("change_template_status", template_id="300", status="ENABLE")
        self.send_zalo()
        self.assertEqual(set(stopped.mapped("state")), {"accepted"})
        self.assertEqual(set(self.double.sent.values()), {1})

    @freeze_time("2026-07-01 03:00:00")
    def test_the_quota_of_a_template_pauses_it_until_tomorrow(self):
        stopped, others = self.queue_two_templates(-147)
        self.send_zalo()
        self.send_zalo()
        self.assertEqual(len(self.double.asked), 1 + len(others))
        self.assertEqual(set(others.mapped("state")), {"accepted"})
        self.assertEqual(str(self.template.paused_until), "2026-07-01 17:05:00")
        self.assertFalse(self.account.paused_until)
        self.double.codes.clear()
        with freeze_time("2026-07-01 17:05:00"):
            self.send_zalo()
        self.assertEqual(set(stopped.mapped("state")), {"accepted"})
        self.assertEqual(set(self.double.sent.values()), {1})

    def test_a_template_is_tried_on_oneself(self):
        """Once, and it is no contact with anybody."""
        admin = self.env.ref("base.user_admin")
        admin.partner_id.phone = "0912 999 777"
        before = admin.partner_id.vn_last_contact_date
        action = self.template.with_user(admin).action_test()
        self.assertEqual(action["params"]["type"], "success")
        self.send_zalo()
        self.send_zalo()
        self.assertEqual(self.double.sent, {"84912999777": 1})
        self.assertEqual(admin.partner_id.vn_last_contact_date, before)
        self.template.state = "disabled"
        with self.assertRaises(UserError):
            self.template.with_user(admin).action_test()

    def test_the_queue_in_health(self):
        """Who waits for his time is not late; who may have been sent to is shown."""
        waiting, held, doubtful = (self.queue_one(one) for one in self.people(3))
        tomorrow = fields.Datetime.add(fields.Datetime.now(), days=1)
        held._vn_write({"state": "held", "not_before": tomorrow})
        doubtful._vn_report("unknown")
        ours = waiting | held | doubtful
        queues = self.env["crm.vn.health"]._vn_queues()
        for code, wanted in (("zalo", waiting), ("zalo_failed", doubtful)):
            _label, model, domain, _field = queues[code]
            found = self.env[model].search([*domain, ("id", "in", ours.ids)])
            self.assertEqual(found, wanted)

    def test_what_goes_with_the_addon(self):
        """Its messages and chats: no value is left that nobody knows."""
        message = self.queue_one()
        kinds = self.env["ir.model.fields.selection"].search(
            [
                ("field_id.model", "=", "crm.vn.message"),
                ("field_id.name", "=", "kind"),
                ("value", "in", ("zns", "zalo")),
            ]
        )
        field = type(message)._fields["kind"]
        self.assertEqual(len(kinds), 2)
        self.assertEqual({field.ondelete[kind.value] for kind in kinds}, {"cascade"})
        crons = self.env["ir.cron"].search([("code", "like", "zalo")])
        known = self.env["ir.model.data"].search(
            [("module", "=", "crm_vn_zalo"), ("model", "=", "ir.cron")]
        )
        self.assertLessEqual(set(crons.ids), set(known.mapped("res_id")))

    def test_money_is_told_once(self):
        self.double.codes["*"] = -115
        for partner in self.people(5):
            self.queue_one(partner)
        self.send_zalo()
        self.assertEqual(len(self.double.asked), 1)
        self.assertTrue(self.account.blocked_reason)
        self.assertEqual(len(self.account.message_ids.filtered("partner_ids")), 1)
        self.double.codes.clear()
        self.account.action_unblock()
        self.send_zalo()
        self.assertEqual(sum(self.double.sent.values()), 5)

    def test_refusal_is_a_withdrawal(self):
        self.double.codes["*"] = -140
        self.queue_one()
        self.send_zalo()
        verdict = self.person._vn_contact_verdicts("zalo", "care")[self.person.id]
        self.assertEqual(verdict[1], "withdrawn")

    def test_lost_answer_waits_for_the_webhook(self):
        self.double.behaviour["*"] = "lost"
        message = self.queue_one()
        self.send_zalo()
        self.assertEqual(message.state, "unknown")
        self.send_zalo()
        self.work(self.watch)
        self.assertEqual(self.double.sent, {"84912000111": 1})
        self.delivered(message)
        self.assertEqual(message.state, "delivered")

    def test_killed_worker(self):
        message = self.queue_one()
        original = type(message)._vn_keep_zalo

        def keep(self, *_args):
            raise SystemExit

        self.patch(type(message), "_vn_keep_zalo", keep)
        self.env.flush_all()
        with self.enter_registry_test_mode(), suppress(SystemExit):
            with self.registry.cursor() as cr:
                self.env(cr=cr)["crm.vn.message"]._cron_send_zalo()
            self.fail("The worker did not die")
        self.env.invalidate_all()
        self.assertEqual(message.state, "sending")
        self.patch(type(message), "_vn_keep_zalo", original)
        self.send_zalo()
        message._vn_write({"claimed_date": "2026-01-01 00:00:00"})
        self.work(self.watch)
        self.assertEqual(message.state, "unknown")
        self.assertEqual(self.double.sent, {"84912000111": 1})

    def test_only_what_was_being_sent_is_doubtful(self):
        """The others of its batch were not sent yet: they go, each once."""
        queued = [self.queue_one(partner).id for partner in self.people(4)]
        messages, second = self.env["crm.vn.message"].browse(queued), queued[1]
        original = type(messages)._vn_keep_zalo

        def keep(self, *arguments):
            if self.id == second:
                raise SystemExit
            return original(self, *arguments)

        self.patch(type(messages), "_vn_keep_zalo", keep)
        self.env.flush_all()
        with self.enter_registry_test_mode(), suppress(SystemExit):
            with self.registry.cursor() as cr:
                self.env(cr=cr)["crm.vn.message"]._cron_send_zalo()
            self.fail("The worker did not die")
        self.env.invalidate_all()
        self.patch(type(messages), "_vn_keep_zalo", original)
        left = messages.filtered(lambda message: message.state == "sending")
        self.assertEqual(left, messages[1:])
        left._vn_write({"claimed_date": "2026-01-01 00:00:00"})
        self.work(self.watch)
        self.assertEqual(
            messages.mapped("state"), ["accepted", "unknown", *["held"] * 2]
        )
        self.send_zalo()
        self.assertEqual(
            messages.mapped("state"), ["accepted", "unknown", *["accepted"] * 2]
        )
        self.assertEqual(sorted(self.double.sent.values()), [1] * 4)

    def test_consent_is_asked(self):
        self.template.purpose = "advert"
        message = self.queue_one()
        self.send_zalo()
        self.assertEqual((message.state, message.verdict), ("refused", "no_consent"))
        self.assertFalse(self.double.asked)


@tagged("post_install", "-at_install")
class TestFallback(VnZaloCommon):
    """An SMS instead: where it makes sense, once, with a verdict of its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template.write(
            {
                "fallback": "failed",
                "fallback_template_id": cls.env["sms.template"]
                .create(
                    {
                        "name": "Cảm ơn",
                        "model_id": cls.env["ir.model"]._get_id("res.partner"),
                        "body": "Cam on {{ object.name }}",
                    }
                )
                .id,
            }
        )

    def test_no_zalo(self):
        self.double.codes["*"] = -118
        message = self.queue_one()
        self.send_zalo()
        self.assertEqual(message.state, "failed")
        instead = message.fallback_ids
        self.assertEqual(instead.kind, "sms")
        self.assertEqual(instead.user_id, self.user_own)
        self.work()
        self.assertEqual(instead.state, "accepted")
        self.assertEqual(instead.verdict, "ok")
        self.assertEqual(self.double.sent, {"0912000111": 1})

    def test_a_refusal_brings_no_sms(self):
        self.double.codes["*"] = -139
        message = self.queue_one()
        self.send_zalo()
        self.assertFalse(message.fallback_ids)

    def test_the_sms_has_a_verdict_of_its_own(self):
        self.person._vn_record_consent("sms", "care", "withdrawn", "hand")
        self.double.codes["*"] = -114
        message = self.queue_one()
        self.send_zalo()
        self.work()
        self.assertEqual(message.fallback_ids.state, "refused")
        self.assertFalse(self.double.sent)

    def test_one_that_cannot_fall_back_stops_no_other(self):
        self.template.write({"fallback": "late", "fallback_minutes": 30})
        with freeze_time("2026-07-01 03:00:00"):
            poisoned, other = (self.queue_one(one) for one in self.people(2))
            self.send_zalo()
        with freeze_time("2026-07-01 03:31:00"):
            self.check_cron_failure(
                "crm_vn_zalo.ir_cron_watch",
                "_vn_fall_back",
                poisoned,
                other,
                lambda message: message.fallback_ids,
            )

    def test_late(self):
        self.template.write({"fallback": "late", "fallback_minutes": 30})
        with freeze_time("2026-07-01 03:00:00"):
            late, arrived = (self.queue_one(one) for one in self.people(2))
            self.send_zalo()
            arrived._vn_report("delivered")
        with freeze_time("2026-07-01 03:29:00"):
            self.work(self.watch)
            self.assertFalse(late.fallback_ids)
        with freeze_time("2026-07-01 03:31:00"):
            self.work(self.watch)
            self.work(self.watch)
            self.assertEqual(len(late.fallback_ids), 1)
            self.assertFalse(arrived.fallback_ids)

    def test_by_the_customer_s_own_account(self):
        """Where it is linked; who left since is reached by phone, once."""
        self.template.write({"prefers_user": True, "price_user": 100})
        people = self.env["crm.vn.zalo.user"]
        person = people._vn_get(self.account, "777")
        person._vn_acts(fields.Datetime.now(), is_follower=True)
        self.assertFalse(self.queue_one().zalo_user_id, "not linked: by phone")
        self.send_zalo()
        person._vn_link(self.person, "hand")
        message = self.queue_one()
        self.assertEqual((message.zalo_user_id, message.price), (person, 100))
        self.send_zalo()
        self.assertEqual(message.state, "accepted")
        self.assertEqual(self.double.sent, {"84912000111": 1, "777": 1})
        path, asked = self.double.asked[-1]
        self.assertEqual(path, "/v3.0/oa/message/template")
        self.assertNotIn("phone", asked)
        # reports find it by Zalo's own ID
        self.event(
            "user_received_message",
            sender={"id": "22"},
            recipient={"id": "777"},
            message={"delivery_time": "1767000000123", "msg_id": message.reference},
        )
        self.assertEqual(message.state, "delivered")
        self.double.codes = {"777": -213}
        message = self.queue_one()
        self.send_zalo()
        self.assertEqual((message.state, message.price), ("held", 200))
        self.send_zalo()
        self.assertEqual(message.state, "accepted")
        self.assertEqual(self.double.sent, {"84912000111": 2, "777": 1})

    def test_ids_from_the_client(self):
        """What names no records is refused in words; hidden ones are left out."""
        dialogs = self.env["crm.vn.zalo.send"].with_user(self.user_own)
        values = {"res_model": "res.partner", "template_id": self.template.id}
        for ids in ("[", "{'a': 1}", '["a"]', "[true]", "7", "[" * 5000, "()"):
            dialog = dialogs.create({**values, "res_ids": ids})
            with self.subTest(ids=ids[:20]), self.assertRaises(UserError):
                dialog.action_send()
        strange = self.Partner.create(
            {"name": "Khách Hai", "company_id": self.company_2.id}
        )
        dialog = dialogs.create({**values, "res_ids": f"[{strange.id}, 99999999]"})
        self.assertFalse(dialog._vn_get_records())
