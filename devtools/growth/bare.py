"""The shortest SQL for what a job finds out, by somebody who knows the tables."""

from devtools.bench import crm_vn_contract, crm_vn_kpi, crm_vn_opportunity, crm_vn_pool
from devtools.bench.crm_vn_consent import BARE as VERDICTS

__all__ = ["FILLS", "LATE", "NIGHTS", "REMIND", "SEARCH", "VERDICTS", "of_report"]

REMIND = crm_vn_contract.FIND_DUE
EXPIRE = crm_vn_contract.FIND_EXPIRED
LATE = crm_vn_opportunity.LATE
POOL = crm_vn_pool.BARE
SEARCH = """
    SELECT id, complete_name, count(*) OVER () FROM res_partner
     WHERE active IS TRUE AND unaccent(complete_name) ILIKE unaccent(%(words)s)
     ORDER BY id LIMIT 80
"""
# ledger, score and star of everyone, compared with what is stored
SCORES = """
    SELECT count(*)
      FROM res_partner p
      LEFT JOIN (
          SELECT c.commercial_partner_id AS id, count(*) AS number,
                 sum(t.vn_result_points) AS points
            FROM mail_activity a
            JOIN mail_activity_type t ON t.id = a.activity_type_id
            JOIN res_partner c ON c.id = a.res_id
           WHERE a.res_model = 'res.partner' AND a.active IS FALSE
             AND t.vn_result_points <> 0
           GROUP BY 1) f ON f.id = p.id
      LEFT JOIN (
          SELECT partner_id AS id, count(*) AS number, sum(points) AS points
            FROM crm_vn_score_line WHERE active GROUP BY 1) l ON l.id = p.id
     WHERE p.commercial_partner_id = p.id
       AND (l.points, l.number, l.points) IS DISTINCT FROM
           (f.points, f.number, p.vn_score)
"""
PURCHASES = """
    WITH bought AS (
        SELECT p.commercial_partner_id AS entity, o.date_order::date AS day,
               o.date_order::date - lag(o.date_order::date) OVER (
                   PARTITION BY p.commercial_partner_id ORDER BY o.date_order) AS gap
          FROM sale_order o JOIN res_partner p ON p.id = o.partner_id
         WHERE o.state = 'sale'
    ), fact AS (
        SELECT entity, min(day) AS first, max(day) AS last, count(*)::int AS orders,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS cycle
          FROM bought GROUP BY entity
    )
    SELECT count(*) FROM res_partner p JOIN fact f ON f.entity = p.commercial_partner_id
     WHERE (p.vn_order_count->>'1')::int IS DISTINCT FROM f.orders
        OR (p.vn_first_order_date->>'1')::date IS DISTINCT FROM f.first
        OR (p.vn_last_order_date->>'1')::date IS DISTINCT FROM f.last
        OR (p.vn_purchase_cycle_days->>'1')::float IS DISTINCT FROM f.cycle
"""
TIERS = """
    SELECT count(*)
      FROM res_partner p
      JOIN (SELECT p.commercial_partner_id AS id,
                   sum(round(o.amount_untaxed / coalesce(o.currency_rate, 1), 2))
                       AS value
              FROM sale_order o JOIN res_partner p ON p.id = o.partner_id
             WHERE o.state = 'sale' AND o.company_id = %(company)s
               AND (o.date_order + interval '7 hours')::date
                   > current_date - interval '12 months'
             GROUP BY 1) v ON v.id = p.commercial_partner_id
     WHERE (p.vn_tier_id->>'1')::int IS DISTINCT FROM
           CASE WHEN v.value >= 20000000 THEN 2 WHEN v.value >= 5000000 THEN 1 END
"""
CONTACTS = """
    SELECT count(*)
      FROM (SELECT DISTINCT ON (c.commercial_partner_id) c.commercial_partner_id AS id,
                   f.day
              FROM (SELECT res_id, date_done AS day FROM mail_activity
                     WHERE active IS FALSE AND res_model = 'res.partner'
                     UNION ALL
                    SELECT partner_id, date_order::date FROM sale_order
                     WHERE state = 'sale'
                     UNION ALL
                    SELECT res_id, date::date FROM mail_message
                     WHERE model = 'res.partner' AND message_type = 'email'
                   ) f (res_id, day)
              JOIN res_partner c ON c.id = f.res_id
             ORDER BY c.commercial_partner_id, f.day DESC) newest
      JOIN res_partner p ON p.id = newest.id
     WHERE p.vn_last_contact_date < newest.day
"""
#: {scheduled action: SQL}
NIGHTS = {
    "crm_vn_scoring.ir_cron_check": SCORES,
    "crm_vn_sale.ir_cron_repair_purchase_facts": PURCHASES,
    "crm_vn_tier.ir_cron_review_tiers": TIERS,
    "crm_vn_contact_log.ir_cron_refresh_last_contact": CONTACTS,
    "crm_vn_contract.ir_cron_expire_contracts": EXPIRE,
    "crm_vn_contract.ir_cron_remind_contracts": REMIND,
    "crm_vn_opportunity.ir_cron_overdue_notices": LATE.replace("%s", "%(now)s"),
}
#: {fill: SQL}, of some ids
FILLS = {
    "adoption": """
        UPDATE res_partner p SET vn_relationship_id = 1
         WHERE id BETWEEN %(first)s AND %(last)s AND vn_relationship_id IS NULL
           AND (EXISTS (SELECT FROM sale_order d WHERE d.partner_id = p.id)
                OR EXISTS (SELECT FROM crm_lead d WHERE d.partner_id = p.id))
    """,
    "credit_sale_order": """
        UPDATE sale_order SET vn_created_user_id = user_id, vn_credit_user_id = user_id,
               vn_customer_id = partner_id, vn_amount_company = amount_untaxed
         WHERE id BETWEEN %(first)s AND %(last)s
    """,
    "credit_res_partner": """
        UPDATE res_partner SET vn_credit_user_id = user_id
         WHERE id BETWEEN %(first)s AND %(last)s
    """,
    "credit_crm_lead": """
        UPDATE crm_lead SET vn_created_user_id = user_id, vn_credit_user_id = user_id
         WHERE id BETWEEN %(first)s AND %(last)s
    """,
    "credit_mail_activity": """
        UPDATE mail_activity SET vn_done_at = date_done, vn_done_uid = user_id,
               vn_credit_user_id = user_id, vn_credit_company_id = 1
         WHERE id BETWEEN %(first)s AND %(last)s
    """,
    "contacts": """
        UPDATE res_partner p
           SET vn_last_contact_date = n.day, vn_contact_base_date = n.day
          FROM (SELECT DISTINCT ON (c.commercial_partner_id)
                       c.commercial_partner_id AS id, f.day
                  FROM (SELECT res_id, date_done AS day FROM mail_activity
                         WHERE active IS FALSE AND res_model = 'res.partner'
                         UNION ALL
                        SELECT partner_id, date_order::date FROM sale_order
                         WHERE state = 'sale'
                         UNION ALL
                        SELECT res_id, date::date FROM mail_message
                         WHERE model = 'res.partner' AND vn_is_contact IS TRUE
                       ) f (res_id, day)
                  JOIN res_partner c ON c.id = f.res_id
                 WHERE c.commercial_partner_id BETWEEN %(first)s AND %(last)s
                 ORDER BY c.commercial_partner_id, f.day DESC) n
         WHERE p.id = n.id
    """,
    "purchases": """
        UPDATE res_partner p
           SET vn_order_count = jsonb_build_object(1, f.orders),
               vn_first_order_date = jsonb_build_object(1, f.first),
               vn_last_order_date = jsonb_build_object(1, f.last)
          FROM (SELECT partner_id, count(*) AS orders, min(date_order::date) AS first,
                       max(date_order::date) AS last
                  FROM sale_order WHERE state = 'sale'
                   AND partner_id BETWEEN %(first)s AND %(last)s
                 GROUP BY 1) f
         WHERE p.id = f.partner_id
    """,
    "customer_scores": """
        WITH made AS (
            INSERT INTO crm_vn_score_line (partner_id, kind, activity_type_id,
                res_model, res_id, points, date, active)
            SELECT p.commercial_partner_id, 'activity', a.activity_type_id,
                   'mail.activity', a.id, t.vn_result_points, a.date_done, TRUE
              FROM mail_activity a
              JOIN mail_activity_type t ON t.id = a.activity_type_id
              JOIN res_partner p ON p.id = a.res_id
             WHERE a.res_model = 'res.partner' AND a.active IS FALSE
               AND t.vn_result_points <> 0
               AND p.commercial_partner_id BETWEEN %(first)s AND %(last)s
         RETURNING partner_id, points)
        UPDATE res_partner p
           SET vn_score = s.score, vn_star = least(5, s.score::int / 30)::varchar
          FROM (SELECT partner_id, sum(points) AS score FROM made GROUP BY 1) s
         WHERE s.partner_id = p.id
    """,
    "duplicate_keys": """
        INSERT INTO crm_vn_duplicate_key (partner_id, kind, value)
        SELECT p.id, k.kind, k.value
          FROM res_partner p
         CROSS JOIN LATERAL (
               VALUES ('phone', p.phone_sanitized), ('email', p.email_normalized),
                      ('name', lower(unaccent(p.name)))) k (kind, value)
         WHERE k.value IS NOT NULL AND p.id BETWEEN %(first)s AND %(last)s
    """,
}


def of_report(env, options):
    """Run the bare SQL of a KPI screen: both of its periods."""
    for which in ("date", "compare"):
        values = crm_vn_kpi.get_values(
            env, options[f"{which}_from"], options[f"{which}_to"]
        )
        for query in crm_vn_kpi.BARE.values():
            env.cr.execute(query, values)
            env.cr.fetchall()
