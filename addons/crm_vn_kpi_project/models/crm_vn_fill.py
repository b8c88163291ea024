from odoo import api, models

#: A finished task is credited to the first person on it.
TASKS = """
    UPDATE project_task task
       SET vn_done_at = COALESCE(task.date_last_stage_update, task.write_date),
           vn_credit_user_id = COALESCE(
               (SELECT min(person.user_id) FROM project_task_user_rel person
                 WHERE person.task_id = task.id),
               task.write_uid)
     WHERE task.state = '1_done' AND task.vn_done_at IS NULL
       AND task.id BETWEEN %(first)s AND %(last)s
"""


class CrmVnFill(models.Model):
    _inherit = "crm.vn.fill"

    @api.model
    def _vn_fills(self):
        return {
            **super()._vn_fills(),
            "credit_project_task": (
                self.env._("Who earned it: tasks"),
                "project.task",
                self._vn_prepare_credit(TASKS),
            ),
        }
