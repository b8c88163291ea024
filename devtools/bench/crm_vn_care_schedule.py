"""Enrolling many contracts, and the list of what is to do.

Against Odoo's own plan wizard for the same activities, in the same run, and against
Odoo's own list of activities.
"""

import os
import resource
import time
from datetime import date

from devtools.bench import generate, undone

SIZE = int(os.environ.get("BENCH_SIZE") or 10_000)
OPEN = 10 * SIZE
LINES = 3


def run(bench):
    with bench.database("crm_vn_care_schedule", addons=["crm_vn_care_schedule"]) as env:
        partners = generate.customers(env, SIZE)
        env["res.company"].search([]).vn_care_daily_cap = 0
        plan = make_plan(env)
        contracts = make_contracts(env, partners)
        enrolling(bench, env, plan, contracts, partners)
        restart(bench, env, plan, contracts)
        todo(bench, env, partners)


def make_plan(env):
    call = env.ref("mail.mail_activity_data_call")
    return env["mail.activity.plan"].create(
        {
            "name": "Bench",
            "res_model": "res.partner",
            "company_id": False,
            "vn_is_care_schedule": True,
            "template_ids": [
                (
                    0,
                    0,
                    {
                        "activity_type_id": call.id,
                        "summary": f"+{days}",
                        "delay_count": days,
                        "delay_from": "after_plan_date",
                        "responsible_type": "other",
                        # oneself: else the wizard mails for each activity
                        "responsible_id": env.uid,
                    },
                )
                for days in (5, 20, 90)
            ],
        }
    )


def make_contracts(env, partners):
    kind = env["crm.vn.contract.type"].search([], limit=1)
    contracts = env["crm.vn.contract"].with_context(tracking_disable=True)
    made = contracts.browse()
    for start in range(0, len(partners), 1000):
        made += contracts.create(
            [
                {
                    "partner_id": partner,
                    "contract_type_id": kind.id,
                    "start_date": date(2030, 1, 7),
                    "end_date": date(2030, 12, 31),
                }
                for partner in partners[start : start + 1000]
            ]
        )
        env.flush_all()
    return made


def enrolling(bench, env, plan, contracts, partners):
    wizard_size = max(50, SIZE // 50)

    def wizard():
        env["mail.activity.schedule"].create(
            {
                "res_model": "res.partner",
                "res_ids": str(list(partners[:wizard_size])),
                "plan_id": plan.id,
                "plan_date": date(2030, 1, 7),
            }
        ).action_schedule_plan()

    def ours():
        plan._vn_enroll(contracts, automatic=True)

    stock = bench.seconds(wizard, env=env, repeat=1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mine = bench.seconds(ours, env=env, repeat=1, warm=False)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stock_rate = wizard_size * LINES / stock
    rate = len(contracts) * LINES / mine
    bench.info("activities a second, Odoo's wizard", stock_rate)
    bench.info("activities a second, care schedule", rate)
    bench.at_least("rate / Odoo's wizard", rate / stock_rate, 10)
    bench.at_most("memory grown while enrolling, MB", (after - before) / 1024, 40)


def restart(bench, env, plan, contracts):
    """A run that was killed after its first half goes on without a duplicate."""
    with undone(env):
        half = contracts[: len(contracts) // 2]
        plan._vn_enroll(half, automatic=True)
        plan._vn_enroll(contracts, automatic=True)
        count = env["crm.vn.care.line"].search_count([("plan_id", "=", plan.id)])
        bench.at_most(
            "lines after a restart / wanted", count / len(contracts) / LINES, 1
        )
        bench.at_least(
            "lines after a restart / wanted", count / len(contracts) / LINES, 1
        )
        started = time.perf_counter()
        plan._vn_enroll(contracts, automatic=True)
        bench.info("a further run that finds nothing, s", time.perf_counter() - started)


def todo(bench, env, partners):
    generate.activities(env, OPEN, done=False)
    user = generate.users(env, 1)
    env.cr.execute(
        "UPDATE mail_activity SET user_id = %s WHERE active IS TRUE", [user.id]
    )
    env.invalidate_all()
    plan = env["mail.activity.plan"].search([("name", "=", "Bench")])
    env.cr.execute(
        """
        INSERT INTO crm_vn_care_enrollment
               (plan_id, partner_id, company_id, res_model, res_id, base_date, state)
        SELECT %(plan)s, id, %(company)s, 'res.partner', id, '2030-01-07', 'running'
          FROM res_partner WHERE id = ANY(%(partners)s);
        INSERT INTO crm_vn_care_line (name, enrollment_id, plan_id, partner_id,
               company_id, date, user_id, state, activity_id)
        SELECT COALESCE(act.summary, 'x'), enrollment.id, %(plan)s, act.res_id,
               %(company)s, act.date_deadline, act.user_id, 'planned', act.id
          FROM mail_activity act
          JOIN crm_vn_care_enrollment enrollment ON enrollment.res_id = act.res_id
         WHERE act.active IS TRUE;
        ANALYZE crm_vn_care_line;
        ANALYZE mail_activity;
        """,
        {"plan": plan.id, "company": env.company.id, "partners": list(partners)},
    )
    as_user = env(user=user.id)

    def stock():
        as_user.invalidate_all()
        as_user["mail.activity"].web_search_read(
            [("user_id", "=", user.id)],
            {"summary": {}, "date_deadline": {}, "res_name": {}, "state": {}},
            limit=80,
        )

    def ours():
        as_user.invalidate_all()
        as_user["crm.vn.care.line"].web_search_read(
            [("user_id", "=", user.id), ("state", "=", "planned")],
            {"name": {}, "date": {}, "partner_id": {}, "state": {}, "is_overdue": {}},
            limit=80,
        )

    bench.at_most(
        "To do with many open care activities / Odoo's list",
        bench.seconds(ours) / bench.seconds(stock),
        1.2,
    )
