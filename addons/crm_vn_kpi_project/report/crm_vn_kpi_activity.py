from odoo import fields, models
from odoo.tools import SQL


class CrmVnKpiActivity(models.Model):
    _inherit = "crm.vn.kpi.activity"
    _depends = {"project.task": ["project_id"]}

    project_id = fields.Many2one(
        "project.project", readonly=True, groups="project.group_project_user"
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT done.*, task.project_id
              FROM (%s) done
         LEFT JOIN project_task task
                ON done.res_model = 'project.task' AND task.id = done.res_id
            """,
            super()._table_query,
        )
