"""Installing the units, reading addresses, previewing a conversion, finding a ward."""

import csv
import os
import resource
import time

from odoo.tools import SQL

from . import generate

SIZE = int(os.environ.get("BENCH_SIZE") or 200_000)
WORDS = ("tân", "sài gòn", "van lang", "phường 1", "ninh")


def run(bench):
    with bench.database("location", ["crm_vn_location"]) as env:
        installation(bench, env)
        quality(bench, env)
        texts = addresses()
        rate = reading(bench, env, texts)
        memory(bench, env, texts)
        preview(bench, env, texts, rate)
        searching(bench, env)


def installation(bench, env):
    City = env["res.city"]

    def load():
        env.cr.execute("DELETE FROM res_city")
        env.cr.execute(
            "DELETE FROM ir_model_data WHERE module = 'crm_vn_location_units'"
        )
        City._vn_load_units()

    seconds = bench.seconds(load, env=env)
    bench.at_most("loading 3,321 units (s)", seconds, 15)
    env.registry.clear_cache()


def quality(bench, env):
    """How right the reading is, on the addresses of the tests."""
    from devtools.devenv import config

    path = config.ADDONS / "crm_vn_location/tests/corpus.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {city: code for code, city in env["res.city"]._vn_unit_ids()[0].items()}
    texts = [row["text"].replace("\\n", "\n") for row in rows]
    said = right = known = 0
    for row, place in zip(rows, env["res.city"]._vn_locate(texts), strict=True):
        exact = row["certainty"] == "exact"
        known += exact
        if place["certainty"] == "exact":
            said += 1
            right += exact and codes[place["city_id"]] == row["wards"]
    bench.info("addresses of the corpus", len(rows))
    bench.at_least("precision of exact (%)", 100 * right / said, 100)
    bench.at_least("recall of the unambiguous (%)", 100 * right / known, 97)


def addresses():
    """Return as many different addresses of the old system as there are customers."""
    from odoo.addons.crm_vn_location.tools.units import atlas

    units = list(atlas().old_wards.values())
    texts = []
    for number in range(SIZE):
        unit = units[number * 7919 % len(units)]
        names = (unit.full_name, unit.parent.full_name, unit.province.name)
        texts.append((f"{number} Lê Lợi", f"{names[0]}, {names[1]}", names[2]))
    return texts


def reading(bench, env, texts):
    """Return how many addresses are read in a second."""
    lines = [", ".join(text) for text in texts[:20_000]]
    City = env["res.city"]
    seconds = bench.seconds(lambda: City._vn_locate(lines))
    bench.at_least("addresses read in a second", len(lines) / seconds, 2_000)
    return len(lines) / seconds


def memory(bench, env, texts):
    lines = [", ".join(text) for text in texts]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for start in range(0, len(lines), 5_000):
        env["res.city"]._vn_locate(lines[start : start + 5_000])
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bench.at_most(f"memory for {len(lines)} more (MiB)", (after - before) / 1024, 32)


def preview(bench, env, texts, rate):
    generate.customers(env, SIZE)
    ids = env["res.partner"].search([("vn_relationship_id", "!=", False)]).ids[:SIZE]
    env.cr.execute(
        SQL(
            """UPDATE res_partner p SET street = t.street, city = t.city,
                      city_id = NULL, state_id = NULL, country_id = %s
                 FROM (SELECT unnest(%s::int[]) AS id, unnest(%s::text[]) AS street,
                              unnest(%s::text[]) AS city) t
                WHERE t.id = p.id""",
            env.ref("base.vn").id,
            ids,
            [text[0] for text in texts[: len(ids)]],
            [f"{text[1]}, {text[2]}" for text in texts[: len(ids)]],
        )
    )
    env.invalidate_all()
    bench.tidy(env, "res_partner")
    partners = env["res.partner"].browse(ids)
    bare = SQL(
        """SELECT p.id, p.street, p.street2, p.city, s.name, c.code
             FROM res_partner p
        LEFT JOIN res_country_state s ON s.id = p.state_id
        LEFT JOIN res_country c ON c.id = p.country_id
            WHERE p.id = ANY(%s)""",
        ids,
    )
    seconds = bench.seconds(lambda: env.execute_query(bare), env=env)
    started = time.perf_counter()
    places = partners._vn_address_conversion()
    ours = time.perf_counter() - started
    bench.info(f"addresses of {len(ids)} customers, bare SQL (s)", seconds)
    bench.info(f"preview of {len(places)} (s)", ours)
    limit = 3 * seconds + len(places) / rate
    bench.at_most("preview / (3 x bare SQL + reading)", ours / limit, 1)
    screen(bench, env, limit)


def screen(bench, env, limit):
    """Open the preview of everybody, as a person does: counts, questions, districts."""
    env.invalidate_all()
    started = time.perf_counter()
    action = env["crm.vn.address.conversion"].action_open()
    seconds = time.perf_counter() - started
    opened = env["crm.vn.address.conversion"].browse(action["res_id"])
    lines = opened.exact_line_ids + opened.choice_line_ids + opened.unknown_line_ids
    counts = (opened.exact_count, opened.choice_count, opened.unknown_count)
    bench.info("customers on the screen of the preview", sum(counts))
    bench.info("lines of it", len(lines))
    bench.info("opening it (s)", seconds)
    bench.at_most("screen / (3 x bare SQL + reading)", seconds / limit, 1.5)


def searching(bench, env):
    City = env["res.city"]

    def ours():
        for word in WORDS:
            City.name_search(word)

    def stock():
        for word in WORDS:
            domain = ["|", ("name", "ilike", word), ("zipcode", "ilike", word)]
            found = City.search_fetch(domain, ["display_name"], limit=100)
            [(city.id, city.display_name) for city in found]

    own, theirs, ratio = bench.compare(ours, stock, repeat=9, env=env)
    bench.info("finding a ward, Odoo's search (ms)", theirs / len(WORDS) * 1000)
    bench.info("finding a ward (ms)", own / len(WORDS) * 1000)
    bench.at_most("finding a ward / Odoo's search", ratio, 1.5)
