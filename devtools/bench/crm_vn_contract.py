"""Contracts: the expiry and reminder crons against the bare SQL that finds them."""

import os
from unittest.mock import patch

from devtools.bench import generate

SIZE = int(os.environ.get("BENCH_SIZE", 50_000))

FIND_EXPIRED = """
    SELECT id FROM crm_vn_contract
     WHERE meaning IN ('active', 'suspended') AND end_date < %(today)s
"""
FIND_DUE = """
    SELECT contract.id, array_agg(step.days)
      FROM crm_vn_contract contract
      JOIN crm_vn_contract_reminder_step step
        ON step.contract_type_id = contract.contract_type_id
     WHERE contract.active AND contract.meaning IN ('active', 'suspended')
       AND contract.end_date >= %(today)s
       AND contract.end_date <= %(today)s::date
           + (SELECT max(days) FROM crm_vn_contract_reminder_step)
       AND step.days >= contract.end_date - %(today)s
       AND contract.is_renewed IS NOT TRUE AND contract.is_annex IS NOT TRUE
       AND NOT EXISTS (
           SELECT 1 FROM crm_vn_contract_reminder sent
            WHERE sent.contract_id = contract.id
              AND sent.end_date = contract.end_date AND sent.days = step.days)
     GROUP BY contract.id
"""


def make_contracts(env, number, first=1):
    """Insert *number* running contracts whose last days are spread over a year.

    The steps of the ladder that are past count as sent, as on any morning.
    """
    today = env.company._vn_today()
    user = env.ref("base.user_admin")
    customers = list(generate.customers(env, max(number // 10, 1)))
    env.cr.execute(
        """
        WITH customers AS (SELECT %(customers)s::int[] AS ids)
        INSERT INTO crm_vn_contract (
            name, active, company_id, contract_type_id, status_id, meaning,
            partner_id, commercial_partner_id, user_id, signed_date, start_date,
            end_date, currency_id, value, value_company, is_signed, is_due,
            due_count, renewed_count, is_annex, is_renewed)
        SELECT 'B-' || n, true, %(company)s, %(type)s, %(status)s, 'active',
               ids[1 + n %% array_length(ids, 1)], ids[1 + n %% array_length(ids, 1)],
               %(user)s, %(today)s::date - 300, %(today)s::date - 300,
               %(today)s::date + n %% 365, %(currency)s, n, n, true, true,
               1, 0, false, false
          FROM generate_series(%(first)s, %(first)s + %(number)s - 1) n, customers
        """,
        {
            "number": number,
            "first": first,
            "customers": customers,
            "company": env.company.id,
            "type": env.ref("crm_vn_contract.crm_vn_contract_type_new").id,
            "status": env.ref("crm_vn_contract.crm_vn_contract_status_active").id,
            "user": user.id,
            "today": today,
            "currency": env.company.currency_id.id,
        },
    )
    env.cr.execute(
        """
        INSERT INTO crm_vn_contract_reminder (contract_id, end_date, days, sent_date)
        SELECT contract.id, contract.end_date, step.days, now()
          FROM crm_vn_contract contract
          JOIN crm_vn_contract_reminder_step step
            ON step.contract_type_id = contract.contract_type_id
         WHERE step.days >= contract.end_date - %s::date
        ON CONFLICT DO NOTHING
        """,
        [today],
    )
    env["crm.vn.contract"]._repair_reminder_dates()
    env.cr.execute("ANALYZE crm_vn_contract")
    env.cr.execute("ANALYZE crm_vn_contract_reminder")
    env.invalidate_all()


def run_crons(env):
    """Run both crons without their commits."""
    cron = type(env["ir.cron"])
    with patch.object(cron, "_commit_progress", lambda *_a, **_k: float("inf")):
        env["crm.vn.contract"]._cron_expire()
        env["crm.vn.contract"]._cron_remind()


def make_due(env, number, today):
    """Let *number* contracts be past their end, and as many open a reminder."""
    env.cr.execute(
        """
        UPDATE crm_vn_contract SET end_date = %(today)s::date - 1
         WHERE id IN (SELECT id FROM crm_vn_contract
                       WHERE end_date > %(today)s::date + 100
                       ORDER BY id LIMIT %(number)s)
        """,
        {"today": today, "number": number},
    )
    env.cr.execute(
        """
        UPDATE crm_vn_contract SET end_date = %(today)s::date + 60
         WHERE id IN (SELECT id FROM crm_vn_contract
                       WHERE end_date > %(today)s::date + 100
                       ORDER BY id LIMIT %(number)s)
        """,
        {"today": today, "number": number},
    )
    env["crm.vn.contract"]._repair_reminder_dates()
    env.invalidate_all()


def run(bench):
    with bench.database("crm_vn_contract", addons=["crm_vn_contract"]) as env:
        today = env.company._vn_today()
        make_contracts(env, SIZE // 2)
        half, _ratio = measure_search(bench, env, today, SIZE // 2)
        make_contracts(env, SIZE - SIZE // 2, first=SIZE // 2 + 1)
        full, ratio = measure_search(bench, env, today, SIZE)
        bench.at_most("both crons / bare SQL that finds them", ratio, 1.5)
        bench.at_most("twice the contracts / once", full / half, 2.6)
        measure_work(bench, env, today)


def measure_search(bench, env, today, size):
    """Return the seconds of both crons with nothing due, and their ratio to SQL."""

    def bare():
        for query in (FIND_EXPIRED, FIND_DUE):
            env.cr.execute(query, {"today": today})
            env.cr.fetchall()

    ours, found, ratio = bench.compare(lambda: run_crons(env), bare, env=env, repeat=15)
    bench.info(f"bare SQL on {size} contracts (ms)", found * 1000)
    bench.info(f"both crons on {size} contracts, nothing due (ms)", ours * 1000)
    return ours, ratio


def measure_work(bench, env, today):
    """What the contracts found cost: status, chatter and notices."""
    costs = []
    for number in (100, 200):

        def work(number=number):
            make_due(env, number, today)
            run_crons(env)
            env.flush_all()

        prepare = bench.seconds(
            lambda number=number: make_due(env, number, today), env=env, repeat=1
        )
        costs.append(bench.seconds(work, env=env, repeat=1) - prepare)
        bench.info(
            f"{number} expire and {number} reminded (ms each)",
            costs[-1] / number * 1000,
        )
    bench.at_most("work for twice as many / once", costs[1] / costs[0], 2.3)
