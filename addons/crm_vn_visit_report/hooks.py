#: what was part of crm_vn_visit: the action, and its entry in the menu
MOVED = ("crm_vn_visit_report_action", "crm_vn_visit_report_menu")


def pre_init_hook(env):
    """Take over what crm_vn_visit had before this was an addon of its own.

    The address of the screen is there once: a second action could not have it.
    """
    env.cr.execute(
        """
        UPDATE ir_model_data SET module = 'crm_vn_visit_report'
         WHERE module = 'crm_vn_visit' AND name = ANY(%s)
        """,
        [list(MOVED)],
    )
