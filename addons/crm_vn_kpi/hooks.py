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


def pre_init_hook(env):
    """Make the columns of the addon; :func:`post_init_hook` fills them."""
    add_columns(env, COLUMNS)


def post_init_hook(env):
    """Credit what was there before."""
    env["crm.vn.fill"]._vn_start(*(f"credit_{table}" for table in COLUMNS))


def add_columns(env, columns):
    """Make empty columns: Odoo would compute them record by record.

    :param dict columns: ``{table: {column: type}}``
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
    env.invalidate_all()
