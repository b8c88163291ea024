"""A company's facts for the benchmarks of KPI, at the size that is asked for."""

import time

from devtools.bench import generate
from devtools.devenv import cluster


def fill(env, size):
    """Make *size* customers and what happened with them in three years.

    Three activities, one and a half orders and one comment for each customer, an
    opportunity for every other and a contract for every tenth; a hundred people.

    :return: seconds that crediting took, as the installation does it
    """
    from odoo.addons.crm_vn_kpi.hooks import COLUMNS

    people = generate.users(env, 100)
    customers = generate.customers(env, size, owners=people, company=env.company)
    generate.activities(env, size * 3, among=customers)
    generate.orders(env, size * 3 // 2, among=customers, lines=1)
    generate.leads(env, size // 2, among=customers)
    generate.comments(env, size, among=customers)
    contracts(env, size // 10, customers)
    env.cr.execute(
        "UPDATE sale_order SET source_id = p.source_id"
        "  FROM res_partner p WHERE p.id = sale_order.partner_id"
    )
    started = time.perf_counter()
    fills = env["crm.vn.fill"]._vn_fills()
    for table in COLUMNS:
        _label, _model, credit = fills[f"credit_{table}"]
        credit(0, 2**31 - 1)
    seconds = time.perf_counter() - started
    # only what is committed can be tidied up
    env.cr.commit()
    for table in (*COLUMNS, "mail_message"):
        cluster.psql(f"VACUUM ANALYZE {table}", env.cr.dbname)
    env.invalidate_all()
    return seconds


def contracts(env, number, customers):
    """Insert signed contracts of a year; half of those that ended were renewed."""
    env.cr.execute(
        """
        INSERT INTO crm_vn_contract (
            name, active, company_id, contract_type_id, status_id, meaning,
            partner_id, commercial_partner_id, user_id, signed_date, start_date,
            end_date, currency_id, value, value_company, is_signed, is_due,
            due_count, renewed_count, is_annex, is_renewed)
        SELECT 'B-' || p.id || '-' || n, true, %(company)s, %(type)s,
               CASE WHEN ends < current_date THEN %(expired)s ELSE %(active)s END,
               CASE WHEN ends < current_date THEN 'expired' ELSE 'active' END,
               p.id, p.commercial_partner_id, p.user_id, ends - 365, ends - 364,
               ends, %(currency)s, n, n, true, true, 1, 0, false,
               ends < current_date AND n %% 2 = 0
          FROM generate_series(1, %(number)s) n
          JOIN res_partner p ON p.id = %(first)s + n * 7 %% %(size)s
          CROSS JOIN LATERAL (SELECT current_date + 365 - n * 13 %% 1095 AS ends) last
        """,
        {
            "company": env.company.id,
            "type": env.ref("crm_vn_contract.crm_vn_contract_type_new").id,
            "active": env.ref("crm_vn_contract.crm_vn_contract_status_active").id,
            "expired": env.ref("crm_vn_contract.crm_vn_contract_status_expired").id,
            "currency": env.company.currency_id.id,
            "number": number,
            "first": customers.start,
            "size": len(customers),
        },
    )
