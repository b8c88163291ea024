from odoo.tools import SQL

#: columns of this addon on tables that may hold millions of rows
COLUMNS = {
    "sale_order": {
        "vn_created_user_id": "int4",
        "vn_credit_user_id": "int4",
        "vn_amount_company": "numeric",
        "vn_customer_id": "int4",
    },
    "res_partner": {"vn_credit_user_id": "int4"},
    "crm_lead": {"vn_created_user_id": "int4", "vn_credit_user_id": "int4"},
    "crm_vn_contract": {
        "vn_credit_user_id": "int4",
        "vn_expiry_user_id": "int4",
        "vn_renewal_user_id": "int4",
    },
    "mail_activity": {
        "vn_done_at": "timestamp",
        "vn_done_uid": "int4",
        "vn_credit_user_id": "int4",
        "vn_credit_company_id": "int4",
    },
}
#: Who earned what was there before: the owner of today, who else is not known.
FILL = [
    SQL(
        """
        UPDATE sale_order o
           SET vn_created_user_id = o.user_id,
               vn_credit_user_id = CASE WHEN o.state = 'sale' THEN o.user_id END,
               vn_customer_id = p.commercial_partner_id,
               vn_amount_company = round(
                   (o.amount_untaxed / coalesce(nullif(o.currency_rate, 0), 1))::numeric
                   / coalesce(nullif(c.rounding, 0), 0.01))
                   * coalesce(nullif(c.rounding, 0), 0.01)
          FROM res_company company
          JOIN res_currency c ON c.id = company.currency_id,
               res_partner p
         WHERE company.id = o.company_id AND p.id = o.partner_id
        """
    ),
    SQL("UPDATE res_partner SET vn_credit_user_id = user_id WHERE user_id IS NOT NULL"),
    SQL(
        """
        UPDATE crm_lead
           SET vn_created_user_id = user_id,
               vn_credit_user_id = CASE WHEN won_status = 'won' THEN user_id END
         WHERE user_id IS NOT NULL
        """
    ),
    SQL(
        """
        UPDATE crm_vn_contract contract
           SET vn_credit_user_id = CASE WHEN is_signed THEN user_id END,
               vn_expiry_user_id = user_id,
               vn_renewal_user_id = (
                   SELECT renewal.user_id FROM crm_vn_contract renewal
                    WHERE renewal.previous_id = contract.id AND renewal.is_signed
                      AND renewal.meaning <> 'cancelled'
                    ORDER BY renewal.signed_date, renewal.id LIMIT 1)
        """
    ),
]


def pre_init_hook(env):
    """Make the columns of the addon and credit what was there before."""
    add_columns(env, COLUMNS, [*FILL, fill_activities(env)])


def fill_activities(env):
    """Return the statement that credits the activities that are done already.

    The moment is known where nothing was written since; else it is noon in Vietnam.
    """
    companies = [
        SQL(
            "WHEN %s THEN (SELECT company_id FROM %s WHERE id = a.res_id)",
            model,
            SQL.identifier(env[model]._table),
        )
        for model in env["res.partner"]._vn_customer_documents()
        if "company_id" in env[model]._fields and env[model]._fields["company_id"].store
    ]
    return SQL(
        """
        UPDATE mail_activity a
           SET vn_done_at = CASE WHEN a.write_date::date = a.date_done
                                 THEN date_trunc('second', a.write_date)
                                 ELSE a.date_done + interval '5 hours' END,
               vn_done_uid = coalesce(a.write_uid, a.user_id),
               vn_credit_user_id = coalesce(a.user_id, a.write_uid),
               vn_credit_company_id = coalesce(
                   CASE a.res_model %s END,
                   (SELECT company_id FROM res_users
                     WHERE id = coalesce(a.user_id, a.write_uid)))
         WHERE a.active IS FALSE AND a.date_done IS NOT NULL
        """,
        SQL(" ").join(companies),
    )


def add_columns(env, columns, fill):
    """Make columns and fill them: one statement for a table of any size.

    Odoo would compute them record by record.

    :param dict columns: ``{table: {column: type}}``
    :param fill: list of ``SQL`` statements
    """
    env.flush_all()
    for table, kinds in columns.items():
        env.cr.execute(
            SQL(
                "ALTER TABLE %s %s",
                SQL.identifier(table),
                SQL(", ").join(
                    SQL(
                        "ADD COLUMN IF NOT EXISTS %s %s",
                        SQL.identifier(name),
                        SQL.identifier(kind),
                    )
                    for name, kind in kinds.items()
                ),
            )
        )
    for statement in fill:
        env.cr.execute(statement)
    env.invalidate_all()
