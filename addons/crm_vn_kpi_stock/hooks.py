from odoo.tools import SQL

from odoo.addons.crm_vn_kpi.hooks import add_columns


def pre_init_hook(env):
    """Credit the slips that are there to the owners of their orders."""
    add_columns(
        env,
        {"stock_picking": {"vn_credit_user_id": "int4"}},
        [
            SQL(
                """
                UPDATE stock_picking p
                   SET vn_credit_user_id = o.user_id
                  FROM sale_order o
                 WHERE o.id = p.sale_id AND p.state = 'done'
                """
            )
        ],
    )
