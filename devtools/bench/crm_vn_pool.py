"""The rule of the shared pool, against the bare SQL of what it means.

``BENCH_SIZE`` is the number of customers (200,000).
"""

import os
from datetime import timedelta

from . import generate

SIZE = int(os.environ.get("BENCH_SIZE") or 200_000)
DAYS = 90
BARE = """
    UPDATE res_partner p
       SET user_id = NULL, vn_former_user_id = p.user_id, vn_pool_date = %(today)s
     WHERE p.active AND p.user_id IS NOT NULL AND p.vn_relationship_id IS NOT NULL
       AND p.commercial_partner_id = p.id AND p.vn_contact_base_date < %(limit)s
       AND (p.vn_snooze_date IS NULL OR p.vn_snooze_date <= %(today)s)
       AND NOT EXISTS (
           SELECT FROM mail_activity a
             JOIN res_partner c ON c.id = a.res_id
            WHERE a.active AND a.res_model = 'res.partner'
              AND a.date_deadline >= %(today)s AND c.commercial_partner_id = p.id)
       AND NOT EXISTS (
           SELECT FROM mail_activity a
             JOIN crm_lead l ON l.id = a.res_id
             JOIN res_partner c ON c.id = l.partner_id
            WHERE a.active AND a.res_model = 'crm.lead'
              AND a.date_deadline >= %(today)s AND c.commercial_partner_id = p.id)
"""


def run(bench):
    with bench.database("crm_vn_pool", addons=["crm_vn_pool"]) as env:
        generate.customers(env, SIZE)
        generate.activities(env, SIZE // 10, done=False)
        today = env.company._vn_today()
        env.flush_all()
        # a third is due
        env.cr.execute(
            """
            UPDATE res_partner
               SET user_id = COALESCE(user_id, 2), vn_owner_date = %(old)s,
                   vn_contact_base_date = %(today)s::date - (id %% 135)::int
             WHERE vn_relationship_id IS NOT NULL
            """,
            {"today": today, "old": today - timedelta(days=400)},
        )
        env.cr.execute("ANALYZE res_partner, mail_activity")
        env.invalidate_all()
        rule = env["crm.vn.pool.rule"].create(
            {
                "name": "Bench",
                "company_id": False,
                "contact_days": DAYS,
                "warning_days": 0,
                "is_dry_run": False,
            }
        )
        values = {"today": today, "limit": today - timedelta(days=DAYS)}
        ours, bare, ratio = bench.compare(
            lambda: pool(rule), lambda: env.cr.execute(BARE, values), env=env
        )
        bench.info("customers", SIZE)
        bench.info("bare SQL (s)", bare)
        bench.info("the rule (s)", ours)
        bench.at_most("the rule, moves noted / bare SQL", ratio, 1.5)


def pool(rule):
    while rule._move_into_pool(10_000):
        pass
