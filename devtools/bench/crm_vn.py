"""Installing the suite on a company that is at work, and what is filled afterwards.

``BENCH_SIZE`` is the number of customers (200,000); each has three done activities, one
and a half orders, one comment, and every other one an opportunity. ``BENCH_ADDON`` is
what is installed (``crm_vn_kpi``, which brings all that fills columns).
"""

import os
import time

from devtools.bench import generate
from devtools.bench.crm_vn_import_queue import resident
from devtools.devenv import cluster, config, databases

SIZE = int(os.environ.get("BENCH_SIZE") or 200_000)
ADDON = os.environ.get("BENCH_ADDON") or "crm_vn_kpi"
#: seconds that people may be kept waiting by one batch of a fill
BATCH_LIMIT = 15


def run(bench):
    core = config.core_dependencies(ADDON)
    ours = config.own_dependencies(ADDON)
    with bench.database("install_empty", addons=[], dependencies=core) as env:
        env.cr.commit()
        empty = install(env.cr.dbname, ours)
    with bench.database("install", addons=[], dependencies=core) as env:
        company(env)
        full = install(env.cr.dbname, ours)
        name = env.cr.dbname
        bench.info(f"installation without customers (s), {ADDON}", empty)
        bench.info(f"the same on {SIZE} customers (s)", full)
        bench.at_most(f"what {SIZE} customers add to it (s)", full - empty, 60)
        fill(bench, name)


def company(env):
    """Make a company that worked with Odoo alone."""
    customers = generate.customers(env, SIZE)
    generate.activities(env, SIZE * 3, among=customers)
    generate.orders(env, SIZE * 3 // 2, among=customers, lines=1)
    generate.leads(env, SIZE // 2, among=customers)
    generate.comments(env, SIZE, among=customers)
    env.cr.commit()
    for table in ("res_partner", "mail_activity", "sale_order", "crm_lead"):
        cluster.psql(f"VACUUM ANALYZE {table}", env.cr.dbname)


def install(database, addons):
    """Return the seconds that installing *addons* takes."""
    started = time.perf_counter()
    databases.install(database, addons, log="bench-install.log")
    return time.perf_counter() - started


def fill(bench, database):
    """Do what is left, batch by batch, as the scheduled action does."""
    from devtools.bench import open_environment

    with open_environment(database) as env:
        durations, memory = {}, []
        for record in env["crm.vn.fill"].search([]):
            code, is_done = record.code, False
            while not is_done:
                started = time.perf_counter()
                is_done = record._vn_step()
                env.cr.commit()
                durations.setdefault(code, []).append(time.perf_counter() - started)
                memory.append(resident())
        for code, seconds in durations.items():
            bench.info(f"fill of {code} (s), {len(seconds)} batches", sum(seconds))
        every = [seconds for batches in durations.values() for seconds in batches]
        if every:
            bench.info("all fills after the installation (s)", sum(every))
            bench.at_most("slowest batch (s)", max(every), BATCH_LIMIT)
            bench.info("memory gained by it (MB)", memory[-1] - memory[0])
        left = env["crm.vn.fill"].search_count([])
        bench.at_most("fills left", left, 0)
