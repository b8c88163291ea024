import json
import threading
from contextlib import suppress

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import VnCallCommon

EVENTS = 20
NUMBER = "0988776655"


@tagged("post_install", "-at_install")
class TestParallel(VnCallCommon):
    """Twenty transactions of their own, as a server with many workers has."""

    def run_alone(self, work):
        with db_connect(self.env.cr.dbname).cursor() as cr:
            return work(api.Environment(cr, SUPERUSER_ID, {}))

    def test_two_clicks_at_once(self):
        """Neither saw the other's row when it began: it is one call all the same."""
        self.patch(type(self.env["crm.vn.call.dialer"]), "_ask", lambda *_args: None)
        admin_id = self.env.ref("base.user_admin").id

        def make(env):
            provider = env["crm.vn.call.provider"].create(
                {
                    "name": "Hai lần bấm",
                    "kind": "tel4vn",
                    "api_url": "http://127.0.0.1:9/",
                    "company_id": env["res.users"].browse(admin_id).company_id.id,
                }
            )
            env["crm.vn.call.extension"].create(
                {"provider_id": provider.id, "extension": "7", "user_id": admin_id}
            )
            lead = env["crm.lead"].create({"name": "Hỏi giá", "phone": NUMBER})
            return provider.id, lead.id

        provider_id, lead_id = self.run_alone(make)
        both, found, failed = threading.Barrier(2), [], []

        def click(env, is_first):
            dialer = env["crm.vn.call.dialer"].with_user(admin_id)
            env["crm.lead"].browse(lead_id).read(["phone"])
            if is_first:
                # both have begun, and see what was there before
                both.wait(20)
            return dialer.vn_dial("crm.lead", lead_id)["id"]

        def one():
            try:
                # as Odoo does with a request that is too late
                with suppress(psycopg2.errors.SerializationFailure):
                    found.append(self.run_alone(lambda env: click(env, True)))
                    return
                found.append(self.run_alone(lambda env: click(env, False)))
            except Exception as error:
                failed.append(error)

        def remove(env):
            calls = env["crm.vn.call"].search([("provider_id", "=", provider_id)])
            count = len(calls)
            calls._vn_as_engine().unlink()
            env["crm.lead"].browse(lead_id).unlink()
            env["crm.vn.call.provider"].browse(provider_id).unlink()
            return count

        threads = [threading.Thread(target=one) for _click in range(2)]
        try:
            with mute_logger("odoo.sql_db"):
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
        finally:
            count = self.run_alone(remove)
        self.assertFalse(failed)
        self.assertEqual((len(found), len(set(found)), count), (2, 1, 1))

    def test_events_of_one_call_at_once(self):
        """All are taken in, none is lost, and they are one call."""

        def make(env):
            provider = env["crm.vn.call.provider"].create(
                {"name": "Hai mươi sự kiện", "kind": "tel4vn"}
            )
            env["crm.vn.call.extension"].create(
                [
                    {
                        "provider_id": provider.id,
                        "extension": "101",
                        "user_id": env.ref("base.user_admin").id,
                    }
                ]
            )
            return provider.id

        provider_id = self.run_alone(make)
        steps = ("ringing", "answered", "hangup", "cdr")
        told = [
            {
                **self.event(steps[number % 4], "one", from_number=NUMBER),
                "time_started": f"2026-03-03 09:00:{number:02}",
                "time_answered": "2026-03-03 09:00:30",
                "time_ended": "2026-03-03 09:01:00",
                "billsec": 30,
            }
            for number in range(EVENTS)
        ]
        facts = {
            json.dumps(fact, sort_keys=True)
            for event in told
            for fact in self.provider._read(json.dumps(event).encode())
        }
        start, failed = threading.Barrier(EVENTS), []

        def one(number):
            try:
                start.wait()
                body = json.dumps(told[number]).encode()
                self.run_alone(
                    lambda env: (
                        env["crm.vn.call.provider"]
                        .browse(provider_id)
                        ._vn_receive(body)
                    )
                )
                # who lost the race for a row leaves it to the next run
                with suppress(psycopg2.errors.SerializationFailure):
                    self.run_alone(process)
            except Exception as error:
                failed.append(error)

        def process(env):
            env["crm.vn.call.provider"].browse(provider_id)._vn_process_events()

        def get_events(env):
            return env["crm.vn.webhook.event"].search(
                [
                    ("provider_model", "=", "crm.vn.call.provider"),
                    ("provider_id", "=", provider_id),
                ]
            )

        def end(env):
            # what had to wait for another worker is tried again, as its cron does
            get_events(env).filtered("retry_at").retry_at = False
            process(env)

        def look(env):
            calls = env["crm.vn.call"].search([("provider_id", "=", provider_id)])
            events = get_events(env)
            return (
                [(call.state, call.talk_seconds, len(call.facts)) for call in calls],
                len(events),
                set(events.mapped("state")),
                calls.leg_ids.mapped("extension"),
            )

        def remove(env):
            get_events(env).unlink()
            calls = env["crm.vn.call"].search([("provider_id", "=", provider_id)])
            calls._vn_as_engine().unlink()
            env["crm.vn.call.provider"].browse(provider_id).unlink()

        threads = [threading.Thread(target=one, args=(n,)) for n in range(EVENTS)]
        try:
            with mute_logger("odoo.sql_db"):
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
                for _time in range(3):
                    self.run_alone(end)
            calls, count, states, legs = self.run_alone(look)
        finally:
            self.run_alone(remove)
        self.assertFalse(failed)
        self.assertEqual(calls, [("answered", 30, len(facts))])
        self.assertEqual((count, states, legs), (EVENTS, {"done"}, ["101"]))
