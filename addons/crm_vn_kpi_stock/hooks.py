from odoo.addons.crm_vn_kpi.hooks import add_columns


def pre_init_hook(env):
    """Make the columns of the addon; :func:`post_init_hook` fills them."""
    add_columns(env, {"stock_picking": {"vn_credit_user_id": "int4"}})


def post_init_hook(env):
    """Credit what was there before."""
    env["crm.vn.fill"]._vn_start("credit_stock_picking")
