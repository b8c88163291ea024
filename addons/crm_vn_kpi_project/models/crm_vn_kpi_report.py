from odoo import api, models


class CrmVnKpiReport(models.AbstractModel):
    """Activities by project, beside those by type."""

    _inherit = "crm.vn.kpi.report"

    @api.model
    def _get_tables(self):
        tables = super()._get_tables()
        if self.env.user.has_group("project.group_project_user"):
            tables["project"] = ("project_id", ["activities_done"])
        return tables

    @api.model
    def _get_block_names(self):
        names = super()._get_block_names()
        if "project" in self._get_tables():
            names.insert(names.index("activity") + 1, "project")
        return names

    @api.model
    def _get_block_project(self, asked):
        table = self._get_table(
            asked, "project", self.env._("By project"), self.env._("No project")
        )
        if table:
            self._add_shares(table, "activities_done")
        return self._prepare_block(
            "project",
            self.env._("Activities by project"),
            self._get_tiles(asked, "project"),
            table,
            {"type": "bar", "column": "activities_done"},
        )

    @api.model
    def _get_row_names(self, records):
        """Name projects to those who may read them."""
        projects = self.env["project.project"]
        if records and records[0]._name != projects._name:
            return super()._get_row_names(records)
        projects = projects.browse(record.id for record in records if record.id)
        hidden = projects - projects._filtered_access("read")
        names = super()._get_row_names(
            [record for record in records if record not in hidden]
        )
        unnamed = self.env._("A project you may not see")
        return {**names, **dict.fromkeys(hidden.ids, unnamed)}
