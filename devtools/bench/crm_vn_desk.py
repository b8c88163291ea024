"""The customer desk, the unread badge and the customer form, on a full database."""

import os

from lxml import etree

from odoo.tools import SQL

from devtools.bench import generate

CUSTOMERS = int(os.environ.get("BENCH_SIZE", "200000"))
COMMENTS = CUSTOMERS * 5 // 2
UNREAD = 40  # days of comments that nobody opened yet


def run(bench):
    with bench.database("desk", addons=["crm_vn_desk"]) as env:
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
    seconds, plain, ratio = bench.compare(ours, lambda: bare_desk(env, user), repeat=15)
    bench.info("bare SQL of the desk's numbers, ms", plain * 1000)
    bench.info("desk, ms", seconds * 1000)
    bench.at_most("desk / bare SQL of its numbers", ratio, 1.5)
    bench.at_most("desk, queries", bench.queries(env, ours), 15)


def bare_desk(env, user):
    """What the desk shows, numbers and rows, by hand: one statement for each block.

    As somebody would write them who knows the tables: with the stored day of the
    last contact and the indexes that are there, and with the record rule that the
    ORM adds (customers of the user's companies and of none, and colleagues).
    """
    limit = env.company.vn_contact_limit_days
    env.cr.execute("SELECT id, contact_limit_days FROM crm_vn_relationship")
    days = {id_: own or limit for id_, own in env.cr.fetchall()}
    values = {
        "today": env.company._vn_today(),
        "user": user.id,
        # an array: the number of days at the place of the relationship's id
        "limits": [days.get(id_, limit) for id_ in range(1, max(days) + 1)],
        "companies": tuple(env.companies.ids),
        "lang": env.lang,
    }
    for statement in (BARE_DUE, BARE_FORGOTTEN, BARE_UPDATED, BARE_RELATIONSHIP):
        env.cr.execute(bare(statement, values))
        env.cr.fetchall()


def bare(statement, values):
    """Return a statement with its values, and with the rule of the ORM."""
    return SQL(statement, visible=SQL(VISIBLE, **values), **values)


VISIBLE = """(p.company_id IN %(companies)s OR p.company_id IS NULL
              OR p.partner_share IS NOT TRUE)"""
BARE_DUE = """
    SELECT a.*, t.name->>%(lang)s, t.icon, COALESCE(p.phone, l.phone)
      FROM (SELECT *, count(*) OVER (PARTITION BY bucket) AS total,
                   row_number() OVER (PARTITION BY bucket
                       ORDER BY date_deadline, id) AS place
              FROM (SELECT a.id, a.date_deadline, a.res_model, a.res_id, a.res_name,
                           a.summary, a.activity_type_id, a.user_id,
                           sign(a.date_deadline - %(today)s) AS bucket
                      FROM mail_activity a
                      JOIN mail_activity_type t ON t.id = a.activity_type_id
                     WHERE a.active IS TRUE AND a.user_id = %(user)s
                       AND t.vn_show_on_home IS TRUE) own) a
      JOIN mail_activity_type t ON t.id = a.activity_type_id
 LEFT JOIN res_partner p ON a.res_model = 'res.partner' AND p.id = a.res_id
       AND %(visible)s
 LEFT JOIN crm_lead l ON a.res_model = 'crm.lead' AND l.id = a.res_id
     WHERE a.place <= 8
  ORDER BY a.bucket, a.place
"""
BARE_FORGOTTEN = """
    SELECT late.total, p.*, t.name->>%(lang)s, c.name,
           (SELECT max(a.date_deadline) FROM mail_activity a
             WHERE a.active IS TRUE AND a.res_model = 'res.partner'
               AND a.res_id = p.id)
      FROM (SELECT p.id, count(*) OVER () AS total
              FROM res_partner p
             WHERE p.active IS TRUE AND p.user_id = %(user)s
               AND p.vn_relationship_id IS NOT NULL
               AND p.vn_contact_base_date
                   < %(today)s - (%(limits)s::int[])[p.vn_relationship_id]
               AND (p.vn_snooze_date IS NULL OR p.vn_snooze_date <= %(today)s)
               AND %(visible)s
               AND NOT EXISTS (SELECT FROM mail_activity a
                    WHERE a.active IS TRUE AND a.res_model = 'res.partner'
                      AND a.res_id = p.id AND a.date_deadline >= %(today)s)
               AND NOT EXISTS (SELECT FROM mail_activity a
                    JOIN res_partner c ON c.id = a.res_id
                    WHERE a.active IS TRUE AND a.res_model = 'res.partner'
                      AND c.commercial_partner_id = p.id
                      AND c.commercial_partner_id <> c.id
                      AND a.date_deadline >= %(today)s)
               AND NOT EXISTS (SELECT FROM mail_activity a
                    JOIN crm_lead l ON l.id = a.res_id
                    WHERE a.active IS TRUE AND a.res_model = 'crm.lead'
                      AND l.partner_id = p.id AND a.date_deadline >= %(today)s)
          ORDER BY p.vn_contact_base_date, p.id
             LIMIT 8) late
      JOIN (SELECT id, complete_name, phone, vn_contact_base_date,
                   vn_last_contact_date, vn_last_contact_kind,
                   vn_last_contact_type_id, vn_last_contact_user_id
              FROM res_partner) p ON p.id = late.id
 LEFT JOIN mail_activity_type t ON t.id = p.vn_last_contact_type_id
 LEFT JOIN res_users u ON u.id = p.vn_last_contact_user_id
 LEFT JOIN res_partner c ON c.id = u.partner_id
  ORDER BY p.vn_contact_base_date, p.id
"""
BARE_UPDATED = """
    SELECT p.id, p.complete_name, s.*, m.body, m.email_from, a.name
      FROM (SELECT u.partner_id, count(*) AS number, max(u.message_id) AS last,
                   count(*) OVER () AS customers, sum(count(*)) OVER () AS comments
              FROM crm_vn_unread u
              JOIN res_partner p ON p.id = u.partner_id
             WHERE u.user_id = %(user)s AND p.vn_relationship_id IS NOT NULL
               AND %(visible)s
          GROUP BY u.partner_id
          ORDER BY last DESC
             LIMIT 8) s
      JOIN res_partner p ON p.id = s.partner_id
      JOIN mail_message m ON m.id = s.last
 LEFT JOIN res_partner a ON a.id = m.author_id
  ORDER BY s.last DESC
"""
BARE_RELATIONSHIP = """
    SELECT r.id, r.name->>%(lang)s, r.color, s.number
      FROM (SELECT p.vn_relationship_id AS id, count(*) AS number
              FROM res_partner p
             WHERE p.active IS TRUE AND p.user_id = %(user)s
               AND p.vn_relationship_id IS NOT NULL AND %(visible)s
          GROUP BY p.vn_relationship_id) s
      JOIN crm_vn_relationship r ON r.id = s.id
  ORDER BY r.sequence, r.id
"""


BARE_UNREAD = """
    SELECT count(*)
      FROM crm_vn_unread u
      JOIN res_partner p ON p.id = u.partner_id
     WHERE u.user_id = %(user)s AND p.vn_relationship_id IS NOT NULL AND %(visible)s
"""


def unread(bench, env, user):
    env = as_client(env, user)
    model = env["crm.vn.unread"]
    values = {"user": user.id, "companies": tuple(env.companies.ids)}
    ours, _plain, ratio = bench.compare(
        model.get_count,
        lambda: env.cr.execute(bare(BARE_UNREAD, values)),
        repeat=15,
    )
    bench.info("unread badge, ms", ours * 1000)
    bench.at_most("unread badge / bare SQL", ratio, 2)
    bench.at_most("unread badge, queries", bench.queries(env, model.get_count), 1)


def engine(bench, env):
    partners = env["res.partner"]
    bench.info(
        "repair of every last contact, nothing to do, s",
        bench.seconds(partners._vn_contact_refresh, repeat=1, warm=False),
    )
    some = partners.search([("vn_relationship_id", "!=", False)], limit=50)
    day = env.company._vn_today()
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
