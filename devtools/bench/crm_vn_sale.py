"""Purchase facts, confirming, and making many quotations."""

import os

from odoo.tools import SQL

from . import generate

SIZE = int(os.environ.get("BENCH_SIZE") or 200_000)
QUOTATIONS = 500
DEPENDENCIES = ["contacts", "crm", "sale_crm"]

# the same facts in columns of their own, the shortest way
BARE = """
WITH bought AS (
    SELECT p.commercial_partner_id AS entity, o.date_order::date AS day,
           o.date_order::date - lag(o.date_order::date) OVER (
               PARTITION BY p.commercial_partner_id ORDER BY o.date_order) AS gap
      FROM sale_order o JOIN res_partner p ON p.id = o.partner_id
     WHERE o.state = 'sale'
), fact AS (
    SELECT entity, min(day) AS first, max(day) AS last, count(*)::int AS orders,
           CASE WHEN count(*) >= 3
                THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) END AS cycle
      FROM bought GROUP BY entity
)
UPDATE res_partner p
   SET bench_first = f.first, bench_last = f.last, bench_orders = f.orders,
       bench_cycle = f.cycle
  FROM fact f
 WHERE f.entity = p.commercial_partner_id
   AND (p.bench_first, p.bench_last, p.bench_orders, p.bench_cycle)
       IS DISTINCT FROM (f.first, f.last, f.orders, f.cycle)
"""


def run(bench):
    with bench.database("sale_stock", [], dependencies=DEPENDENCIES) as env:
        generate.customers(env, 2_000)
        stock_queries = [confirm_queries(bench, env, number) for number in (1, 10)]
        stock_seconds = bare_seconds(bench, env)
    with bench.database("sale", ["crm_vn_sale"]) as env:
        for number, stock in zip((1, 10), stock_queries, strict=True):
            ours = confirm_queries(bench, env, number)
            bench.info(f"queries to confirm {number} at once, stock", stock)
            bench.at_most("queries to confirm, more than stock", ours - stock, 4)
        rate_of_quotations(bench, env, stock_seconds)
        facts(bench, env)


def facts(bench, env):
    generate.customers(env, SIZE)
    generate.orders(env, SIZE * 3 // 2, lines=1)
    Partner = env["res.partner"]
    env.cr.execute(
        "ALTER TABLE res_partner ADD bench_first date, ADD bench_last date, "
        "ADD bench_orders int, ADD bench_cycle float8"
    )
    ours, bare, ratio = bench.compare(
        Partner._vn_purchase_rebuild, lambda: env.cr.execute(BARE), env=env
    )
    bench.info(f"facts of {SIZE} customers, bare SQL (s)", bare)
    bench.info(f"facts of {SIZE} customers (s)", ours)
    bench.at_most("facts of everyone from nothing / bare SQL", ratio, 1.5)
    env.cr.execute(BARE)
    Partner._vn_purchase_rebuild()
    ours, bare, ratio = bench.compare(
        Partner._vn_purchase_rebuild, lambda: env.cr.execute(BARE), repeat=5, env=env
    )
    bench.info("facts that are right already, bare SQL (s)", bare)
    bench.at_most("facts that are right already / bare SQL", ratio, 1.5)
    busiest = Partner.browse(
        env.execute_query(
            SQL(
                "SELECT partner_id FROM sale_order GROUP BY 1 "
                "ORDER BY count(*) DESC LIMIT 1"
            )
        )[0]
    )
    bench.info(
        "facts of the busiest customer (ms)",
        1000 * bench.seconds(busiest._vn_purchase_refresh, env=env),
    )


def confirm_queries(bench, env, number):
    """Return the queries of confirming *number* quotations, as their salesperson."""
    [user] = generate.users(env, 1)
    [product] = generate.products(env, 1)
    customers = env["res.partner"].create(
        [{"name": f"Khách {place}", "user_id": user.id} for place in range(number)]
    )
    env = env(user=user)
    orders = env["sale.order"].create(
        [prepare_order(customer, product) for customer in customers]
    )
    bench.queries(env, orders.action_confirm)  # fills the caches of the process
    return bench.queries(env, orders.action_confirm)


def prepare_order(customer, product):
    return {
        "partner_id": customer.id,
        "order_line": [(0, 0, {"product_id": product.id, "product_uom_qty": 1})],
    }


def bare_seconds(bench, env):
    partners = env["res.partner"].search([("ref", "like", "BENCH")], limit=QUOTATIONS)
    [product] = generate.products(env, 1)

    return bench.seconds(lambda: create_bare(env, partners, product), env=env)


def create_bare(env, partners, product):
    # new values each time: create() notes the number it draws in them
    env["sale.order"].create([prepare_order(partner, product) for partner in partners])
    env.flush_all()  # as far as the wizard goes


def rate_of_quotations(bench, env, stock):
    generate.customers(env, 2_000)
    partners = env["res.partner"].search([("ref", "like", "BENCH")], limit=QUOTATIONS)
    [product] = generate.products(env, 1)

    def wizard():
        env["crm.vn.document.generate"].create(
            {
                "partner_ids": partners.ids,
                "line_ids": [(0, 0, {"product_id": product.id})],
            }
        ).action_generate()
        env.flush_all()

    ours, bare, ratio = bench.compare(
        wizard, lambda: create_bare(env, partners, product), env=env
    )
    bench.info(f"{QUOTATIONS} quotations, bare create on stock (s)", stock)
    bench.info(f"{QUOTATIONS} quotations, bare create beside ours (s)", bare)
    bench.info(f"{QUOTATIONS} quotations, generated (s)", ours)
    bench.at_least("rate of generating / rate of bare create", 1 / ratio, 0.8)
