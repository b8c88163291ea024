from odoo.tools import SQL

from odoo.addons.crm_vn_kpi.hooks import add_columns


def pre_init_hook(env):
    """Credit the tasks that are finished already to the first person on them."""
    add_columns(
        env,
        {"project_task": {"vn_done_at": "timestamp", "vn_credit_user_id": "int4"}},
        [
            SQL(
                """
                UPDATE project_task task
                   SET vn_done_at = COALESCE(
                           task.date_last_stage_update, task.write_date),
                       vn_credit_user_id = COALESCE(
                           (SELECT min(person.user_id)
                              FROM project_task_user_rel person
                             WHERE person.task_id = task.id),
                           task.write_uid)
                 WHERE task.state = '1_done'
                """
            )
        ],
    )
