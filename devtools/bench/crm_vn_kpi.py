"""KPI: the customer screen against the bare SQL of its numbers, and the sheets.

``BENCH_SIZE`` is the number of customers; each has three done activities and one and
a half orders. The bare SQL reads each table once for a period, and knows no rights, no
time zone and no metrics.
"""

import os
from datetime import timedelta

from devtools.bench import kpi_rows

SHEET_METRICS = (
    "customers_new",
    "calls_done",
    "comments",
    "orders",
    "buyers",
    "revenue",
    "contracts",
    "leads_won",
)
SIZE = int(os.environ.get("BENCH_SIZE", 200_000))

BARE = {
    "customers by source": """
        SELECT source_id, count(*) FROM res_partner
         WHERE vn_relationship_id IS NOT NULL
           AND create_date >= %(start)s AND create_date < %(end)s
           AND (company_id = %(company)s OR company_id IS NULL)
         GROUP BY source_id
    """,
    "comments": """
        SELECT count(*) FROM mail_message m
          JOIN res_users u ON u.partner_id = m.author_id AND u.share IS NOT TRUE
         WHERE m.message_type = 'comment'
           AND m.model IN ('res.partner', 'crm.lead', 'sale.order', 'crm.vn.contract')
           AND m.date >= %(start)s AND m.date < %(end)s
           AND coalesce(m.record_company_id, u.company_id) = %(company)s
           AND m.body IS NOT NULL AND m.body <> ''
    """,
    "activities by type, calls, meetings, tasks": """
        SELECT a.activity_type_id, count(*),
               count(*) FILTER (WHERE t.category = 'phonecall'),
               count(*) FILTER (WHERE t.category = 'meeting')
          FROM mail_activity a
          JOIN mail_activity_type t ON t.id = a.activity_type_id
         WHERE a.active IS FALSE
           AND a.vn_done_at >= %(start)s AND a.vn_done_at < %(end)s
           AND a.res_model IN
               ('res.partner', 'crm.lead', 'sale.order', 'crm.vn.contract')
           AND a.vn_credit_company_id = %(company)s
         GROUP BY a.activity_type_id
    """,
    "orders and revenue by source": """
        SELECT source_id, count(*), sum(vn_amount_company) FROM sale_order
         WHERE state = 'sale' AND company_id = %(company)s
           AND date_order >= %(start)s AND date_order < %(end)s
         GROUP BY source_id
    """,
    "buyers by source, once, again": """
        SELECT source_id, count(*), count(*) FILTER (WHERE orders = 1),
               count(*) FILTER (WHERE orders > 1)
          FROM (SELECT count(*) AS orders,
                       (array_agg(o.source_id ORDER BY o.date_order DESC, o.id DESC)
                       )[1] AS source_id
                  FROM sale_order o
                 WHERE o.state = 'sale' AND o.company_id = %(company)s
                   AND o.date_order >= %(start)s AND o.date_order < %(end)s
                 GROUP BY o.vn_customer_id) buyer
         GROUP BY source_id
    """,
    "quotations": """
        SELECT count(*) FROM sale_order
         WHERE state <> 'cancel' AND company_id = %(company)s
           AND create_date >= %(start)s AND create_date < %(end)s
    """,
    "contracts": """
        SELECT count(*) FROM crm_vn_contract
         WHERE is_signed AND meaning <> 'cancelled' AND is_annex IS NOT TRUE
           AND company_id = %(company)s
           AND signed_date >= %(first)s AND signed_date <= %(last)s
    """,
    "renewals, contracts expired": """
        SELECT count(*) FILTER (WHERE is_due AND is_renewed),
               count(*) FILTER (WHERE meaning IN ('active', 'suspended', 'expired')
                                  AND end_date < %(today)s)
          FROM crm_vn_contract
         WHERE company_id = %(company)s
           AND end_date >= %(first)s AND end_date <= %(last)s
    """,
    "opportunities created by source": """
        SELECT source_id, count(*) FROM crm_lead
         WHERE create_date >= %(start)s AND create_date < %(end)s
           AND (company_id = %(company)s OR company_id IS NULL)
         GROUP BY source_id
    """,
    "opportunities won by source": """
        SELECT source_id, count(*) FROM crm_lead
         WHERE won_status = 'won'
           AND date_closed >= %(start)s AND date_closed < %(end)s
           AND (company_id = %(company)s OR company_id IS NULL)
         GROUP BY source_id
    """,
}


def run(bench):
    with bench.database("crm_vn_kpi", addons=["crm_vn_kpi"]) as env:
        seconds = kpi_rows.fill(env, SIZE)
        bench.info("crediting what was there, at installation (s)", seconds)
        manager = make_manager(env)
        today = env.company._vn_today()
        last = today.replace(day=1) - timedelta(days=1)
        for name, first in (
            ("month", last.replace(day=1)),
            ("year", last - timedelta(days=364)),
        ):
            measure(bench, env, manager, name, first, last)
        measure_sheets(bench, env, manager, today)


def measure_sheets(bench, env, manager, today):
    """Print what refreshing the sheets of a hundred people takes."""
    metrics = env["crm.vn.kpi.metric"].search([("code", "in", SHEET_METRICS)])
    people = env["res.users"].search([("login", "=like", "bench.%")], limit=101)
    plan = env["crm.vn.kpi.plan"].create(
        {
            "name": "Kinh doanh",
            "date_start": today.replace(day=1),
            "user_ids": [(6, 0, (people - manager).ids)],
            "line_ids": [
                (0, 0, {"metric_id": metric.id, "target": 10, "weight": 12.5})
                for metric in metrics
            ],
        }
    )
    plan.action_issue()
    env.flush_all()
    lines = env(user=manager)["crm.vn.kpi.sheet.line"].browse(
        plan.sheet_ids.line_ids.ids
    )

    def refresh():
        env.invalidate_all()
        return lines.mapped("actual")

    seconds = bench.seconds(refresh, env=env)
    queries = bench.queries(env, refresh)
    bench.info(f"{len(plan.sheet_ids)} sheets, {len(lines)} lines (ms)", seconds * 1000)
    bench.info("queries of all these sheets", queries)
    bench.at_most("queries for a metric", queries / len(metrics), 2)


def make_manager(env):
    """Return a sales manager: numbers are read under the rules, not around them."""
    return (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            {
                "name": "Trưởng phòng",
                "login": "bench.manager",
                "group_ids": [(4, env.ref("sales_team.group_sale_manager").id)],
            }
        )
    )


def measure(bench, env, manager, name, first, last):
    """Print how the screen of a period, compared with the one before, does."""
    env.flush_all()
    # the browser says in which language it wants the texts
    context = {"lang": manager.lang}
    report = env(user=manager, context=context)["crm.vn.kpi.report"]
    options = {
        "period": "custom",
        "date_from": str(first),
        "date_to": str(last),
        "compare": "previous",
    }
    complete = report.get_report(options)["options"]
    values = [
        get_values(env, complete[f"{which}_from"], complete[f"{which}_to"])
        for which in ("date", "compare")
    ]

    def bare(queries):
        for query in queries:
            for parameters in values:
                env.cr.execute(query, parameters)
                env.cr.fetchall()

    def ours():
        env.invalidate_all()
        return report.get_report(options)

    for what, query in BARE.items():
        seconds = bench.seconds(lambda query=query: bare([query]), env=env)
        bench.info(f"{name}: bare SQL, {what} (ms)", seconds * 1000)
    screen, total, ratio = bench.compare(
        ours, lambda: bare(BARE.values()), env=env, repeat=9
    )
    bench.info(f"{name}: bare SQL of all numbers (ms)", total * 1000)
    bench.info(f"{name}: the screen (ms)", screen * 1000)
    bench.info(f"{name}: queries of the screen", bench.queries(env, ours))
    bench.at_most(f"{name}: screen / bare SQL of its numbers", ratio, 1.5)


def get_values(env, first, last):
    from odoo import fields

    days = fields.Date.to_date(first), fields.Date.to_date(last)
    start, end = env.company._vn_kpi_edges(*days)
    return {
        "start": start,
        "end": end,
        "first": days[0],
        "last": days[1],
        "today": env.company._vn_today(),
        "company": env.company.id,
    }
