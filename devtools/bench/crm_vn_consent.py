"""Verdicts for many people, for one, and forgetting one person with many messages."""

import os
import resource

from odoo.tools import SQL

from . import generate

SIZE = int(os.environ.get("BENCH_SIZE") or 200_000)
MESSAGES = 10_000

# who may get an SMS advert now, the shortest way: the same tables joined, each person
# once, without the hours of the day and the form of the answer
BARE = """
SELECT p.id,
       CASE WHEN p.active IS NOT TRUE OR c.active IS FALSE THEN 'archived'
            WHEN p.vn_processing_restricted THEN 'restricted'
            WHEN l.state = 'withdrawn' THEN 'withdrawn'
            WHEN p.vn_do_not_contact OR c.vn_do_not_contact THEN 'do_not_contact'
            WHEN b.id IS NOT NULL THEN 'blacklisted'
            WHEN l.state IS NULL THEN 'no_consent' END,
       g.moments
  FROM res_partner p
  LEFT JOIN res_partner c ON c.id = p.commercial_partner_id
  LEFT JOIN phone_blacklist b ON b.active AND b.number = p.vn_contact_number
  LEFT JOIN (SELECT DISTINCT ON (partner_id) partner_id, state
               FROM crm_vn_consent
              WHERE channel = 'sms' AND purpose = 'advert' AND company_id = %(company)s
                AND date <= %(now)s
              ORDER BY partner_id, date DESC, state DESC, id DESC) l
    ON l.partner_id = p.id
  LEFT JOIN (SELECT partner_id, array_agg(date ORDER BY date) AS moments
               FROM crm_vn_contact_log
              WHERE channel = 'sms' AND purpose = 'advert' AND company_id = %(company)s
                AND date > %(now)s - interval '24 hours' AND date <= %(now)s
              GROUP BY partner_id) g ON g.partner_id = p.id
 WHERE p.id = ANY(%(ids)s)
"""


def run(bench):
    with bench.database("consent", ["crm_vn_consent"]) as env:
        partners = fill(env)
        verdicts(bench, env, partners)
        one(bench, env, partners)
        forget(bench, env)


def fill(env):
    """Make customers of whom a third agreed, some withdrew, some were written to."""
    generate.customers(env, SIZE)
    env.cr.execute(
        SQL("SELECT id FROM res_partner WHERE ref LIKE 'BENCH%%' ORDER BY id")
    )
    ids = [row[0] for row in env.cr.fetchall()]
    env.cr.execute(
        SQL(
            "UPDATE res_partner"
            " SET vn_contact_number = '+849' || lpad(id::text, 8, '0')"
            " WHERE id = ANY(%s)",
            ids,
        )
    )
    for part, state in ((3, "given"), (20, "withdrawn")):
        env.cr.execute(
            SQL(
                """
                INSERT INTO crm_vn_consent (partner_id, address, channel, purpose,
                                            state, method, date, company_id)
                SELECT id, vn_contact_number, 'sms', 'advert', %s, 'form',
                       now() - interval '30 days', %s
                  FROM res_partner WHERE id = ANY(%s) AND id %% %s = 0
                """,
                *(state, env.company.id, ids, part),
            )
        )
    env.cr.execute(
        SQL(
            """
            INSERT INTO crm_vn_contact_log (partner_id, address, channel, purpose, date,
                                            company_id)
            SELECT id, vn_contact_number, 'sms', 'advert', now() - interval '5 hours',
                   %s
              FROM res_partner WHERE id = ANY(%s) AND id %% 10 = 0
            """,
            *(env.company.id, ids),
        )
    )
    for table in ("res_partner", "crm_vn_consent", "crm_vn_contact_log"):
        bench_tidy(env, table)
    env.invalidate_all()
    return env["res.partner"].browse(ids)


def bench_tidy(env, table):
    env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))


def verdicts(bench, env, partners):
    """The answer for all of them, and the statement alone."""
    now = env.cr.now().replace(hour=5, minute=0, microsecond=0)
    values = {"company": env.company.id, "now": now, "ids": partners.ids}

    def bare():
        env.cr.execute(BARE, values)
        return env.cr.fetchall()

    ours, sql, ratio = bench.compare(
        lambda: partners._vn_contact_verdicts("sms", "advert", now), bare, env=env
    )
    bench.info(f"seconds for the verdicts of {SIZE}", ours)
    bench.info("seconds of the bare SQL", sql)
    bench.at_most("verdicts / bare SQL of the same tables", ratio, 3)


def one(bench, env, partners):
    """One person, warm."""

    def ask():
        return partners[0]._vn_may_contact("sms", "advert")

    ask()
    bench.at_most("queries for one verdict, warm", bench.queries(env, ask), 3)


def forget(bench, env):
    """Erase a person with many messages: time, and memory with ten times as many."""
    used = []
    for number in (MESSAGES // 10, MESSAGES):
        person = env["res.partner"].create(
            {"name": f"Ngô Thị Mơ {number}", "phone": "0912 000 111"}
        )
        env.flush_all()
        env.cr.execute(
            SQL(
                """
                INSERT INTO mail_message (model, res_id, body, subject, message_type,
                                          date, author_id, message_id)
                SELECT 'res.partner', %s, 'Gọi chị Ngô Thị Mơ 0912000111, lần ' || n,
                       'Ngô Thị Mơ', 'comment', now(), %s, 'bench-' || %s || n
                  FROM generate_series(1, %s) n
                """,
                *(person.id, env.user.partner_id.id, number, number),
            )
        )
        env.invalidate_all()
        before = memory()
        seconds = bench.seconds(person._vn_erase, repeat=1, env=env, warm=False)
        used.append(memory() - before)
        bench.info(f"seconds to erase a person with {number} messages", seconds)
    bench.at_most(f"seconds to erase a person with {MESSAGES} messages", seconds, 30)
    bench.at_most("MB more for ten times the messages", (used[1] - used[0]) / 1024, 32)


def memory():
    """Return the most memory that was used so far, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
