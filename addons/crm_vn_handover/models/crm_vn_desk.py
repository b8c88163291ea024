from odoo import api, models
from odoo.tools import SQL


class CrmVnDesk(models.AbstractModel):
    """What people who left have left behind, on the manager's home."""

    _inherit = "crm.vn.desk"

    @api.model
    def _get_blocks(self, scope):
        blocks = super()._get_blocks(scope)
        may = self.env.user.has_group("sales_team.group_sale_manager")
        # where a manager's day begins: with everybody, where there is anybody
        if may and scope["kind"] == ("all" if scope["people"] else "me"):
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
                    """
                    SELECT %(model)s AS model, count(*),
                           (SELECT COALESCE(name->>%(lang)s, name->>'en_US')
                              FROM ir_model WHERE ir_model.model = %(model)s) AS name
                      FROM (%(work)s) found
                    """,
                    model=model,
                    lang=self.env.lang or "en_US",
                    work=self._get_leftover_query(model, domain).select(),
                )
                for model, domain in domains.items()
            )
        )
        return [
            {
                "model": model,
                "name": name,
                "count": count,
                "domain": list(domains[model]),
            }
            for model, count, name in counts
            if count
        ]

    @api.model
    def _get_leftover_query(self, model, domain):
        """Return the query of what a person may see of *domain*, asking nothing yet."""
        if model != "mail.activity":
            return self.env[model]._search(domain, order="id")
        # sudo: Odoo reads activities to see which may be read; nobody's are those of
        # documents that may be read, and these are named here
        query = self.env[model].sudo()._search(domain, order="id")
        documents = self.env["res.partner"]._vn_customer_documents()
        readable = SQL(" OR ").join(
            SQL(
                "(mail_activity.res_model = %s AND mail_activity.res_id IN %s)",
                name,
                self.env[name]
                .with_context(active_test=False)
                ._search([], order="id")
                .subselect(),
            )
            for name in documents
            if self.env[name].has_access("read")
        )
        query.add_where(SQL("(%s)", readable or SQL("FALSE")))
        return query
