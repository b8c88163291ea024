"""Handing over the work of one person, against one bare UPDATE per table.

``BENCH_SIZE`` is the number of customers that the person has (5,000).
"""

import os

from odoo.fields import Command
from odoo.tools import SQL

from . import generate

SIZE = int(os.environ.get("BENCH_SIZE") or 5_000)


def run(bench):
    with bench.database("crm_vn_handover", addons=["crm_vn_handover"]) as env:
        generate.customers(env, SIZE)
        leaving, taking = (make_user(env, f"bench_{name}") for name in ("from", "to"))
        env.flush_all()
        env.cr.execute(
            "UPDATE res_partner SET user_id = %s WHERE vn_relationship_id IS NOT NULL",
            [leaving.id],
        )
        generate.leads(env, SIZE // 10)
        env.cr.execute("UPDATE crm_lead SET user_id = %s", [leaving.id])
        bench.tidy(env, "res_partner", "crm_lead", "mail_activity")
        ours, bare, ratio = bench.compare(
            lambda: hand_over(env, leaving, taking),
            lambda: update(env, leaving, taking),
            env=env,
        )
        bench.info("customers", SIZE)
        bench.info("one bare UPDATE per table (s)", bare)
        bench.info("handing over (s)", ours)
        bench.at_most("handing over, log included / bare UPDATEs", ratio, 3)


def make_user(env, login):
    return (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            {
                "name": login,
                "login": login,
                "group_ids": [
                    Command.link(env.ref("sales_team.group_sale_salesman").id)
                ],
            }
        )
    )


def update(env, leaving, taking):
    """Change the owner, and nothing else: no log, no followers, no history."""
    for table in ("res_partner", "crm_lead", "mail_activity"):
        env.cr.execute(
            SQL(
                "UPDATE %s SET user_id = %s, write_date = now() WHERE user_id = %s",
                SQL.identifier(table),
                taking.id,
                leaving.id,
            )
        )


def hand_over(env, leaving, taking):
    handover = env["crm.vn.handover"].create(
        {
            "user_id": leaving.id,
            "method": "turns",
            "target_ids": [Command.create({"user_id": taking.id})],
        }
    )
    handover.action_start()
    while handover._run_batch(500):
        pass
    env.flush_all()
