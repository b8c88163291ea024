"""Adding many members, who is next among many, and what a campaign brought."""

import os

from odoo.tools import SQL

from . import generate

SIZE = int(os.environ.get("BENCH_SIZE") or 50_000)
#: by the ORM, in batches; its rate is compared
BATCH, SAMPLE = 1_000, 2_000

# the next one of a person, the shortest way
NEXT = """
SELECT id FROM crm_vn_campaign_member
 WHERE campaign_id = %(campaign)s AND user_id = %(user)s AND meaning = 'waiting'
   AND is_held_back IS NOT TRUE
   AND (postponed_until IS NULL OR postponed_until <= now() AT TIME ZONE 'UTC')
 ORDER BY postponed_until, id LIMIT 20 FOR UPDATE SKIP LOCKED
"""
# orders and revenue of both groups, the shortest way
RESULT = """
WITH middle AS (
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY contacted_date) AS moment
      FROM crm_vn_campaign_member
     WHERE campaign_id = %(campaign)s AND is_held_back IS NOT TRUE
       AND contacted_date IS NOT NULL
), member AS (
    SELECT m.id, m.partner_id, m.company_id, m.is_held_back IS TRUE AS held,
           CASE WHEN m.is_held_back THEN middle.moment
                ELSE m.contacted_date END AS since
      FROM crm_vn_campaign_member m, middle
     WHERE m.campaign_id = %(campaign)s
       AND (m.contacted_date IS NOT NULL OR m.is_held_back)
), sale AS (
    SELECT member.id, count(*) AS orders,
           sum(o.amount_untaxed / coalesce(nullif(o.currency_rate, 0), 1)) AS revenue
      FROM member
      JOIN res_partner p ON p.commercial_partner_id = member.partner_id
      JOIN sale_order o ON o.partner_id = p.id AND o.state = 'sale'
       AND o.company_id = member.company_id AND o.date_order >= member.since
       AND o.date_order < member.since + interval '30 days'
     GROUP BY member.id
)
SELECT member.held, count(*), sum(sale.orders), sum(sale.revenue)
  FROM member LEFT JOIN sale ON sale.id = member.id GROUP BY member.held
"""


def run(bench):
    with bench.database("campaign", ["crm_vn_campaign_sale"]) as env:
        generate.customers(env, SIZE)
        partners = env["res.partner"].search([("ref", "=like", "BENCH%")], order="id")
        env.cr.execute("ANALYZE res_partner")
        adding(bench, env, partners)
        campaign = make(env, "Cả nước")
        campaign._vn_add_members(partners)
        bench.tidy(env, "crm_vn_campaign_member")
        following(bench, env, campaign)
        numbers(bench, env, campaign)


def make(env, title):
    return env["utm.campaign"].create(
        {
            "title": title,
            "vn_is_customer_campaign": True,
            "vn_hold_back_percent": 10,
        }
    )


def adding(bench, env, partners):
    """All of them at once, and by the ORM in batches."""

    def ours():
        return make(env, "Một lượt")._vn_add_members(partners)

    def orm():
        campaign = make(env, "Từng lô")
        members = env["crm.vn.campaign.member"]
        for start in range(0, SAMPLE, BATCH):
            members.create(
                [
                    {"campaign_id": campaign.id, "partner_id": partner.id}
                    for partner in partners[start : start + BATCH]
                ]
            )
            env.flush_all()

    one, other, _ratio = bench.compare(ours, orm, env=env)
    bench.info("members a second, all at once", SIZE / one)
    bench.info("members a second, by the ORM in batches", SAMPLE / other)
    bench.at_least("times the rate of the ORM", (SIZE / one) / (SAMPLE / other), 10)


def following(bench, env, campaign):
    """The next member of somebody with a tenth of them."""
    member = env["crm.vn.campaign.member"].search(
        [("campaign_id", "=", campaign.id), ("user_id", "!=", False)], limit=1
    )
    user = member.user_id
    values = {"campaign": campaign.id, "user": user.id}
    mine = env["crm.vn.campaign.member"].with_user(user)
    theirs = campaign.with_user(user)

    def ours():
        return mine._vn_next(theirs)

    def bare():
        env.cr.execute(NEXT, values)
        return env.cr.fetchall()

    seconds, sql, ratio = bench.compare(ours, bare, repeat=15, env=env)
    bench.info("milliseconds to the next member", seconds * 1000)
    bench.info("milliseconds of the bare indexed query", sql * 1000)
    bench.at_most("next member / bare indexed query", ratio, 2)
    bench.at_most("queries to the next member", bench.queries(env, ours), 12)


def numbers(bench, env, campaign):
    """Orders and revenue of both groups."""
    generate.orders(env, 4 * SIZE)
    env.cr.execute(
        SQL(
            """
            UPDATE crm_vn_campaign_member m
               SET contacted_date = now() AT TIME ZONE 'UTC' - interval '200 days'
                                    + (m.id %% 30) * interval '1 day'
             WHERE campaign_id = %s AND is_held_back IS NOT TRUE AND id %% 3 <> 0
            """,
            campaign.id,
        )
    )
    bench.tidy(env, "crm_vn_campaign_member", "sale_order", "res_partner")
    manager = env.ref("base.user_admin")
    manager.group_ids |= env.ref("sales_team.group_sale_manager")
    asked = campaign.with_user(manager)
    values = {"campaign": campaign.id}

    def ours():
        env.invalidate_all()
        return asked.vn_revenue

    def bare():
        env.cr.execute(RESULT, values)
        return env.cr.fetchall()

    revenue = {held: sum_ for held, _members, _orders, sum_ in bare()}
    assert abs(ours() - float(revenue[False] or 0)) < 1, "the same number"
    seconds, _sql, ratio = bench.compare(ours, bare, repeat=5, env=env)
    bench.info("seconds for the numbers of a campaign", seconds)
    bench.at_most("numbers of a campaign / bare SQL", ratio, 1.5)
