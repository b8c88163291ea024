"""Installing on a company that has years of data, and on one that has none.

``make install-test``: addon by addon, each with those that come with it by themselves,
then all others at once. What is not done while an addon is being installed is a
first fill, which ``make growth-test`` measures.
"""

import sys
import time

from devtools.bench import generate
from devtools.devenv import config, databases, full

from . import runs
from .company import PEOPLE
from .steps import say

#: seconds that one may take, a whole minute of which nobody works
LIMIT = 60
EMPTY, GROWN = (f"{config.PREFIX}_install_{what}" for what in ("empty", "grown"))
#: installed one after the other, then everything that is left
ADDONS = ("crm_vn_customer", "crm_vn_sale", "crm_vn_scoring", "crm_vn_tier")
ADDONS += ("crm_vn_contract", "crm_vn_care_schedule", "crm_vn_kpi", "crm_vn_call")


def grow(env, number):
    """Make *number* customers and what happened to them, in Odoo alone."""
    generate.products(env)
    owners = generate.users(env, PEOPLE)
    customers = generate.customers(env, number, owners=owners, company=env.company)
    generate.activities(env, number * 3, among=customers)
    generate.activities(env, number // 5, done=False, among=customers)
    generate.orders(env, number * 3 // 2, among=customers, lines=1)
    generate.leads(env, number // 2, among=customers)
    generate.comments(env, number * 5 // 2, among=customers)
    env.cr.commit()
    return {"customers": len(customers)}


def install(database, addons):
    """Return the seconds of installing *addons*, and how many came with them.

    :raise config.Problem: when Odoo complained
    """
    before = databases.installed(database)
    began = time.monotonic()
    lines = databases.install(database, addons)
    seconds = time.monotonic() - began
    if lines:
        raise config.Problem("\n".join([f"Installing {addons}:", *lines]))
    return seconds, len(databases.installed(database) - before)


def main(number):
    """Install on both; return 1 when one took too long on the grown company."""
    slow = []
    try:
        base = databases.base(full.core())
        for database in (EMPTY, GROWN):
            databases.copy(base, database)
        made = runs.Odoo(GROWN).ask(lambda env: grow(env, number), limit=7200)
        if "failed" in made:
            raise config.Problem("The company could not grow, see above.")
        say(f"{'':<24} addons  no customer  {number:,} customers")
        left = [name for name in config.addon_names() if name not in ADDONS]
        for addons in (*([addon] for addon in ADDONS), left):
            alone, _count = install(EMPTY, addons)
            seconds, count = install(GROWN, addons)
            name = addons[0] if len(addons) == 1 else "all others"
            say(f"{name:<24} {count:6} {alone:10.1f} s {seconds:10.1f} s")
            # of many at once, what the customers add
            if seconds - (alone if len(addons) > 1 else 0) > LIMIT:
                slow.append(name)
    finally:
        for database in (EMPTY, GROWN):
            databases.drop(database)
    for addon in slow:
        say(f"{addon} took more than {LIMIT} s")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
