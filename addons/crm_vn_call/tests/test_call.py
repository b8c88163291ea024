import base64
import hashlib
import hmac
import json
import random
from datetime import datetime
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from odoo.addons.crm_vn_call_provider.tests.test_adapters import STREAMS

from .common import VnCallCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-03 03:00:00")
class TestCall(VnCallCommon):
    def test_a_call_of_each_vendor_in_any_order(self):
        chance = random.Random(11)
        for kind, events in STREAMS.items():
            provider = self.provider.create({"name": kind, "kind": kind})
            self.env["crm.vn.call.extension"].create(
                [
                    {"provider_id": provider.id, "extension": name, "user_id": user.id}
                    for name, user in (
                        ("101", self.user_own),
                        ("agent1", self.user_all),
                    )
                ]
            )
            for event in chance.sample(events * 2, len(events) * 2):
                provider._vn_receive(json.dumps(event).encode(), {}, {})
                if chance.random() < 0.4:
                    provider._vn_process_events()
            provider._vn_process_events()
            with self.subTest(kind=kind):
                call = self.env["crm.vn.call"].search(
                    [("provider_id", "=", provider.id)]
                )
                self.assertEqual(len(call), 1)
                self.assertEqual(call.state, "answered")
                self.assertEqual(call.direction, "in")
                self.assertEqual(call.talk_seconds, 12)
                self.assertEqual(call.number_key, "+84912345678")
                self.assertEqual(call.partner_id, self.caller)
                self.assertIn(call.user_id, self.user_own | self.user_all)
                self.assertTrue(call.is_settled)

    def test_an_event_is_kept_once(self):
        body = json.dumps(self.event("ringing")).encode()
        first = self.provider._vn_receive(body, {}, {})
        self.assertEqual(first.state, "new")
        self.assertEqual(first._get_body(), body)
        self.assertEqual(self.provider._vn_receive(body, {}, {}), first)
        self.assertEqual(self.provider._vn_process_events(), 1)
        self.assertEqual(first.state, "done")
        self.assertEqual(self.provider._vn_process_events(), 0)
        self.assertEqual(self.find("c1").state, "ringing")

    def test_one_bad_event_stops_no_other(self):
        self.provider._vn_receive(b"{broken", {}, {})
        self.provider._vn_receive(json.dumps(self.event("ringing")).encode(), {}, {})
        self.provider._vn_process_events()
        bad, good = self.env["crm.vn.webhook.event"].search(
            [("provider_id", "=", self.provider.id)], order="id"
        )
        self.assertEqual((bad.state, good.state), ("error", "done"))
        self.assertIn("broken JSON", bad.error)
        self.assertEqual(bad.attempts, 1)
        self.assertGreater(bad.retry_at, datetime(2026, 3, 3, 3))
        bad.action_retry()
        self.assertEqual((bad.state, bad.attempts), ("new", 0))

    def test_who_called(self):
        for number in (
            "0912345678",
            "+84912345678",
            "84912345678",
            "0084912345678",
            "0912 345 678",
        ):
            call = self.tell(**self.event("ringing", number, from_number=number))
            self.assertEqual(call.partner_id, self.caller, number)
        call = self.tell(**self.event("ringing", "x", from_number="<unknown>"))
        self.assertFalse(call.partner_id or call.number_key)

    def test_several_have_the_number(self):
        """Nobody is guessed; who it was is chosen, and can be corrected."""
        self.customer_person.phone = "0912345678"
        call = self.answer()
        self.assertFalse(call.partner_id)
        self.assertEqual(call.candidate_ids, self.caller | self.customer_person)
        call.with_user(self.user_own).partner_id = self.caller
        self.assertEqual(self.caller.vn_last_contact_res_id, call.id)
        call.with_user(self.user_all).partner_id = self.customer_person
        self.assertNotEqual(self.caller.vn_last_contact_model, "crm.vn.call")
        self.assertEqual(self.customer_person.vn_last_contact_res_id, call.id)

    def test_customers_of_another_company_dont_count(self):
        self.customer_person.write(
            {"phone": "0912345678", "company_id": self.company_2.id}
        )
        self.assertEqual(self.answer().partner_id, self.caller)

    def test_an_open_lead_has_the_number(self):
        lead = self.env["crm.lead"].create(
            {
                "name": "Hỏi giá",
                "phone": "0987 654 321",
                "company_id": self.company.id,
                "country_id": self.env.ref("base.vn").id,
            }
        )
        call = self.answer("l1", from_number="0987654321")
        self.assertEqual(call.lead_id, lead)
        self.assertFalse(call.partner_id)

    def test_an_answered_call_is_a_contact(self):
        call = self.answer()
        self.assertEqual(self.caller.vn_last_contact_model, "crm.vn.call")
        self.assertEqual(self.caller.vn_last_contact_res_id, call.id)
        self.assertEqual(self.caller.vn_last_contact_user_id, self.user_own)
        self.assertEqual(str(self.caller.vn_last_contact_date), "2026-03-03")
        # what the database proves is the same
        self.caller._vn_contact_refresh()
        self.assertEqual(self.caller.vn_last_contact_res_id, call.id)
        before = self.customer_person.vn_last_contact_date
        self.customer_person.phone = "0911111111"
        self.miss(from_number="0911111111")
        self.assertEqual(self.customer_person.vn_last_contact_date, before)

    def test_a_new_customer_from_a_call(self):
        call = self.answer("n1", from_number="0966777888")
        action = call.action_open_customer()
        self.assertEqual(action["context"]["default_phone"], "+84 966 777 888")
        partner = (
            self.env["res.partner"]
            .with_user(self.user_own)
            .with_context(**action["context"])
            .create({"name": "Anh Minh"})
        )
        self.assertEqual(call.partner_id, partner)
        self.assertEqual(partner.phone, "+84 966 777 888")

    def test_the_end_alone_waits_for_more(self):
        """Sixty seconds in which the switchboard may still say that it was answered."""
        call = self.tell(**self.event("hangup", "w1"))
        self.assertEqual(call.state, "missed")
        self.assertFalse(call.is_settled)
        self.assertFalse(
            self.env["crm.vn.call.back"].search([("call_id", "=", call.id)])
        )
        cron = self.env.ref("crm_vn_call.ir_cron_settle")
        for moment, settled in (("03:00:30", False), ("03:01:05", True)):
            with freeze_time(f"2026-03-03 {moment}"), self.enter_registry_test_mode():
                cron.method_direct_trigger()
            self.env.invalidate_all()
            self.assertEqual(call.is_settled, settled)
        self.assertTrue(
            self.env["crm.vn.call.back"].search([("call_id", "=", call.id)])
        )

    def test_a_call_that_fails_stops_no_other(self):
        poisoned, other = (
            self.tell(**self.event("hangup", name)) for name in ("w1", "w2")
        )
        with freeze_time("2026-03-03 03:05:00"):
            self.check_cron_failure(
                "crm_vn_call.ir_cron_settle",
                "_settle",
                poisoned,
                other,
                lambda call: call.is_settled,
            )

    def test_popup_for_those_it_rings_for(self):
        sent = []
        with patch.object(
            type(self.env["res.users"]),
            "_bus_send",
            lambda user, kind, message: sent.append((user, kind, message)),
        ):
            self.tell(**self.event("ringing"))
            self.tell(**self.event("ringing", to_number="102"))
            self.assertIn((self.user_own, "crm_vn_call/ringing"), [s[:2] for s in sent])
            self.assertIn((self.user_all, "crm_vn_call/ringing"), [s[:2] for s in sent])
            self.assertEqual(sent[0][2]["customer"], self.caller.display_name)
            sent.clear()
            self.tell(**self.event("answered", time_answered="2026-03-03 09:59:00"))
        self.assertEqual({kind for _user, kind, _message in sent}, {"crm_vn_call/over"})
        self.assertEqual({user for user, _kind, _message in sent}, self.both())

    def both(self):
        return {self.user_own, self.user_all}

    def test_nobody_writes_what_the_switchboard_told(self):
        call = self.answer()
        mine = call.with_user(self.user_own)
        mine.note = "Khách hỏi giá"
        for name, value in (
            ("state", "missed"),
            ("talk_seconds", 5),
            ("user_id", self.manager.id),
            ("number", "0900000000"),
            ("facts", []),
        ):
            with self.assertRaises(AccessError):
                mine.write({name: value})
            with self.assertRaises(AccessError):
                call.with_context(_vn_engine=True).write({name: value})
        with self.assertRaises(AccessError):
            mine.create({"number": "0912345678"})
        with self.assertRaises(UserError):
            call.copy()

    def test_signatures(self):
        stringee = self.provider.create(
            {
                "name": "Stringee",
                "kind": "stringee",
                "signature_kind": "sha1_base64",
                "signature_name": "X-STRINGEE-SIGNATURE",
                "signing_secret": "k",
            }
        )
        body = b'{"call_id": "1", "call_status": "ringing"}'
        right = base64.b64encode(hmac.new(b"k", body, hashlib.sha1).digest()).decode()
        headers = {"x-stringee-signature": right}
        self.assertTrue(stringee._vn_receive(body, headers, {}))
        for wrong in (right[:-2] + "A=", "", "Bearer k"):
            with self.assertRaises(AccessError):
                stringee._vn_receive(body, {"X-Stringee-Signature": wrong}, {})
        # a kind of signature without its key lets nobody in
        stringee.signing_secret = False
        with self.assertRaises(AccessError):
            stringee._vn_receive(body, headers, {})

    def test_log_by_hand(self):
        talked = self.env.ref("crm_vn_call.crm_vn_call_result_talked")
        activity = self.caller.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.user_own.id
        )
        log = (
            self.env["crm.vn.call.log"]
            .with_user(self.user_own)
            .create(
                {
                    "partner_id": self.caller.id,
                    "result_id": talked.id,
                    "minutes": 3,
                    "note": "Đã báo giá",
                    "activity_id": activity.id,
                }
            )
        )
        log.action_save()
        call = self.env["crm.vn.call"].search([("partner_id", "=", self.caller.id)])
        self.assertEqual((call.state, call.talk_seconds), ("answered", 180))
        self.assertEqual((call.user_id, call.note), (self.user_own, "Đã báo giá"))
        self.assertFalse(activity.active)
        self.assertTrue(self.caller.vn_last_contact_date)

    def test_next_step_and_refusal(self):
        Log = self.env["crm.vn.call.log"].with_user(self.user_own)
        later = self.env.ref("crm_vn_call.crm_vn_call_result_later")
        log = Log.new({"partner_id": self.caller.id, "result_id": later.id})
        log._onchange_result_id()
        self.assertEqual(str(log.next_date), "2026-03-05")
        refused = self.env.ref("crm_vn_call.crm_vn_call_result_refused")
        call = self.answer()
        Log.create(
            {
                "call_id": call.id,
                "partner_id": self.caller.id,
                "result_id": refused.id,
                "next_type_id": later.next_type_id.id,
                "next_date": "2026-03-10",
            }
        ).action_save()
        self.assertFalse(self.caller._vn_may_contact("call", "advert")[0])
        planned = self.caller.activity_ids.filtered(
            lambda activity: activity.activity_type_id == later.next_type_id
        )
        self.assertEqual(str(planned.date_deadline), "2026-03-10")

    def test_queries_are_flat(self):
        """So many more calls cost no more queries for finding whose they are."""
        matcher = self.env["crm.vn.call.matcher"]
        few = [f"+8491200{number:04}" for number in range(10)]
        many = [f"+8491200{number:04}" for number in range(1000)]
        matcher._find_one(few, self.company)
        with self.assertQueryCount(1):
            matcher._find_one(many, self.company)

    def test_several_people_it_rings_for(self):
        """Each once, and gone for who does not ring any more."""
        sent = []
        self.patch(
            type(self.env["res.users"]),
            "_bus_send",
            lambda user, kind, message: sent.append((user, kind, message)),
        )
        self.tell(**self.event("ringing"))
        self.tell(**self.event("ringing", to_number="102"))
        last = {user: message for user, _kind, message in sent}
        self.assertEqual(set(last), self.both())
        self.assertIn("Owner", last[self.user_own]["details"])
        sent.clear()
        self.tell(**self.event("answered", time_answered="2026-03-03 09:59:00"))
        over = {user: message for user, _kind, message in sent}
        self.assertEqual(set(over), self.both())
        for message in over.values():
            self.assertEqual(message["user_id"], self.user_own.id)
            self.assertTrue(message["known"])

    def test_a_ring_group_of_five(self):
        """Each has one pop-up, all close when one lifts, one call back when none."""
        users = self.both()
        for number in range(103, 106):
            user = self._make_user(f"vn_{number}", "sales_team.group_sale_salesman")
            users.add(user)
            self.env["crm.vn.call.extension"].create(
                {
                    "provider_id": self.provider.id,
                    "extension": str(number),
                    "user_id": user.id,
                }
            )
        sent = []
        self.patch(
            type(self.env["res.users"]),
            "_bus_send",
            lambda user, kind, message: sent.append((user, kind.split("/")[1])),
        )
        moments = {"lifted": "2026-03-03 09:58:00", "nobody": "2026-03-03 09:59:00"}
        for name, moment in moments.items():
            sent.clear()
            for number in (*range(101, 106), *range(101, 106)):
                ring = self.event("ringing", name, to_number=str(number))
                call = self.tell(**ring, time_started=moment)
            rings = [user for user, kind in sent if kind == "ringing"]
            self.assertEqual(
                (set(rings), call.leg_ids.mapped("state")), (users, ["ringing"] * 5)
            )
            sent.clear()
            if name == "lifted":
                self.tell(**self.event("answered", name, time_answered=moment))
            else:
                self.tell(**self.event("missed", name, time_started=moment))
            gone = [user for user, kind in sent if kind == "over"]
            self.assertEqual((set(gone), len(gone)), (users, 5))
        self.assertEqual((call.state, len(self.find("nobody"))), ("missed", 1))
        back = self.env["crm.vn.call.back"].search([("state", "=", "open")])
        self.assertEqual((back.call_id, back.missed_count), (call, 1))

    def test_popup_of_an_unknown_number(self):
        call = self.tell(**self.event("ringing", "n2", from_number="0966777888"))
        popup = call._get_popup(self.user_own)
        self.assertEqual((popup["customer"], popup["choices"]), ("", []))
        action = call.with_user(self.user_own).action_new_lead()
        self.assertEqual(action["context"]["default_phone"], "+84 966 777 888")
        leads = self.env["crm.lead"].with_user(self.user_own)
        lead = leads.with_context(**action["context"]).create({"name": "Hỏi giá"})
        self.assertEqual(call.lead_id, lead)
        self.assertEqual(lead.phone, "+84 966 777 888")

    def test_popup_when_several_have_the_number(self):
        self.customer_person.phone = "0912345678"
        call = self.tell(**self.event("ringing"))
        popup = call._get_popup(self.user_own)
        self.assertFalse(popup["customer"])
        both = self.caller | self.customer_person
        self.assertEqual({choice["id"] for choice in popup["choices"]}, set(both.ids))
        mine = call.with_user(self.user_own)
        with self.assertRaisesRegex(UserError, "does not have the number"):
            mine.action_choose_customer(self.company.partner_id.id)
        action = mine.action_choose_customer(self.customer_person.id)
        self.assertEqual(action["res_id"], self.customer_person.id)
        self.assertEqual(call.partner_id, self.customer_person)
