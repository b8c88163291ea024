"""Planning a month of visits, the list of a day, the order of stops."""

import os
import random
from datetime import date

from odoo.tools import SQL

from . import generate

ROUTES = int(os.environ.get("BENCH_ROUTES") or 200)
CUSTOMERS = 120
#: so many visits are made by the ORM, to know how long one takes
SAMPLE = 4_000
BATCH = 1_000
FREQUENCIES = ("2.1", "2.2", "4", "1.2")
FEBRUARY = date(2027, 2, 1), date(2027, 2, 28)


def run(bench):
    with bench.database("visit", ["crm_vn_visit"]) as env:
        routes = make_routes(env)
        planning(bench, env, routes)
        today(bench, env, routes)
    stops(bench)


def make_routes(env):
    """Make the routes, each of a salesperson of its own as far as there are some."""
    people = generate.users(env, min(ROUTES, 50))
    generate.customers(env, ROUTES * CUSTOMERS, owners=people)
    env.cr.execute(
        """UPDATE res_partner SET partner_latitude = 21 + id % 97 / 500.0,
                                  partner_longitude = 105.8 + id % 89 / 500.0
            WHERE vn_relationship_id IS NOT NULL"""
    )
    env.invalidate_all()
    partners = env["res.partner"].search([("vn_relationship_id", "!=", False)]).ids
    routes = env["crm.vn.visit.route"].create(
        [
            {
                "name": f"Tuyến {number:03}",
                "user_id": people[number % len(people)].id,
                "max_per_day": 0,
            }
            for number in range(ROUTES)
        ]
    )
    # lines are made at once: making routes is not what is measured
    env.cr.execute_values(
        """INSERT INTO crm_vn_visit_route_line (route_id, partner_id, company_id,
               sequence, frequency, weekday, weeks) VALUES %s""",
        [
            (
                route.id,
                partners[number * CUSTOMERS + place],
                route.company_id.id,
                place,
                FREQUENCIES[place % len(FREQUENCIES)],
                str(place % 5),
                2,
            )
            for number, route in enumerate(routes)
            for place in range(CUSTOMERS)
        ],
    )
    env.invalidate_all()
    env.cr.commit()
    return routes


def planning(bench, env, routes):
    """Planning beside making the same visits by the ORM, in batches.

    What counts is the ORM without notes and tracking, as planning makes none; the ORM
    as anybody asks it is told beside.
    """
    visits = env["crm.vn.visit"]._vn_as_engine()
    quiet = visits.with_context(tracking_disable=True, mail_create_nolog=True)
    routes._vn_generate_visits(*FEBRUARY)
    count = visits.search_count([("is_planned", "=", True)])
    env.cr.execute("DELETE FROM crm_vn_visit")
    env.invalidate_all()
    values = [
        {
            "partner_id": line.partner_id.id,
            "user_id": line.route_id.user_id.id,
            "company_id": line.company_id.id,
            "route_id": line.route_id.id,
            "line_id": line.id,
            "is_planned": True,
            "plan_date": FEBRUARY[0],
            "date": FEBRUARY[0],
            "sequence": line.sequence,
        }
        for line in routes.line_ids[:SAMPLE]
    ]

    def ours():
        routes._vn_generate_visits(*FEBRUARY)

    def by_orm(model):
        for start in range(0, len(values), BATCH):
            model.create(values[start : start + BATCH])
        env.flush_all()

    mine = bench.seconds(ours, env=env, repeat=1)
    plain, silent = (
        bench.seconds(lambda model=model: by_orm(model), env=env, repeat=1)
        / len(values)
        for model in (visits, quiet)
    )
    bench.info(f"visits of a month of {len(routes)} routes", count)
    bench.info("planning them (s)", mine)
    bench.info("a visit planned (ms)", mine / count * 1000)
    bench.info("a visit made by the ORM (ms)", plain * 1000)
    bench.info("a visit made by the ORM without notes (ms)", silent * 1000)
    bench.info("batched ORM create with notes / planning", plain * count / mine)
    bench.at_least("batched ORM create / planning", silent * count / mine, 5)


def today(bench, env, routes):
    routes._vn_generate_visits(*FEBRUARY)
    bench.tidy(env, "crm_vn_visit", "res_partner", "crm_vn_visit_route_line")
    person = routes[0].user_id
    day = FEBRUARY[0]
    visits = env["crm.vn.visit"].with_user(person)
    domain = [("user_id", "=", person.id), ("date", "=", day)]
    bare = SQL(
        """SELECT id, partner_id, state FROM crm_vn_visit
            WHERE user_id = %s AND date = %s ORDER BY sequence, id""",
        person.id,
        day,
    )

    query = visits._search(domain, order="sequence, id")
    statement = query.select("id", "partner_id", "state")

    def ours():
        # Odoo turns domain and rules into the statement anew each time, in Python
        found = visits._search(domain, order="sequence, id")
        env.execute_query(found.select("id", "partner_id", "state"))

    def theirs():
        env.execute_query(bare)

    bench.info("visits of a person on a day", visits.search_count(domain))
    mine, stock, ratio = bench.compare(ours, theirs, repeat=21)
    bench.info("list of a day, bare (ms)", stock * 1000)
    bench.info("list of a day (ms)", mine * 1000)
    bench.at_most("list of a day / bare", ratio, 2)
    alone = bench.seconds(lambda: env.execute_query(statement))
    bench.info("list of a day, its statement alone (ms)", alone * 1000)


def stops(bench):
    from odoo.addons.crm_vn_visit.tools.stops import length_km, order_stops

    chance = random.Random(7)
    places = [
        (21 + chance.random() / 5, 105.8 + chance.random() / 5) for _stop in range(50)
    ]
    bench.info(
        "ordering 50 stops (ms)", bench.seconds(lambda: order_stops(places)) * 1000
    )
    before = length_km(places, range(50))
    after = length_km(places, order_stops(places))
    bench.at_most("way of 50 stops / given one", after / before, 1)
