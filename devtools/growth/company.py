"""The company that grows: rows of a step, what its addons fill, its first night."""

import time

from devtools.bench import crm_vn_kpi, generate, kpi_rows

PEOPLE = 100
#: the largest number of a table without rows
NOTHING = 2**31 - 1


def found(env):
    """Make people and what a company has from the start."""
    generate.users(env, PEOPLE)
    crm_vn_kpi.make_manager(env)
    generate.products(env)
    Pricelist = env["product.pricelist"]
    for sequence, (entry, percent) in enumerate([(5_000_000, 3), (20_000_000, 5)]):
        env["crm.vn.tier"].create(
            {
                "name": f"{percent} %",
                "sequence": sequence,
                "entry_threshold": entry,
                "keep_threshold": entry,
                "pricelist_id": Pricelist.create({"name": f"{percent} %"}).id,
            }
        )
    env.cr.execute("UPDATE mail_activity_type SET vn_result_points = 1 + id % 15")
    env["crm.vn.pool.rule"].create(
        {"name": "90", "company_id": False, "contact_days": 90, "is_dry_run": True}
    )


def grow(env, number):
    """Add *number* customers with what happened to them, as of before our addons.

    :return: {table: (first id, last id)} of what is new
    """
    env.cr.execute("SET LOCAL maintenance_work_mem = '512MB'")
    customers = generate.customers(
        env, number, owners=generate.users(env, PEOPLE), company=env.company
    )
    made = {
        "res_partner": customers,
        "mail_activity": generate.activities(
            env, number * 3, noted=False, among=customers
        ),
        "sale_order": generate.orders(env, number * 3 // 2, among=customers, lines=1),
        "crm_lead": generate.leads(env, number // 2, among=customers),
        "mail_message": generate.comments(env, number * 5 // 2, among=customers),
    }
    generate.activities(env, number // 5, done=False, among=customers)
    kpi_rows.contracts(env, number // 10, customers)
    for statement in (NUMBERS, NOT_YET, CONSENTS, WRITTEN_TO, REMINDED, UNREAD):
        values = {
            "first": customers.start,
            "last": customers.stop - 1,
            "company": env.company.id,
        }
        env.cr.execute(statement, values)
    env.invalidate_all()
    return {table: (ids.start, ids.stop - 1) for table, ids in made.items()}


#: a third were partners with documents before our addons made customers of them
NOT_YET = """
    UPDATE res_partner SET vn_relationship_id = NULL
     WHERE id BETWEEN %(first)s AND %(last)s AND id %% 3 = 0
"""
#: a third agreed to advertising, some took it back, some were written to today
NUMBERS = """
    UPDATE res_partner SET vn_contact_number = phone_sanitized
     WHERE id BETWEEN %(first)s AND %(last)s
"""
CONSENTS = """
    INSERT INTO crm_vn_consent (partner_id, address, channel, purpose, state, method,
                                date, company_id)
    SELECT p.id, vn_contact_number, 'sms', 'advert', said.state, 'form',
           now() - interval '30 days', %(company)s
      FROM res_partner p, (VALUES (3, 'given'), (20, 'withdrawn')) said (part, state)
     WHERE p.id BETWEEN %(first)s AND %(last)s AND p.id %% said.part = 0
"""
WRITTEN_TO = """
    INSERT INTO crm_vn_contact_log (partner_id, address, channel, purpose, date,
                                    company_id)
    SELECT id, vn_contact_number, 'sms', 'advert', now() - interval '5 hours',
           %(company)s
      FROM res_partner WHERE id BETWEEN %(first)s AND %(last)s AND id %% 10 = 0
"""
#: steps of the ladder that are past count as told, as on any morning
REMINDED = """
    INSERT INTO crm_vn_contract_reminder (contract_id, end_date, days, sent_date)
    SELECT contract.id, contract.end_date, step.days, now()
      FROM crm_vn_contract contract
      JOIN crm_vn_contract_reminder_step step
        ON step.contract_type_id = contract.contract_type_id
     WHERE step.days >= contract.end_date - current_date - 1
       AND contract.partner_id BETWEEN %(first)s AND %(last)s
        ON CONFLICT DO NOTHING
"""
UNREAD = """
    INSERT INTO crm_vn_unread (user_id, partner_id, message_id)
    SELECT p.user_id, p.id, m.id
      FROM mail_message m
      JOIN res_partner p ON p.id = m.res_id
      JOIN res_users u ON u.id = p.user_id
     WHERE m.model = 'res.partner' AND m.message_type = 'comment'
       AND p.id BETWEEN %(first)s AND %(last)s
       AND m.author_id IS DISTINCT FROM u.partner_id
       AND m.date > now() - interval '40 days'
        ON CONFLICT DO NOTHING
"""


def fill(env, code, first, last):
    """Fill one thing for the records with these ids, as the scheduled action does.

    :return: (seconds, seconds of the slowest batch)
    """
    from odoo.addons.crm_vn_base.models.crm_vn_fill import BATCH

    _label, _model, function = env["crm.vn.fill"]._vn_fills()[code]
    durations = []
    for start in range(first, last + 1, BATCH):
        began = time.perf_counter()
        function(start, min(start + BATCH - 1, last))
        env.cr.commit()
        durations.append(time.perf_counter() - began)
    return sum(durations), max(durations, default=0)
