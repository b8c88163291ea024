from odoo.addons.crm_vn_kpi.hooks import add_columns

COLUMNS = {
    "project_task": {"vn_done_at": "timestamp", "vn_credit_user_id": "int4"},
}


def pre_init_hook(env):
    """Make the columns of the addon; :func:`post_init_hook` fills them."""
    add_columns(env, COLUMNS)


def post_init_hook(env):
    """Credit what was there before."""
    env["crm.vn.fill"]._vn_start("credit_project_task")
