"""Reviewing tiers, and choosing the pricelist of a new quotation."""

import os

from odoo.tools import SQL

from . import generate

SIZE = int(os.environ.get("BENCH_SIZE") or 200_000)
SMALL = 1_000
DEPENDENCIES = ["contacts", "crm", "sale_crm"]

# net sales of twelve months and two thresholds, the shortest way: customers and their
# contacts, guarded
BARE = """
WITH val AS (
    SELECT p.commercial_partner_id AS entity,
           sum(round(o.amount_untaxed / coalesce(o.currency_rate, 1), 2)) AS value
      FROM sale_order o JOIN res_partner p ON p.id = o.partner_id
     WHERE o.state = 'sale' AND o.company_id = %(company)s
       AND (o.date_order AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
           > current_date - interval '12 months'
     GROUP BY 1
), moved AS (
    SELECT p.id AS entity,
           CASE WHEN v.value >= 20000000 THEN 2 WHEN v.value >= 5000000 THEN 1 END
               AS tier
      FROM res_partner p JOIN val v ON v.entity = p.id
)
UPDATE res_partner p
   SET bench_tier = m.tier, bench_base = m.tier
  FROM moved m
 WHERE m.entity = p.commercial_partner_id
   AND (p.bench_tier, p.bench_base) IS DISTINCT FROM (m.tier, m.tier)
"""


def run(bench):
    with bench.database("tier_stock", [], dependencies=DEPENDENCIES) as env:
        stock = pricelist_queries(bench, env)
    with bench.database("tier", ["crm_vn_tier"]) as env:
        make_tiers(env)
        ours = pricelist_queries(bench, env)
        bench.info("queries to make a quotation, stock", stock)
        bench.info("queries to make a quotation", ours)
        chosen = pricelist_choice(bench, env)
        bench.at_most("queries to choose the pricelist, more than stock", chosen, 1)
        small = review_queries(bench, env, SMALL)
        large = review_queries(bench, env, SIZE)
        bench.info(f"queries to review {SMALL} customers", small)
        bench.at_most(f"queries to review {SIZE}, more", large - small, 0)
        review(bench, env)


def make_tiers(env):
    Pricelist = env["product.pricelist"]
    for sequence, (entry, percent) in enumerate([(5_000_000, 3), (20_000_000, 5)]):
        env["crm.vn.tier"].create(
            {
                "name": f"{percent} %",
                "sequence": sequence,
                "entry_threshold": entry,
                "keep_threshold": entry,
                "pricelist_id": Pricelist.create({"name": f"{percent} %"}).id,
            }
        )


def pricelist_queries(bench, env):
    env["res.config.settings"].create({"group_product_pricelist": True}).execute()
    [user] = generate.users(env, 1)
    customer = env["res.partner"].create({"name": "Khách", "user_id": user.id})
    env = env(user=user)
    values = {"partner_id": customer.id}
    bench.queries(env, lambda: env["sale.order"].create(values))
    return bench.queries(env, lambda: env["sale.order"].create(values))


def pricelist_choice(bench, env):
    """Return the queries that the tier adds to the choice of a pricelist."""
    partner = env["res.partner"].create({"name": "Khách"})
    tiers = env["crm.vn.tier"].search([])

    def choose():
        partner.invalidate_recordset()
        return partner.property_product_pricelist

    bench.queries(env, choose)
    without = bench.queries(env, choose)
    partner.vn_tier_id = tiers[0]
    env.flush_all()
    bench.queries(env, choose)
    return bench.queries(env, choose) - without


def review_queries(bench, env, size):
    generate.customers(env, size)
    generate.orders(env, size * 3 // 2, lines=1)
    Partner = env["res.partner"]
    call = lambda: Partner._vn_tier_run_everyone(env.company, "review")  # noqa: E731
    return bench.queries(env, call)


def review(bench, env):
    Partner = env["res.partner"]
    env.cr.execute("ALTER TABLE res_partner ADD bench_tier int, ADD bench_base int")
    bare = SQL(BARE, company=env.company.id)

    def ours():
        Partner._vn_tier_run_everyone(env.company, "review")

    def theirs():
        env.cr.execute(bare)

    own, first, ratio = bench.compare(ours, theirs, env=env)
    bench.info(f"first review of {SIZE} customers, bare SQL (s)", first)
    bench.info(f"first review of {SIZE} customers (s)", own)
    bench.at_most("first review / bare SQL", ratio, 1.5)
    theirs()
    ours()
    own, again, ratio = bench.compare(ours, theirs, repeat=5, env=env)
    bench.info(f"review of {SIZE} when nobody moves, bare SQL (s)", again)
    bench.info(f"review of {SIZE} when nobody moves (s)", own)
    bench.at_most("review when nobody moves / bare SQL", ratio, 1.5)
