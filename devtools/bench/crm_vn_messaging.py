"""SMS through a gateway on loopback, and a customer with 5,000 messages.

The gateway is a process of its own, as a real one is, and gets one request a message.
What the requests alone would allow, without a queue, is measured beside it.
"""

import contextlib
import importlib.util
import json
import multiprocessing
import os
import resource
import time
from unittest.mock import patch

from devtools.devenv import config

from . import webhooks

SIZE = int(os.environ.get("BENCH_SIZE") or 10_000)
MESSAGES = 5_000
DOUBLE = config.ADDONS / "crm_vn_messaging/tests/double.py"
DEPENDENCIES = ["contacts", "crm", "sms"]
TEXT = "Chao anh chi"


def run(bench):
    with bench.database("messaging_stock", [], dependencies=DEPENDENCIES) as env:
        stock = stock_rate(env)
    with bench.database("messaging", ["crm_vn_messaging"]) as env:
        provider, ours, grown = our_rate(env)
        bench.info("SMS a second, Odoo's queue with an empty provider", stock)
        bench.info("SMS a second, through a gateway on loopback", ours)
        bench.info("SMS a second, the requests alone", requests_rate(provider))
        bench.at_least("share of Odoo's rate", ours / stock, 0.8)
        bench.at_most("memory more, of the first half", grown, 1.2)
        opening(bench, env)
        reports(bench, env, provider)


def make_number(number):
    """Return one of the mobile numbers that are nobody's."""
    return f"+8490{7_000_000 + number}"


def fill(env, **values):
    """Put SMS to nobody's numbers into the queue."""
    env["sms.sms"].create(
        [
            {"number": make_number(number), "body": TEXT, **values}
            for number in range(SIZE)
        ]
    )
    env.cr.commit()


def drain(env):
    """Work the queue off as its cron does; return messages a second."""
    queue = env["sms.sms"]
    started = time.perf_counter()
    while queue.search_count([("state", "=", "outgoing")], limit=1):
        queue._process_queue()
    return SIZE / (time.perf_counter() - started)


def stock_rate(env):
    from odoo.addons.sms.tools.sms_api import SmsApi

    def send(_self, messages, delivery_reports_url=False):
        return [
            {"uuid": number["uuid"], "state": "sent"}
            for message in messages
            for number in message["numbers"]
        ]

    fill(env)
    with patch.object(SmsApi, "_send_sms_batch", send):
        return drain(env)


@contextlib.contextmanager
def gateway():
    """Yield a line to a gateway in a process of its own; it says first where it is."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=serve, args=(theirs,), daemon=True
    )
    process.start()
    try:
        yield ours
    finally:
        process.kill()
        process.join()


def our_rate(env):
    """Return the gateway, messages a second, and the memory at the end / before."""
    with gateway() as line:
        provider = env["crm.vn.sms.provider"].create(
            {"name": "eSMS", "brand": "SAOMAI", "url": line.recv(), "key": "k"}
        )
        fill(env)
        half = memory()
        rate = drain(env)
        line.send("count")
        sent = line.recv()
        assert sent == (SIZE, {1}), f"each number got its message, once: {sent}"
    return provider, rate, memory() / half


def requests_rate(provider):
    """Return how many messages a second leave where nothing is read or written."""
    items = [(str(number), make_number(number), TEXT) for number in range(SIZE)]
    with gateway() as line:
        provider.url = line.recv()
        with provider._open_line() as connections:
            started = time.perf_counter()
            provider._send_many(items, connections)
            return SIZE / (time.perf_counter() - started)


def serve(line):
    """Be the gateway: say where it is, and in the end what was sent."""
    spec = importlib.util.spec_from_file_location("double", DOUBLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    double = module.Double()
    line.send(double.url)
    line.recv()
    line.send((len(double.sent), set(double.sent.values())))
    line.recv()


def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def opening(bench, env):
    """Opening a customer with many messages costs as much as one without."""
    partners = env["res.partner"].create([{"name": "Nhiều"}, {"name": "Không"}])
    env["crm.vn.message"]._vn_log_outgoing(
        [
            {
                "kind": "sms",
                "channel": "sms",
                "purpose": "care",
                "company_id": env.company.id,
                "partner_id": partners[0].id,
                "number": "+84912345678",
                "body": TEXT,
            }
            for _number in range(MESSAGES)
        ]
    )
    bench.tidy(env, "crm_vn_message")
    spec = {
        name: {}
        for name in env["res.partner"].get_view(view_type="form")["models"][
            "res.partner"
        ]
    }

    def read(partner):
        def call():
            env.invalidate_all()
            partner.web_read(spec)

        return call

    _many, _none, ratio = bench.compare(
        read(partners[0]), read(partners[1]), repeat=15, env=env
    )
    bench.at_most(f"opening a customer with {MESSAGES} messages, ratio", ratio, 1.2)


def reports(bench, env, provider):
    """Delivery reports at the door, one for each message that left."""
    uuids = env["crm.vn.message"].search(
        [("provider_id", "=", provider.id)], limit=9999
    )
    uuids, url = uuids.mapped("uuid"), provider.callback_url
    env.cr.commit()
    path = url[url.index("/vn/hook/") :]

    def make(number):
        told = {"SMSID": str(number), "RequestId": uuids[number], "SendStatus": "5"}
        told |= {"SendSuccess": "1", "SendFailed": "0", "TotalPrice": "350"}
        return path, json.dumps(told).encode(), {"Content-Type": "application/json"}

    webhooks.compare(bench, env.cr.dbname, make, "reports")
