"""The customer desk, the unread badge and the customer form, on a full database."""

import os
from datetime import timedelta

from lxml import etree

from odoo import fields
from odoo.tools import SQL

from tools.bench import generate

CUSTOMERS = int(os.environ.get("BENCH_SIZE", "200000"))
COMMENTS = CUSTOMERS * 5 // 2
UNREAD = 40  # days of comments that nobody opened yet


def run(bench):
    with bench.database("desk", addons=["crm_vn_customer"]) as env:
        salesperson = fill(env)
        desk(bench, env, salesperson)
        unread(bench, env, salesperson)
        engine(bench, env)
        ours = form_queries(bench, env)
    with bench.database(
        "desk_stock", addons=[], dependencies=["contacts", "crm"]
    ) as env:
        generate.customers(env, 10)
        stock = form_queries(bench, env)
    bench.info("stock contact form, queries", stock)
    bench.info("customer form, queries", ours)
    bench.at_most("customer form, queries more than stock", ours - stock, 12)


def fill(env):
    """Return the salesperson whose desk is opened."""
    generate.customers(env, CUSTOMERS)
    generate.activities(env, CUSTOMERS * 3)
    generate.activities(env, CUSTOMERS // 5, done=False)
    generate.leads(env, CUSTOMERS // 2)
    generate.comments(env, COMMENTS)
    env["res.partner"]._vn_contact_refresh()
    env.cr.execute(
        SQL(
            """
            INSERT INTO crm_vn_unread (user_id, partner_id, message_id)
            SELECT p.user_id, p.id, m.id
              FROM mail_message m
              JOIN res_partner p ON p.id = m.res_id
              JOIN res_users u ON u.id = p.user_id
             WHERE m.model = 'res.partner' AND m.message_type = 'comment'
               AND m.author_id IS DISTINCT FROM u.partner_id
               AND m.date > now() - %s * interval '1 day'
       ON CONFLICT DO NOTHING
            """,
            UNREAD,
        )
    )
    for table in ("res_partner", "mail_activity", "crm_vn_unread", "mail_message"):
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
    env.cr.commit()
    return generate.users(env)[0]


def as_client(env, user):
    return env(
        user=user.id, su=False, context={"lang": "en_US", "tz": "Asia/Ho_Chi_Minh"}
    )


def desk(bench, env, user):
    env = as_client(env, user)
    model = env["crm.vn.desk"]

    def ours():
        env.invalidate_all()
        return model.get_desk()

    data = ours()
    bench.info("customers of the salesperson", data["relationship"]["count"])
    bench.info("forgotten", data["forgotten"]["count"])
    bench.info("unread comments", data["updated"]["count"])
    bare = bench.seconds(lambda: bare_desk(env, user))
    seconds = bench.seconds(ours)
    bench.info("bare SQL of the desk's numbers, ms", bare * 1000)
    bench.info("desk, ms", seconds * 1000)
    bench.at_most("desk / bare SQL of its numbers", seconds / bare, 1.5)
    bench.at_most("desk, queries", bench.queries(env, ours), 15)


def bare_desk(env, user):
    """What the desk shows, by the plainest statements that give it."""
    today = fields.Date.context_today(env["res.partner"])
    env.cr.execute(
        SQL(
            """
            SELECT count(*) FILTER (WHERE date_deadline < %(today)s),
                   count(*) FILTER (WHERE date_deadline = %(today)s),
                   count(*) FILTER (WHERE date_deadline > %(today)s)
              FROM mail_activity a
              JOIN mail_activity_type t ON t.id = a.activity_type_id
             WHERE a.active AND a.user_id = %(user)s AND t.vn_show_on_home
            """,
            today=today,
            user=user.id,
        )
    )
    env.cr.execute(
        SQL(
            """
            SELECT p.id, count(*) OVER ()
              FROM res_partner p
              JOIN crm_vn_relationship r ON r.id = p.vn_relationship_id
             WHERE p.active AND p.user_id = %(user)s
               AND COALESCE(p.vn_last_contact_date, p.create_date::date) < %(today)s
                   - COALESCE(NULLIF(r.contact_limit_days, 0), %(limit)s)
               AND (p.vn_snooze_date IS NULL OR p.vn_snooze_date <= %(today)s)
               AND NOT EXISTS (SELECT 1 FROM mail_activity a
                    WHERE a.active AND a.res_model = 'res.partner'
                      AND a.res_id = p.id AND a.date_deadline >= %(today)s)
               AND NOT EXISTS (SELECT 1 FROM mail_activity a
                    JOIN res_partner c ON c.id = a.res_id
                    WHERE a.active AND a.res_model = 'res.partner'
                      AND c.commercial_partner_id = p.id AND c.id <> p.id
                      AND a.date_deadline >= %(today)s)
               AND NOT EXISTS (SELECT 1 FROM mail_activity a
                    JOIN crm_lead l ON l.id = a.res_id
                    WHERE a.active AND a.res_model = 'crm.lead'
                      AND l.partner_id = p.id AND a.date_deadline >= %(today)s)
          ORDER BY COALESCE(p.vn_last_contact_date, p.create_date::date), p.id
             LIMIT 8
            """,
            today=today,
            user=user.id,
            limit=env.company.vn_contact_limit_days,
        )
    )
    env.cr.execute(bare_unread(user, "partner_id, count(*), max(message_id)", True))
    env.cr.execute(
        SQL(
            """
            SELECT vn_relationship_id, count(*) FROM res_partner
             WHERE active AND user_id = %s AND vn_relationship_id IS NOT NULL
          GROUP BY vn_relationship_id
            """,
            user.id,
        )
    )
    env.cr.fetchall()


def bare_unread(user, what, grouped=False):
    columns = {
        "count(*)": SQL("count(*)"),
        "partner_id, count(*), max(message_id)": SQL(
            "partner_id, count(*), max(message_id)"
        ),
    }[what]
    return SQL(
        "SELECT %s FROM crm_vn_unread WHERE user_id = %s AND partner_id IN "
        "(SELECT id FROM res_partner WHERE active "
        "AND vn_relationship_id IS NOT NULL) %s",
        columns,
        user.id,
        SQL("GROUP BY partner_id ORDER BY 3 DESC" if grouped else ""),
    )


def unread(bench, env, user):
    env = as_client(env, user)
    model = env["crm.vn.unread"]
    bare = bench.seconds(
        lambda: env.cr.execute(bare_unread(user, "count(*)")), repeat=15
    )
    ours = bench.seconds(model.get_count, repeat=15)
    bench.info("unread badge, ms", ours * 1000)
    bench.at_most("unread badge / bare SQL", ours / bare, 2)
    bench.at_most("unread badge, queries", bench.queries(env, model.get_count), 1)


def engine(bench, env):
    partners = env["res.partner"]
    bench.info(
        "repair of every last contact, nothing to do, s",
        bench.seconds(partners._vn_contact_refresh, repeat=1, warm=False),
    )
    some = partners.search([("vn_relationship_id", "!=", False)], limit=50)
    day = fields.Date.today() - timedelta(days=0)
    bench.info(
        "recording 50 contacts at once, ms",
        bench.seconds(lambda: some._vn_touch("meeting", day), env=env) * 1000,
    )


def form_queries(bench, env):
    """Return the queries that open the contact form of one customer."""
    env = as_client(env, env.ref("base.user_admin"))
    partners = env["res.partner"]
    arch = etree.fromstring(partners.get_view(view_type="form")["arch"])
    names = {
        node.get("name")
        for node in arch.iter("field")
        if not any(parent.tag == "field" for parent in node.iterancestors())
    }
    nested = {"fields": {"display_name": {}}}
    specification = {
        name: nested if partners._fields[name].type == "many2one" else {}
        for name in names
    }
    partner = partners.search([("ref", "=like", "BENCH%")], limit=1)

    def load():
        env.invalidate_all()
        partner.web_read(specification)

    load()
    return bench.queries(env, load)
