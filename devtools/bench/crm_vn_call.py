"""Events of a switchboard: whose number it is, the door, and working them off."""

import json
import os
import time

from . import generate, webhooks

CUSTOMERS = int(os.environ.get("BENCH_SIZE") or 200_000)
EVENTS = 10_000
#: events of one call
STEPS = ("ringing", "answered", "hangup", "cdr")
BARE = """
    SELECT p.id FROM crm_vn_duplicate_key k
    JOIN res_partner p ON p.id = k.partner_id AND p.active
    WHERE k.kind = 'phone' AND k.value = %s
"""


def run(bench):
    with bench.database("call", ["crm_vn_call"]) as env:
        provider = make_provider(env)
        matching(bench, env)
        working_off(bench, env, provider)
        address = provider._vn_new_address()
        env.cr.commit()
        path = address[address.index("/vn/hook/") :]

        def make(number):
            kind = {"Content-Type": "application/json"}
            return path, json.dumps(event(number)).encode(), kind

        webhooks.compare(bench, env.cr.dbname, make, "calls")


def make_provider(env):
    provider = env["crm.vn.call.provider"].create({"name": "PBX", "kind": "tel4vn"})
    env["crm.vn.call.extension"].create(
        {"provider_id": provider.id, "extension": "101", "user_id": env.uid}
    )
    return provider


def number_of(index):
    return f"+8490{index % 10_000_000:07}"


def event(number):
    """Return the event of a number; each call has four."""
    call, step = divmod(number, len(STEPS))
    told = {
        "sip_call_id": f"b{call}",
        "direction": "inbound",
        "from_number": number_of(call),
        "to_number": "101",
        "hotline": "02873000001",
        "state": STEPS[step],
    }
    if STEPS[step] == "cdr":
        told |= {
            "billsec": 12,
            "time_started": "2026-01-05 09:00:00",
            "time_answered": "2026-01-05 09:00:19",
            "time_ended": "2026-01-05 09:00:31",
        }
    return told


def matching(bench, env):
    """Number → customer, among many."""
    make_customers(env)
    bench.tidy(env, "res_partner", "crm_vn_duplicate_key")
    matcher, company = env["crm.vn.call.matcher"], env.company
    wanted = [number_of(index * 97 % CUSTOMERS) for index in range(200)]

    def ours():
        for number in wanted:
            assert len(matcher._find_one([number], company)) == 1

    def bare():
        for number in wanted:
            env.cr.execute(BARE, [number])
            assert env.cr.fetchone()

    _ours, seconds, ratio = bench.compare(ours, bare, repeat=15)
    bench.info("bare indexed query, ms", seconds / len(wanted) * 1000)
    bench.at_most(f"number → customer among {CUSTOMERS}, / bare query", ratio, 2)

    def ask(numbers):
        # neither finds in memory what was read before
        env.invalidate_all()
        matcher._find_one(numbers, company)

    few = bench.queries(env, lambda: ask(wanted[:2]))
    many = bench.queries(env, lambda: ask(wanted))
    bench.at_most("queries for 200 numbers, more than for 2", many - few, 0)


def make_customers(env):
    generate.customers(env, CUSTOMERS)
    env.cr.execute("DELETE FROM crm_vn_duplicate_key WHERE kind = 'phone'")
    env.cr.execute(
        """INSERT INTO crm_vn_duplicate_key (partner_id, kind, value)
        SELECT id, 'phone', '+8490' || lpad((row_number() OVER (ORDER BY id) - 1)::text,
            7, '0')
        FROM res_partner WHERE active ORDER BY id"""
    )


def working_off(bench, env, provider):
    """The inbox, and the same events naively: one write an event."""
    for number in range(EVENTS):
        provider._vn_receive(json.dumps(event(number)).encode())
    env.cr.commit()
    events = env["crm.vn.webhook.event"]
    started = time.perf_counter()
    while batch := events._get_due(500):
        events._process_batch(batch)
        env.cr.commit()
    ours = time.perf_counter() - started
    calls = env["crm.vn.call"].search([("provider_id", "=", provider.id)])
    assert len(calls) == EVENTS // len(STEPS)
    assert set(calls.mapped("state")) == {"answered"}
    naive = naively(env, provider, EVENTS // 10) * 10
    bench.info("events a second", EVENTS / ours)
    bench.at_least(f"{EVENTS} events, times as fast as a write each", naive / ours, 10)


def naively(env, provider, count):
    """Return the seconds of so many events, each found, written and committed."""
    calls = env["crm.vn.call"]._vn_as_engine()
    matcher = env["crm.vn.call.matcher"]
    started = time.perf_counter()
    for number in range(count):
        told = event(number)
        name = f"naive-{told['sip_call_id']}"
        call = calls.search(
            [("provider_id", "=", provider.id), ("conversation", "=", name)], limit=1
        )
        if not call:
            call = calls.create(
                {
                    "provider_id": provider.id,
                    "company_id": provider.company_id.id,
                    "conversation": name,
                    "direction": "in",
                    "state": "new",
                }
            )
        found = matcher._find_one([told["from_number"]], provider.company_id)
        call.write(
            {
                "state": "ringing" if told["state"] == "ringing" else "answered",
                "number": told["from_number"],
                "partner_id": found[told["from_number"]].id,
                "user_id": env.uid,
                "talk_seconds": told.get("billsec", 0),
                "is_over": told["state"] in ("hangup", "cdr"),
            }
        )
        env.flush_all()
        env.cr.commit()
        env.invalidate_all()
    return time.perf_counter() - started
