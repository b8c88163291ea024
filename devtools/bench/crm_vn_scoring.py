"""Scores, stars and ledger: against bare SQL and against stock Odoo.

``BENCH_SIZE`` is the number of customers; each has three done activities.
"""

import os
import time

from odoo.tools import SQL

from . import generate, undone

SIZE = int(os.environ.get("BENCH_SIZE", "200000"))

BARE_LINES = SQL(
    """INSERT INTO crm_vn_score_line (partner_id, kind, activity_type_id, group_id,
        res_model, res_id, points, date, active)
    SELECT p.commercial_partner_id, 'activity', a.activity_type_id, NULL,
        'mail.activity', a.id, t.vn_result_points, a.date_done, TRUE
    FROM mail_activity a
    JOIN mail_activity_type t ON t.id = a.activity_type_id
    JOIN res_partner p ON p.id = a.res_id
    WHERE a.res_model = 'res.partner' AND a.active IS FALSE
        AND t.vn_result_points <> 0
    UNION ALL
    SELECT r.res_partner_id, 'group', NULL, r.crm_vn_customer_group_id, 'res.partner',
        r.res_partner_id, g.score_points, now()::date, TRUE
    FROM crm_vn_customer_group_res_partner_rel r
    JOIN crm_vn_customer_group g ON g.id = r.crm_vn_customer_group_id"""
)
BARE_SCORES = SQL(
    """UPDATE res_partner p SET vn_score = s.score,
        vn_star = ((s.score >= 10)::int + (s.score >= 30)::int + (s.score >= 60)::int
            + (s.score >= 100)::int + (s.score >= 150)::int)::varchar
    FROM (SELECT partner_id, sum(points) AS score FROM crm_vn_score_line
        WHERE active GROUP BY partner_id) s
    WHERE s.partner_id = p.id"""
)


def run(bench):
    durations = {}
    for size in sorted({SIZE // 4, SIZE}):
        with bench.database("crm_vn_scoring", ["crm_vn_scoring"]) as env:
            fill(env, size)
            durations[size] = rebuild(bench, env, size)
            if size == SIZE:
                one_percent(bench, env, durations[size])
                lists(bench, env)
                ours = done_queries(bench, env)
    bench.info(
        "size × 4: time of the rebuild ×", durations[SIZE] / durations[SIZE // 4]
    )
    with bench.database("crm_vn_scoring_stock", [], dependencies=["crm"]) as env:
        generate.customers(env, 100)
        stock = done_queries(bench, env)
    bench.info("queries of the done button, stock", stock)
    bench.at_most("queries of the done button, more than stock", ours - stock, 3)


def fill(env, size):
    """Make customers in groups with done activities; nothing is scored yet."""
    generate.customers(env, size)
    generate.activities(env, 3 * size)
    env.cr.execute("UPDATE mail_activity_type SET vn_result_points = 1 + id % 15")
    env.cr.execute("UPDATE crm_vn_customer_group SET score_points = 10 + id % 20")
    env.cr.execute(
        """INSERT INTO crm_vn_customer_group_res_partner_rel
            (res_partner_id, crm_vn_customer_group_id)
        SELECT p.id, (ARRAY(SELECT id FROM crm_vn_customer_group
            ORDER BY id))[1 + p.id % 3]
        FROM res_partner p WHERE p.ref LIKE 'BENCH%'
        ON CONFLICT DO NOTHING"""
    )
    env.invalidate_all()
    for table in ("mail_activity", "res_partner", "crm_vn_score_line"):
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))


def rebuild(bench, env, size):
    """Measure the first rebuild, then let it stand; return its seconds."""
    env.cr.execute("DELETE FROM crm_vn_score_line")
    env.cr.execute("UPDATE res_partner SET vn_score = NULL, vn_star = NULL")
    env.cr.commit()

    def bare():
        env.cr.execute(BARE_LINES)
        env.cr.execute(BARE_SCORES)

    def ours():
        env["res.partner"]._vn_score_rebuild()

    bare_seconds = bench.seconds(bare, env=env)
    seconds = bench.seconds(ours, env=env)
    bench.info(f"{size} customers: bare SQL, s", bare_seconds)
    bench.info(f"{size} customers: full rebuild, s", seconds)
    bench.at_most("full rebuild / bare SQL", seconds / bare_seconds, 1.5)
    ours()
    env.cr.commit()
    env.cr.execute("ANALYZE crm_vn_score_line")
    again = bench.seconds(ours, env=env)
    bench.info("a rebuild that finds nothing, s", again)
    return seconds


def one_percent(bench, env, full):
    """One customer in a hundred gets a done activity more."""
    partners = env["res.partner"].search([("ref", "=like", "BENCH%")])[::100]
    kind = env["mail.activity.type"].search([], limit=1)
    durations = []
    for _number in range(3):
        with undone(env):
            env.cr.execute(
                """INSERT INTO mail_activity (res_model_id, res_model, res_id,
                    activity_type_id, user_id, date_deadline, date_done, active)
                SELECT m.id, m.model, p.id, %s, 1, now(), now(), FALSE
                FROM ir_model m, res_partner p
                WHERE m.model = 'res.partner' AND p.id = ANY(%s)""",
                (kind.id, partners.ids),
            )
            partners.mapped("commercial_partner_id")
            started = time.perf_counter()
            env["crm.vn.score.engine"]._refresh(partners.ids)
            durations.append(time.perf_counter() - started)
    bench.info("1 % changed, s", sorted(durations)[1])
    bench.at_most("1 % changed / full rebuild", sorted(durations)[1] / full, 0.05)


def done_queries(bench, env):
    """Return how many queries it takes to mark one activity of a customer done."""
    partner = env["res.partner"].search([("ref", "=like", "BENCH%")], limit=1)
    counts = []
    for _number in range(2):
        with undone(env):
            activity = env["mail.activity"].create(
                {
                    "res_model_id": env["ir.model"]._get_id("res.partner"),
                    "res_id": partner.id,
                    "user_id": env.uid,
                    "activity_type_id": env.ref("mail.mail_activity_data_call").id,
                }
            )
            env.flush_all()
            env.invalidate_all()
            before = env.cr.sql_log_count
            activity.action_done()
            env.flush_all()
            counts.append(env.cr.sql_log_count - before)
    return counts[-1]


def lists(bench, env):
    """Read the first page of customers, with and without the stars."""
    Partner = env["res.partner"]
    domain = [("vn_relationship_id", "!=", False)]
    names = {"ref": {}, "complete_name": {}, "phone": {}, "email": {}, "user_id": {}}

    def page(specification):
        env.invalidate_all()
        Partner.web_search_read(domain, specification, limit=80)

    seconds = [
        bench.seconds(lambda chosen=chosen: page(chosen), repeat=15)
        for chosen in (names, {**names, "vn_star": {}})
    ]
    bench.at_most("list with stars / without", seconds[1] / seconds[0], 1.1)
