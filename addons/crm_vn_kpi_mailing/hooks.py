from odoo.tools import SQL

from odoo.addons.crm_vn_kpi.hooks import add_columns


def pre_init_hook(env):
    """Credit the mailings that went out to who is responsible for them."""
    add_columns(
        env,
        {
            "mailing_mailing": {
                "vn_credit_user_id": "int4",
                "vn_credit_company_id": "int4",
            }
        },
        [
            SQL(
                """
                UPDATE mailing_mailing m
                   SET vn_credit_user_id = u.id, vn_credit_company_id = u.company_id
                  FROM res_users u
                 WHERE u.id = m.user_id AND m.state IN ('sending', 'done')
                """
            )
        ],
    )
