from odoo import api, models
from odoo.tools import SQL


class CrmVnDesk(models.AbstractModel):
    """What people who left have left behind, on the manager's home."""

    _inherit = "crm.vn.desk"

    @api.model
    def _get_blocks(self, scope):
        blocks = super()._get_blocks(scope)
        may = self.env.user.has_group("sales_team.group_sale_manager")
        if may and scope["kind"] in ("me", "all"):
            rows = self._get_leftovers()
            if rows:
                blocks["leftovers"] = {"rows": rows}
        return blocks

    @api.model
    def _get_leftovers(self):
        """Return what waits for somebody to take it over, by kind, counted at once.

        :return: list of dicts: ``model``, ``name``, ``count`` and the ``domain`` of the
            list of as many
        """
        domains = {
            model: domain
            for model, domain in self.env["res.users"]._vn_leftover_domains().items()
            if self.env[model].has_access("read")
        }
        counts = self.env.execute_query(
            SQL(" UNION ALL ").join(
                SQL(
                    "SELECT %s AS model, count(*) FROM (%s) found",
                    model,
                    self.env[model]._search(domain, order="id").select(),
                )
                for model, domain in domains.items()
            )
        )
        return [
            {
                "model": model,
                "name": self.env["ir.model"]._get(model).name,
                "count": count,
                "domain": list(domains[model]),
            }
            for model, count in counts
            if count
        ]
