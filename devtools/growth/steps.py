"""Growing the company step by step, and measuring after each."""

import contextlib
import os
import sys
import time

from devtools.devenv import cluster, config, databases, groups

from . import bare, company, jobs, runs, verdict

SUITE = "crm_vn"
DATABASE = f"{config.PREFIX}_growth"
REPORT = config.DEV / "growth.md"
#: bare SQL of a fill is measured on so many ids
SAMPLE = 50_000
#: tables that are to be tidied up, as autovacuum would
CHANGED = """
    SELECT string_agg(quote_ident(relname), ', ') FROM pg_stat_user_tables
     WHERE n_dead_tup > 20000 OR n_mod_since_analyze > 20000
"""


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def tidy():
    """Clear the tables of what was undone, as a night would."""
    names = cluster.psql(CHANGED, DATABASE)
    if names:
        cluster.psql(f"VACUUM ANALYZE {names}", DATABASE)


class Growth:
    """One run: the company at several sizes, and what was measured."""

    def __init__(self, names):
        self.names = names
        self.measured = {}
        self.odoo = runs.Odoo(DATABASE)

    def note(self, job, size, answer):
        self.measured.setdefault(job, {})[size] = answer
        if "failed" in answer:
            say(f"  {job:<52} {answer['failed']}")
            return
        plain = f"{answer['bare']:8.2f}" if answer.get("bare") else ""
        say(
            f"  {job:<52} {answer['seconds']:8.2f} s {answer['memory']:5.0f} MB {plain}"
        )

    def step(self, size, number):
        """Let *number* customers more come, then the fills, then a first night."""
        began = time.monotonic()

        def grow(env):
            made = company.grow(env, number)
            env.cr.commit()
            return made

        made = self.odoo.ask(grow, limit=7200)
        if "failed" in made:
            raise config.Problem("The company could not grow, see above.")
        tidy()
        say(f"\n{size:,} customers, made in {time.monotonic() - began:.0f} s")
        self.fills(size, made)
        tidy()
        began = time.monotonic()
        for name, (work, _plain) in self.jobs(jobs.nightly).items():

            def night(env, work=work):
                work(env)
                env.cr.commit()
                return {}

            seconds = time.monotonic()
            failed = self.odoo.ask(night).get("failed")
            seconds = time.monotonic() - seconds
            if failed or seconds > 20:
                say(f"    {name}: {failed or 'done'} after {seconds:.0f} s")
        say(f"  a first night: {time.monotonic() - began:.0f} s")
        tidy()

    def fills(self, size, made):
        """What addons fill after an installation, of the new rows."""

        def tables(env):
            fills = env["crm.vn.fill"]._vn_fills()
            return {code: env[fill[1]]._table for code, fill in fills.items()}

        for code, table in self.odoo.ask(tables).items():
            if table not in made:
                continue
            first, last = made[table]
            rows = last - first + 1
            part = min(rows, SAMPLE)
            answer = {"rows": rows, "memory": 0}
            plain = bare.FILLS.get(code)
            if plain:

                def sql(env, plain=plain, first=first, part=part):
                    values = {"first": first, "last": first + part - 1}
                    env.cr.execute(plain, values)

                found = self.odoo.ask(runs.measure(sql, None))
                answer["bare"] = found["seconds"] * rows / part

            def fill(env, code=code, first=first, last=last):
                before = runs.peak()
                seconds, slowest = company.fill(env, code, first, last)
                memory = runs.peak() - before
                return {"seconds": seconds, "slowest": slowest, "memory": memory}

            answer.update(self.odoo.ask(fill, limit=7200))
            self.note(f"fill {code}, new rows", size, answer)

    def jobs(self, kind):
        """Return the jobs of a kind; it is the database that names the actions."""
        with contextlib.closing(self.odoo.registry.cursor()) as cr:
            found = kind(self.odoo.odoo.api.Environment(cr, 1, {}))
        self.odoo.leave()
        return found

    def measure(self, size):
        for kind in (jobs.daily, jobs.nightly):
            for name, (work, plain) in self.jobs(kind).items():
                if self.names and not any(word in name for word in self.names):
                    continue
                answer = self.odoo.ask(runs.measure(work, plain))
                self.note(name, size, {"rows": size, **answer})
                tidy()


def main(sizes, names):
    """Grow to each of the sizes; return 1 when a job grew more than its rows."""
    keep = os.environ.get("GROWTH_KEEP")
    if not (keep and databases.exists(DATABASE)):
        group = groups.of(SUITE)
        databases.of_group(group)
        databases.copy(group.database, DATABASE)
    try:
        growth = Growth(names)
        present = growth.odoo.ask(_begin)["customers"]
        for size in sizes:
            if size > present:
                growth.step(size, size - present)
                present = size
            growth.measure(size)
    finally:
        if not keep:
            databases.drop(DATABASE)
    lines = list(verdict.table(growth.measured))
    REPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for line in ("", *lines, ""):
        say(line)
    wrong = {job: verdict.too_much(found) for job, found in growth.measured.items()}
    wrong = {job: why for job, why in wrong.items() if why}
    for job, why in wrong.items():
        say(f"{job}: {why}")
    say(f"{len(wrong)} of {len(growth.measured)} jobs grow too much")
    return 1 if wrong else 0


def _begin(env):
    env.cr.execute("SELECT count(*) FROM res_partner WHERE ref LIKE 'BENCH%'")
    [customers] = env.cr.fetchone()
    if not customers:
        company.found(env)
        env.cr.commit()
    return {"customers": customers}
