"""Asking many customers, and the page on which they answer."""

import os
import statistics
import time

from . import generate

SIZE = int(os.environ.get("BENCH_SIZE") or 10_000)
#: one by one; the rate is compared
SAMPLE = 300
VISITS = 200
#: of Odoo: public, drawn by a template, nothing is read for it
EMPTY = "/odoo/offline"


def run(bench):
    with bench.database("feedback", ["crm_vn_feedback"]) as env:
        generate.customers(env, SIZE)
        partners = env["res.partner"].search([("ref", "=like", "BENCH%")], order="id")
        asking(bench, env, partners)
        page(bench, env, partners[:1])


def asking(bench, env, partners):
    """All at once, and one create each."""
    requests = env["crm.vn.feedback.request"]
    questions = env.ref("crm_vn_feedback.crm_vn_feedback_set_customer")

    def ours():
        asked = requests._vn_ask(partners, "customer")
        assert len(asked) == len(partners)

    def one_by_one():
        engine = requests._vn_as_engine()
        for partner in partners[:SAMPLE]:
            engine.create(
                {
                    "partner_id": partner.id,
                    "set_id": questions.id,
                    "occasion": "customer",
                    "user_id": partner.user_id.id,
                    "company_id": env.company.id,
                    "token_hash": str(partner.id),
                }
            )
            env.flush_all()

    seconds, other, _ratio = bench.compare(ours, one_by_one, env=env)
    bench.info("customers asked a second, all at once", SIZE / seconds)
    bench.info("customers asked a second, one create each", SAMPLE / other)
    bench.at_least(
        "times the rate of one create each", SIZE / seconds * other / SAMPLE, 5
    )


def page(bench, env, partner):
    """The page, and Odoo's own empty public page, turn by turn in this process."""
    from werkzeug.test import Client

    from odoo.http import root

    from odoo.addons.crm_vn_feedback.controllers import feedback

    env.company.vn_feedback_days = 0
    asked = env["crm.vn.feedback.request"]._vn_ask(partner, "customer")
    path = asked.url[asked.url.index("/f/") :]
    env.cr.commit()
    for rate in (feedback._BY_ADDRESS, feedback._BY_TOKEN):
        rate.number = 10 * VISITS
    visitor = Client(root)

    def visit(address):
        started = time.perf_counter()
        answer = visitor.get(address, headers={"Host": "localhost"})
        content = answer.get_data()
        assert answer.status_code == 200, (address, answer.status)
        return time.perf_counter() - started, len(content)

    closed(bench, env, asked, visit)
    ours, empty = [], []
    for number in range(VISITS + 10):
        for kept, address in ((ours, path), (empty, EMPTY)):
            seconds, size = visit(address)
            if number >= 10:
                kept.append(seconds)
            if number == 0 and kept is ours:
                bench.at_most("kB of the page", size / 1000, 60)
    bench.info("milliseconds of the page, 95 of 100 visits", late(ours) * 1000)
    bench.info("milliseconds of Odoo's empty public page", late(empty) * 1000)
    bench.at_most("page / Odoo's empty public page", late(ours) / late(empty), 2)


def closed(bench, env, asked, visit):
    """Wrong, used, expired, revoked links, turn by turn: no time tells which."""
    requests = env["crm.vn.feedback.request"]
    past = asked.asked_date.replace(year=2020)
    paths = {"wrong": "/f/" + "A" * 22}
    for kind, values in (
        ("used", {"state": "answered"}),
        ("expired", {"expires_date": past}),
        ("revoked", {"state": "revoked"}),
    ):
        link = requests._vn_ask(asked.partner_id, "customer")
        paths[kind] = link.url[link.url.index("/f/") :]
        link._vn_as_engine().write(values)
    env.cr.commit()
    times = {kind: [] for kind in paths}
    for _number in range(VISITS):
        for kind, path in paths.items():
            times[kind].append(visit(path)[0])
    middle = {kind: statistics.median(some) for kind, some in times.items()}
    for kind, seconds in middle.items():
        bench.info(f"milliseconds of a link that is {kind}", seconds * 1000)
    bench.at_most(
        "slowest / fastest closed link",
        max(middle.values()) / min(middle.values()),
        1.2,
    )


def late(durations):
    """Return what 95 of 100 take at most."""
    return statistics.quantiles(durations, n=20)[-1]
