"""Opportunities: fifty rules on the way in, and what is overdue among 100,000."""

import os

from odoo import fields
from odoo.tools import SQL

from devtools.bench import generate

# what anybody would write who only wants to know which leads are late
LATE = """
    SELECT id, user_id, vn_dispatch_date
      FROM crm_lead
     WHERE active IS TRUE
       AND won_status = 'pending'
       AND user_id IS NOT NULL
       AND vn_handled_date IS NULL
       AND vn_paused_date IS NULL
       AND vn_handling_deadline < %s
"""

CONDITIONS = (
    "[('expected_revenue', '>=', {big})]",
    "[('city', 'ilike', 'Thành phố {number}')]",
    "['|', ('name', 'ilike', 'gấp {number}'), ('phone', '=like', '09{number}%')]",
    "[('partner_id.city', '=', 'Thành phố {number}')]",
    (
        "['&', ('priority', '=', '3'), ('create_date', '>=', 'today -{number}d'),"
        " ('email_from', 'ilike', '@khach{number}.example')]"
    ),
)


def run(bench):
    size = int(os.environ.get("BENCH_SIZE") or 100_000)
    with bench.database("crm_vn_opportunity", addons=["crm_vn_opportunity"]) as env:
        env["crm.vn.assignment.rule"].search([]).active = False
        users = generate.users(env, 20)
        team = _team(env, users)
        _creating(bench, env, users, team)
        _overdue(bench, env, users, team, size)


def _team(env, users):
    return env["crm.team"].create(
        {
            "name": "Kinh doanh",
            "member_ids": [(6, 0, users.ids)],
            "user_id": users[0].id,
            "vn_handling_hours": 4,
        }
    )


def _creating(bench, env, users, team):
    """1,000 leads as an import makes them, with and without 50 rules."""

    def create():
        env["crm.lead"].create(
            [
                {
                    "name": f"Khách hỏi giá {number}",
                    "team_id": team.id,
                    "user_id": False,
                    "city": f"Thành phố {number % 70}",
                    "phone": f"09{number:08}",
                    "email_from": f"nguoi@khach{number % 90}.example",
                    "expected_revenue": 1_000_000 * number,
                }
                for number in range(1000)
            ]
        )
        env.flush_all()

    nobody = bench.seconds(create, env=env)
    rules = env["crm.vn.assignment.rule"].create(
        [
            {
                "name": f"Quy tắc {number}",
                "sequence": number,
                "condition": CONDITIONS[number % len(CONDITIONS)].format(
                    number=number, big=990_000_000 - number
                ),
                "member_ids": [
                    (0, 0, {"user_id": users[(number + place) % len(users)].id})
                    for place in range(3)
                ],
            }
            for number in range(50)
        ]
    )
    queries = bench.queries(env, create)
    ruled = bench.seconds(create, env=env)
    bench.info("1,000 leads without rules (s)", nobody)
    bench.info("1,000 leads with 50 rules (s)", ruled)
    bench.info("queries of 1,000 leads with 50 rules", queries)
    bench.at_most("1,000 leads with 50 rules / without", ruled / nobody, 1.5)
    rules.active = False


def _overdue(bench, env, users, team, size):
    """The cron among *size* open leads of which one in a hundred is late."""
    now = fields.Datetime.now()
    stage = env["crm.stage"].search([("is_won", "=", False)], limit=1)
    env.cr.execute(
        SQL(
            """
            INSERT INTO crm_lead (
                name, type, active, won_status, probability, stage_id, team_id,
                user_id, company_id, create_date, write_date, vn_dispatch_date,
                vn_handling_deadline, vn_escalation_date, vn_notice_date
            )
            SELECT 'Cơ hội ' || n, 'opportunity', TRUE, 'pending', 10, %(stage)s,
                   %(team)s, (%(users)s::int[])[1 + n %% %(people)s], %(company)s,
                   %(now)s, %(now)s, %(now)s - interval '5 days',
                   %(now)s + CASE WHEN n %% 100 = 0 THEN interval '-1 hour'
                             ELSE (1 + n %% 400) * interval '1 hour' END,
                   %(now)s + (500 + n %% 400) * interval '1 hour',
                   %(now)s + CASE WHEN n %% 100 = 0 THEN interval '-1 hour'
                             ELSE (1 + n %% 400) * interval '1 hour' END
              FROM generate_series(1, %(size)s) n
            """,
            stage=stage.id,
            team=team.id,
            users=users.ids,
            people=len(users),
            company=env.company.id,
            now=now,
            size=size,
        )
    )
    env.cr.execute("ANALYZE crm_lead")
    env.invalidate_all()
    companies = env["res.company"].search([])
    Lead = env["crm.lead"]
    bench.info("open leads", size)

    def bare():
        env.cr.execute(LATE, [now])
        return env.cr.fetchall()

    def find():
        return Lead._vn_due_leads(now, companies, 1000, companies[:1])

    def tell():
        lead_ids = find()
        rows = Lead._vn_late_rows(lead_ids, now)
        Lead._vn_plan_next_notice(lead_ids, now)
        Lead._vn_give_notices(rows)
        return lead_ids

    sql = bench.seconds(bare, env=env, repeat=9)
    bench.info("late ones", len(bare()))
    bench.info("bare SQL that finds the late ones (ms)", sql * 1000)
    told = bench.seconds(tell, env=env)
    bench.info("first run: everybody is told of all that is late (ms)", told * 1000)
    # from here on everybody knows: what every run of the cron costs
    while tell():
        continue
    bench.tidy(env, "crm_lead", "crm_vn_lead_notice")
    companies.write({"vn_notice_from": 0, "vn_notice_to": 24})
    companies.resource_calendar_id = False
    env.flush_all()

    steady = bench.seconds(find, env=env, repeat=9)
    whole, sql, ratio = bench.compare(
        Lead._cron_overdue_notices, bare, env=env, repeat=15
    )
    bench.info("bare SQL by now (ms)", sql * 1000)
    bench.info("steady run of the statement (ms)", steady * 1000)
    bench.info("steady run of the cron (ms)", whole * 1000)
    bench.at_most(f"cron on {size:,} open leads / bare SQL", ratio, 1.5)
    count = bench.seconds(
        lambda: Lead.search_count([("vn_is_overdue", "=", True)]), env=env
    )
    bench.info("counter of overdue ones (ms)", count * 1000)
